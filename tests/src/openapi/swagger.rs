//! A description in Swagger 2.0, in the words of OpenAPI 3.0: what the two say differently about request
//! bodies.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Schemas of kinds (`"discriminator": "type"`) are bases in Swagger 2.0: a body that is to be one of them
/// is any of those that extend it. They keep their place under this name, which no schema has.
const BASE: &str = "--base";

/// The names of the schemas that others are kinds of.
type Bases<'a> = BTreeSet<&'a str>;

/// The same description with its bodies and schemas where OpenAPI 3.0 has them.
pub(super) fn in_openapi_3(document: &Value) -> Value {
    let empty = Map::new();
    let definitions = document.get("definitions").and_then(Value::as_object).unwrap_or(&empty);
    let bases: Bases<'_> = definitions
        .iter()
        .filter(|(_, definition)| definition.get("discriminator").is_some_and(Value::is_string))
        .map(|(name, _)| name.as_str())
        .collect();
    let mut schemas = Map::new();
    for (name, definition) in definitions {
        let Some(key) = definition.get("discriminator").and_then(Value::as_str) else {
            schemas.insert(name.clone(), moved(definition, &bases, false));
            continue;
        };
        schemas.insert(format!("{name}{BASE}"), moved(definition, &bases, false));
        let kinds: Vec<Value> = definitions
            .iter()
            .filter(|(_, kind)| extends(kind, name))
            .filter_map(|(kind, definition)| {
                let value = definition.get("x-discriminator-value")?;
                let key = json!({"properties": {key: {"enum": [value]}}});
                Some(json!({"allOf": [{"$ref": format!("#/components/schemas/{kind}")}, key]}))
            })
            .collect();
        schemas.insert(name.clone(), json!({"oneOf": kinds}));
    }
    let operations = document.get("paths").and_then(Value::as_object).unwrap_or(&empty);
    let paths: Map<String, Value> =
        operations.iter().map(|(path, methods)| (path.clone(), bodies(methods, &bases))).collect();
    json!({"openapi": "3.0.3", "paths": paths, "components": {"schemas": schemas}})
}

/// Whether a definition says that it is one of the kinds of another.
fn extends(definition: &Value, base: &str) -> bool {
    let parts = definition.get("allOf").and_then(Value::as_array);
    let reference = format!("#/definitions/{base}");
    parts.is_some_and(|parts| parts.iter().any(|part| part["$ref"] == reference.as_str()))
}

/// A path's operations with their bodies: a parameter in Swagger 2.0, a key of its own in OpenAPI 3.0.
fn bodies(methods: &Value, bases: &Bases<'_>) -> Value {
    let Some(methods) = methods.as_object() else { return Value::Null };
    let with_body = |operation: &Value| {
        let parameters = operation.get("parameters").and_then(Value::as_array);
        let body = parameters.and_then(|all| all.iter().find(|one| one["in"] == "body"));
        match body.and_then(|body| body.get("schema")) {
            Some(schema) => json!({"requestBody": {"content": {"application/json": {
                "schema": moved(schema, bases, false),
            }}}}),
            None => json!({}),
        }
    };
    methods.iter().map(|(method, operation)| (method.clone(), with_body(operation))).collect()
}

/// A schema with references to where schemas stand in OpenAPI 3.0. One that extends another means its
/// base.
fn moved(schema: &Value, bases: &Bases<'_>, is_extended: bool) -> Value {
    match schema {
        Value::Array(items) => items.iter().map(|item| moved(item, bases, is_extended)).collect(),
        Value::Object(keys) => keys
            .iter()
            // It says which property tells kinds apart, in a form that OpenAPI 3.0 does not know.
            .filter(|(key, value)| *key != "discriminator" || !value.is_string())
            .map(|(key, value)| {
                let moved = match value.as_str().and_then(|it| it.strip_prefix("#/definitions/")) {
                    Some(name) if key == "$ref" => {
                        reference(name, is_extended && bases.contains(name))
                    }
                    _ => moved(value, bases, key == "allOf"),
                };
                (key.clone(), moved)
            })
            .collect(),
        _ => schema.clone(),
    }
}

