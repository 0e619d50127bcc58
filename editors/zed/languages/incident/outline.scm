(doc_comment) @annotation

(block
  kind: (name) @context
  label: (_)* @name) @item
