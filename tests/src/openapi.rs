//! Checks request bodies against a provider's OpenAPI 3.0 or Swagger 2.0 description.
//!
//! The description's schema of a body is translated where OpenAPI 3.0 has words of its own for what
//! JSON Schema says otherwise. One thing is stricter than the description: a key that it does not
//! name is an error, for a provider drops such a key without a word, and a misspelt one would be
//! noticed only in an incident.

mod swagger;

use jsonschema::{Draft, ValidationError, Validator};
use serde_json::{Map, Value, json};

use crate::files::{read, shared};

/// A provider's description of its API.
pub struct Description {
    document: Value,
}

impl Description {
    /// The description in this file beside the project, for the providers' licences do not let it
    /// into it; `None`, said loudly, where it is not there.
    ///
    /// # Panics
    ///
    /// When it is there and cannot be read.
    #[expect(clippy::panic, reason = "a test stops at what it cannot read")]
    pub fn beside_the_project(file: &str) -> Option<Self> {
        let path = shared(&format!("schemas/{file}"))?;
        let document = read(&path)
            .and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string()));
        match document {
            Ok(document) => Some(Self::new(document)),
            Err(error) => panic!("{file}: {error}"),
        }
    }

    /// A description that has been read already.
    pub fn new(document: Value) -> Self {
        match document.get("swagger") {
            Some(_) => Self { document: swagger::in_openapi_3(&document) },
            None => Self { document },
        }
    }

    /// The schema of the JSON body of an operation: `("post", "/services")`.
    ///
    /// # Errors
    ///
    /// When there is no such operation, it takes no such body, or the schema makes no sense.
    pub fn request_body(&self, method: &str, path: &str) -> Result<RequestBody<'_>, String> {
        let missing = |what: &str| format!("{method} {path}: the description has no {what}");
        let operation = self.document.get("paths").and_then(|paths| paths.get(path)?.get(method));
        let operation = operation.ok_or_else(|| missing("such operation"))?;
        let body = operation.get("requestBody").ok_or_else(|| missing("request body"))?;
        let media_types = self.resolved(body).and_then(|body| body.get("content"));
        let schema = media_types
            .and_then(|types| types.get("application/json")?.get("schema"))
            .ok_or_else(|| missing("schema of a JSON body"))?;
        let root = json!({
            "allOf": [translated(schema)],
            // References count from the root of the description: here they find what they found
            // there.
            "components": self.document.get("components").map(translated),
        });
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .should_ignore_unknown_formats(true)
            // OpenAPI 3.0 knows the formats `date` and `date-time`; `time` is each provider's own.
            .with_format("time", |_| true)
            .build(&root)
            .map_err(|error| format!("{method} {path}: {error}"))?;
        Ok(RequestBody { description: self, schema, validator })
    }

    /// The bodies that the description shows as examples of an operation's requests.
    pub fn request_examples(&self, method: &str, path: &str) -> Vec<&Value> {
        let body = self
            .document
            .get("paths")
            .and_then(|paths| paths.get(path)?.get(method)?.get("requestBody"));
        let examples = body
            .and_then(|body| {
                self.resolved(body)?.get("content")?.get("application/json")?.get("examples")
            })
            .and_then(Value::as_object);
        examples
            .into_iter()
            .flatten()
            .filter_map(|(_, example)| self.resolved(example)?.get("value"))
            .collect()
    }

    /// What stands at the other end of a reference, or the value itself where it is none.
    fn resolved<'a>(&'a self, value: &'a Value) -> Option<&'a Value> {
        match value.get("$ref") {
            Some(reference) => self.document.pointer(reference.as_str()?.strip_prefix('#')?),
            None => Some(value),
        }
    }

    /// All schemas that a schema is made of for a value: itself, what it refers to, its parts, and
    /// those of its alternatives that the value may be.
    fn parts<'a>(&'a self, schema: &'a Value, value: &Value) -> Vec<&'a Value> {
        let mut parts: Vec<&Value> = Vec::new();
        let mut waiting = vec![schema];
        while let Some(schema) = waiting.pop() {
            let Some(schema) = self.resolved(schema) else { continue };
            if parts.iter().any(|known| std::ptr::eq(*known, schema)) {
                continue;
            }
            parts.push(schema);
            let list = |key| schema.get(key).and_then(Value::as_array).into_iter().flatten();
            waiting.extend(list("allOf"));
            let alternatives = list("oneOf").chain(list("anyOf"));
            waiting.extend(alternatives.filter(|schema| self.may_be(schema, value)));
        }
        parts
    }

    /// Whether nothing about the value says that it is not of this schema: no key has what is not in the
    /// schema's list for it.
    fn may_be(&self, schema: &Value, value: &Value) -> bool {
        let Some(keys) = value.as_object() else { return true };
        self.parts(schema, value).into_iter().all(|part| {
            keys.iter().all(|(key, value)| {
                let property = part.get("properties").and_then(|properties| properties.get(key));
                let list = property.and_then(|it| it.get("enum")).and_then(Value::as_array);
                list.is_none_or(|list| list.contains(value))
            })
        })
    }

    /// Reports the keys in a value that none of these schemas names.
    fn report_unknown_keys(
        &self,
        place: &str,
        value: &Value,
        schemas: &[&Value],
        errors: &mut Vec<String>,
    ) {
        let parts: Vec<&Value> =
            schemas.iter().copied().flat_map(|schema| self.parts(schema, value)).collect();
        match value {
            Value::Object(keys) => {
                // One that names no key at all takes any.
                let free = parts.iter().all(|part| part.get("properties").is_none())
                    || parts.iter().any(|part| part.get("additionalProperties").is_some());
                for (key, value) in keys {
                    let named: Vec<&Value> =
                        parts.iter().filter_map(|part| part.get("properties")?.get(key)).collect();
                    let place = format!("{place}/{key}");
                    if !named.is_empty() {
                        self.report_unknown_keys(&place, value, &named, errors);
                    } else if !free {
                        errors.push(format!("{place}: the description does not name this key"));
                    }
                }
            }
            Value::Array(items) => {
                let schemas: Vec<&Value> =
                    parts.iter().filter_map(|part| part.get("items")).collect();
                for (index, item) in items.iter().enumerate() {
                    self.report_unknown_keys(&format!("{place}/{index}"), item, &schemas, errors);
                }
            }
            _ => {}
        }
    }
}

