(body
  "}" @end) @indent

(list
  "]" @end) @indent
