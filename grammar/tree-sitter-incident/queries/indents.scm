; Neovim reads @indent.begin, @indent.branch and @indent.ignore, Helix @indent and @outdent.

[
  (body)
  (list)
] @indent.begin @indent

[
  "}"
  "]"
] @indent.branch @outdent

; What stands in long strings and comments is somebody's text.
[
  (string)
  (block_comment)
] @indent.ignore