/// What an operation takes as its body.
pub struct RequestBody<'a> {
    description: &'a Description,
    schema: &'a Value,
    validator: Validator,
}

impl RequestBody<'_> {
    /// What is wrong with a body, a line each with the place first (`/service/type: …`); empty when
    /// nothing is.
    pub fn errors(&self, body: &Value) -> Vec<String> {
        let line = |error: ValidationError<'_>| format!("{}: {error}", error.instance_path());
        let mut errors: Vec<String> = self.validator.iter_errors(body).map(line).collect();
        self.description.report_unknown_keys("", body, &[self.schema], &mut errors);
        errors
    }
}

/// A part of a description in the words of JSON Schema 2020-12.
fn translated(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(translated).collect(),
        Value::Object(keys) => translated_object(keys),
        _ => value.clone(),
    }
}

fn translated_object(keys: &Map<String, Value>) -> Value {
    let translate = |(key, value): (&String, &Value)| {
        let value = match (key.as_str(), value) {
            // Data, which may look like schemas.
            ("example" | "examples" | "default" | "enum", Value::Array(_))
            | ("example" | "default", _) => value.clone(),
            ("required", Value::Array(names)) => {
                names.iter().filter(|name| !is_read_only(keys, name)).cloned().collect()
            }
            _ => translated(value),
        };
        (key.clone(), value)
    };
    let schema: Map<String, Value> = keys.iter().map(translate).collect();
    // The keyword: a property of that name would be a schema.
    match keys.get("nullable") {
        Some(Value::Bool(true)) => json!({"anyOf": [{"type": "null"}, schema]}),
        _ => Value::Object(schema),
    }
}