fn reference(name: &str, is_base: bool) -> Value {
    let base = if is_base { BASE } else { "" };
    Value::String(format!("#/components/schemas/{name}{base}"))
}

#[cfg(test)]
mod tests {
    use super::super::Description;
    use super::*;

    /// A small description with one of each thing that Swagger 2.0 says in its own way.
    fn zoo() -> Description {
        Description::new(json!({
            "swagger": "2.0",
            "paths": {"/cages/{id}": {
                "get": {"parameters": [{"name": "id", "in": "path"}]},
                "post": {"parameters": [
                    {"name": "id", "in": "path"},
                    {"name": "body", "in": "body", "schema": {"$ref": "#/definitions/Cage"}},
                ]},
            }},
            "definitions": {
                "Named": {"type": "object", "properties": {"name": {"type": "string"}}},
                "Cage": {
                    "allOf": [
                        {"$ref": "#/definitions/Named"},
                        {"properties": {
                            "animals": {
                                "type": "array",
                                "items": {"$ref": "#/definitions/Animal"},
                            },
                        }},
                    ],
                    "required": ["animals"],
                },
                "Animal": {
                    "type": "object",
                    "discriminator": "kind",
                    "required": ["kind"],
                    "properties": {"kind": {"type": "string"}, "age": {"type": "integer"}},
                },
                "Bird": {
                    "x-discriminator-value": "bird",
                    "allOf": [
                        {"$ref": "#/definitions/Animal"},
                        {"properties": {
                            "wings": {"type": "integer"},
                            "prey": {"$ref": "#/definitions/Animal"},
                        }},
                    ],
                },
                "Fish": {
                    "x-discriminator-value": "fish",
                    "allOf": [
                        {"$ref": "#/definitions/Animal"},
                        {"properties": {"fins": {"type": "integer"}}},
                    ],
                },
            },
        }))
    }

    fn errors(animal: &Value) -> Vec<String> {
        let zoo = zoo();
        let body = json!({"name": "pond", "animals": [animal]});
        zoo.request_body("post", "/cages/{id}").unwrap().errors(&body)
    }

    #[test]
    fn each_kind_has_its_own_keys_and_those_of_all() {
        assert_eq!(errors(&json!({"kind": "bird", "age": 3, "wings": 2})), [""; 0]);
        assert_eq!(errors(&json!({"kind": "fish", "age": 3, "fins": 5})), [""; 0]);
        let fish = json!({"kind": "fish", "fins": 5});
        assert_eq!(errors(&json!({"kind": "bird", "prey": fish})), [""; 0]);
    }

    #[test]
    fn a_key_of_another_kind_is_not_named() {
        let errors = errors(&json!({"kind": "fish", "wings": 2}));
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].starts_with("/animals/0/wings: "), "{errors:?}");
    }

    #[test]
    fn a_kind_that_there_is_not_and_a_wrong_value_are_found() {
        assert_eq!(errors(&json!({"kind": "stone"})).len(), 1);
        assert_eq!(errors(&json!({"age": 3})).len(), 1);
        assert_eq!(errors(&json!({"kind": "fish", "age": "old"})).len(), 1);
        let stone = json!({"kind": "stone"});
        assert_eq!(errors(&json!({"kind": "bird", "prey": stone})).len(), 1);
    }

    #[test]
    fn what_is_required_of_the_whole_is_required() {
        let zoo = zoo();
        let cages = zoo.request_body("post", "/cages/{id}").unwrap();
        assert_eq!(cages.errors(&json!({"name": "pond"})).len(), 1);
        assert!(zoo.request_body("get", "/cages/{id}").is_err());
    }
}
