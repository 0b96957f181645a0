//! What a change changed.

use serde_json::{Map, Value, json};

/// The longest text that is kept whole, in characters.
const LONGEST: usize = 500;

/// The fields that differ, as they were and as they are. Both sides are objects of the same fields; which fields these
/// are is the caller's decision, who leaves out what is secret or about a person.
pub fn changes(before: &Value, after: &Value) -> Value {
    let (mut was, mut is) = (Map::new(), Map::new());
    for (name, new) in after.as_object().into_iter().flatten() {
        let old = before.get(name).unwrap_or(&Value::Null);
        if old != new {
            was.insert(name.clone(), short(old));
            is.insert(name.clone(), short(new));
        }
    }
    json!({ "before": was, "after": is })
}

/// Long texts are told by their beginning and their length.
fn short(value: &Value) -> Value {
    let Some(text) = value.as_str() else { return value.clone() };
    let length = text.chars().count();
    if length <= LONGEST {
        return value.clone();
    }
    let beginning: String = text.chars().take(LONGEST).collect();
    json!(format!("{beginning}… ({length} characters)"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told_with_both_values() {
        let before = json!({ "name": "Mug", "tags": ["a"], "vendor": null, "text": "x" });
        let after = json!({ "name": "Mug", "tags": ["b"], "vendor": "Us", "text": "é".repeat(501) });
        let told = changes(&before, &after);
        assert_eq!(told["before"], json!({ "tags": ["a"], "vendor": null, "text": "x" }));
        assert_eq!(told["after"]["vendor"], "Us");
        assert!(told["after"]["text"].as_str().unwrap().ends_with("é… (501 characters)"));
    }
}
