; Names hold in the body that declares them and in what stands in it.

[
  (file)
  (body)
] @local.scope

(block
  label: [
    (name)
    (email)
  ] @local.definition)

(attribute
  value: [
    (name)
    (email)
  ] @local.reference)

(list
  [
    (name)
    (email)
  ] @local.reference)
