use leptos::prelude::*;
use securecart_dto::audit::AuditEntry;
use serde_json::Value;

use crate::ui::{Disclosure, SummaryList, SummaryRow};

/// Everything else about an entry: what changed, from what to what, and where it came from.
#[component]
pub(super) fn EntryDetail(
    /// The entry.
    entry: AuditEntry,
) -> impl IntoView {
    let facts = facts(&entry).into_iter().map(|(label, value)| {
        view! { <SummaryRow label=label>{value}</SummaryRow> }
    });
    let facts = facts.collect_view();
    view! {
        <Disclosure summary=format!("Entry {}", entry.seq)>
            <SummaryList>{facts}</SummaryList>
        </Disclosure>
    }
}

/// What is told, line by line; changed fields with both values.
fn facts(entry: &AuditEntry) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    for (name, value) in entry.detail.as_object().into_iter().flatten() {
        match (name.as_str(), value.as_object()) {
            ("before", Some(_)) => {}
            ("after", Some(after)) => facts.extend(after.iter().map(|(field, new)| {
                let old = entry.detail.get("before").and_then(|before| before.get(field));
                (field.clone(), format!("{} → {}", words(old.unwrap_or(&Value::Null)), words(new)))
            })),
            _ => facts.push((name.clone(), words(value))),
        }
    }
    let kind = entry.object_kind.iter().map(|kind| ("Kind of object".to_owned(), kind.clone()));
    facts.extend(kind);
    for (label, text) in [("Request", &entry.request_id), ("Client", &entry.user_agent)] {
        if !text.is_empty() {
            facts.push((label.to_owned(), text.clone()));
        }
    }
    facts
}

fn words(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) if text.is_empty() => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use securecart_domain::audit::Outcome;
    use serde_json::json;

    use super::*;

    #[test]
    fn changed_fields_are_told_with_both_values() {
        let entry = AuditEntry {
            seq: 1,
            at: chrono::DateTime::UNIX_EPOCH,
            event: "product_updated".to_owned(),
            outcome: Outcome::Success,
            actor_id: None,
            actor_username: None,
            permission: None,
            object_kind: None,
            object_key: None,
            address: String::new(),
            user_agent: String::new(),
            request_id: "r1".to_owned(),
            detail: json!({ "before": { "vendor": "" }, "after": { "vendor": "Us" }, "reason": "new" }),
        };
        let told = facts(&entry);
        let told: Vec<_> = told.iter().map(|(label, value)| (label.as_str(), value.as_str())).collect();
        assert_eq!(told, [("vendor", "nothing → Us"), ("reason", "new"), ("Request", "r1")]);
    }
}
