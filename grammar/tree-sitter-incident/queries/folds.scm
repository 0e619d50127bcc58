; Bodies and lists over several lines, long strings, long comments.

[
  (body)
  (list)
  (string)
  (block_comment)
] @fold