/// A property that only the provider writes is required in its answers and not in requests (OpenAPI
/// 3.0.3, "Schema Object", `readOnly`).
fn is_read_only(schema: &Map<String, Value>, name: &Value) -> bool {
    let property = name.as_str().and_then(|name| schema.get("properties")?.get(name));
    property.and_then(|property| property.get("readOnly")) == Some(&Value::Bool(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small description with one of each thing that OpenAPI 3.0 has.
    fn shop() -> Description {
        Description::new(json!({
            "openapi": "3.0.2",
            "paths": {
                "/orders/{id}": {
                    "get": {"responses": {}},
                    "put": {"requestBody": {"content": {"application/json": {"schema": {
                        "type": "object",
                        "properties": {"order": {"$ref": "#/components/schemas/Order"}},
                        "required": ["order"],
                    }}}}},
                },
            },
            "components": {"schemas": {
                "Named": {"allOf": [{
                    "type": "object",
                    "properties": {
                        "id": {"type": "string", "readOnly": true},
                        "name": {"type": "string"},
                    },
                    "required": ["id", "name"],
                }]},
                "Order": {
                    "allOf": [
                        {"$ref": "#/components/schemas/Named/allOf/0"},
                        {
                            "type": "object",
                            "properties": {
                                "kind": {"type": "string", "enum": ["express", "normal"]},
                                "note": {"type": "string", "nullable": true},
                                "due": {"type": "string", "format": "date-time"},
                                "at": {"type": "string", "format": "time"},
                                "zone": {"type": "string", "format": "no-such-format"},
                                "nullable": {"type": "boolean"},
                                "labels": {"type": "object"},
                                "lines": {"type": "array", "minItems": 1, "items": {
                                    "oneOf": [
                                        {"$ref": "#/components/schemas/Piece"},
                                        {"$ref": "#/components/schemas/Weight"},
                                    ],
                                    "discriminator": {"propertyName": "type"},
                                }},
                            },
                            "required": ["kind"],
                            "example": {"kind": "no such kind", "nullable": true},
                        },
                    ],
                },
                "Piece": {
                    "type": "object",
                    "properties": {
                        "type": {"type": "string", "enum": ["piece"]},
                        "count": {"type": "integer"},
                    },
                    "required": ["type", "count"],
                },
                "Weight": {
                    "type": "object",
                    "properties": {
                        "type": {"type": "string", "enum": ["weight"]},
                        "grams": {"type": "integer"},
                    },
                    "required": ["type", "grams"],
                },
            }},
        }))
    }

    /// What is said about an order that is right but for what is changed.
    fn errors(change: impl FnOnce(&mut Value)) -> Vec<String> {
        let mut body = json!({"order": {
            "name": "tea",
            "kind": "normal",
            "note": null,
            "due": "2026-11-23T09:00:00Z",
            "at": "09:00:00",
            "zone": "UTC",
            "nullable": true,
            "labels": {"anything": 1},
            "lines": [{"type": "piece", "count": 3}, {"type": "weight", "grams": 250}],
        }});
        change(&mut body["order"]);
        shop().request_body("put", "/orders/{id}").unwrap().errors(&body)
    }

    #[track_caller]
    fn assert_one_error(errors: &[String], place: &str, about: &str) {
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].starts_with(&format!("{place}: ")), "{errors:?}");
        assert!(errors[0].contains(about), "{errors:?}");
    }

    #[test]
    fn a_right_body_has_no_errors() {
        assert_eq!(errors(|_| ()), [""; 0]);
    }

    #[test]
    fn a_value_of_the_wrong_type_is_found() {
        assert_one_error(&errors(|order| order["name"] = json!(5)), "/order/name", "string");
    }

    #[test]
    fn null_is_a_value_only_where_the_description_says_so() {
        assert_one_error(&errors(|order| order["name"] = Value::Null), "/order/name", "string");
    }

    #[test]
    fn a_missing_key_is_found_unless_only_the_provider_writes_it() {
        let without = |key: &'static str| {
            errors(move |order| {
                order.as_object_mut().unwrap().remove(key);
            })
        };
        assert_one_error(&without("kind"), "/order", "required");
        assert_eq!(without("id"), [""; 0]);
    }

    #[test]
    fn a_value_outside_its_list_is_found() {
        let errors = errors(|order| order["kind"] = json!("slow"));
        assert_one_error(&errors, "/order/kind", "express");
    }

    #[test]
    fn a_wrong_date_is_found() {
        assert_one_error(&errors(|order| order["due"] = json!("soon")), "/order/due", "date-time");
    }

    #[test]
    fn a_list_that_is_too_short_is_found() {
        assert_eq!(errors(|order| order["lines"] = json!([])).len(), 1);
    }

    #[test]
    fn a_value_that_is_none_of_the_alternatives_is_found() {
        let errors = errors(|order| order["lines"][0]["type"] = json!("weight"));
        assert_eq!(errors.len(), 2, "{errors:?}");
        assert_one_error(&errors[..1], "/order/lines/0", "oneOf");
        // A piece has a count, a weight has none.
        assert_one_error(&errors[1..], "/order/lines/0/count", "does not name");
    }

    #[test]
    fn a_key_that_is_not_named_is_found_at_any_depth() {
        let at_the_top = errors(|order| order["nmae"] = json!("tea"));
        assert_one_error(&at_the_top, "/order/nmae", "does not name");
        let inside = errors(|order| order["lines"][1]["gram"] = json!(1));
        assert_one_error(&inside, "/order/lines/1/gram", "does not name");
    }

    #[test]
    fn what_the_description_lacks_is_said() {
        let shop = shop();
        let missing = |method, path| shop.request_body(method, path).err().unwrap();
        assert!(missing("post", "/orders/{id}").contains("no such operation"));
        assert!(missing("put", "/orders").contains("no such operation"));
        assert!(missing("get", "/orders/{id}").contains("no request body"));
    }
}
