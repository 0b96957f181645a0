//! The copy as a page for people. It is made of the very JSON that programs get, so that neither tells less.

use askama::Template;
use chrono::{DateTime, Utc};
use securecart_domain::Money;
use securecart_dto::privacy::PersonalData;
use serde_json::{Map, Value};

use crate::http::ApiError;

/// The parts of the page and what is said above each; every field of the copy is in one.
const PARTS: &[(&str, &str, &str)] = &[
    ("account", "Your account", "Who you are to the shop."),
    ("addresses", "Addresses", "Your address book."),
    ("consents", "Consents", "What you agreed to, and took back."),
    ("cart", "Cart", "What you have put into your cart."),
    ("orders", "Orders", "What you have bought."),
    ("payments", "Payments", "What was paid. Card data never came to the shop."),
    ("checkouts", "Payment pages", "Each time you went to pay."),
    ("wishlist", "Wishlist", "What you want to remember."),
    ("stock_wishes", "Waiting for stock", "What we tell you of once it is there again."),
    ("reviews", "Reviews", "What you said of products."),
    ("security", "Security", "What guards your account. Secrets themselves are not told."),
    ("sessions", "Sessions", "Where you are signed in."),
    ("email_changes", "Changes of your e-mail address", "Those that wait, or can still be taken back."),
    ("mails", "Mails", "Mails that are about to leave."),
    ("activity", "Activity", "What the log has of your account, newest first."),
];

/// Fields that say what the others are about, and so come first.
const FIRST: &[&str] =
    &["number", "name", "username", "at", "event", "email", "full_name", "status", "line1"];

#[derive(Template)]
#[template(path = "privacy/my_data.html")]
struct Page {
    shop: String,
    username: String,
    made_at: String,
    activity_complete: bool,
    parts: Vec<Part>,
}

struct Part {
    title: &'static str,
    about: &'static str,
    entries: Vec<Vec<Row>>,
}

/// A label and what it says.
struct Row {
    label: String,
    value: String,
}

/// Makes the page.
pub(super) fn page(data: &PersonalData) -> Result<String, ApiError> {
    let tree = serde_json::to_value(data).map_err(ApiError::internal)?;
    let part = |(name, title, about): &(&'static str, &'static str, &'static str)| Part {
        title,
        about,
        entries: entries(tree.get(name).unwrap_or(&Value::Null)),
    };
    let page = Page {
        shop: data.shop.clone(),
        username: data.account.username.clone(),
        made_at: in_words(data.made_at),
        activity_complete: data.activity_complete,
        parts: PARTS.iter().map(part).collect(),
    };
    page.render().map_err(ApiError::internal)
}

fn entries(tree: &Value) -> Vec<Vec<Row>> {
    match tree {
        Value::Null => Vec::new(),
        Value::Array(items) => items.iter().map(rows).collect(),
        other => vec![rows(other)],
    }
}

fn rows(tree: &Value) -> Vec<Row> {
    let mut rows = Vec::new();
    collect("", tree, &mut rows);
    rows
}

/// One row for each value, labelled with the way to it.
fn collect(label: &str, tree: &Value, rows: &mut Vec<Row>) {
    let below = |name: &str| {
        if label.is_empty() { words(name) } else { format!("{label}, {}", name.replace('_', " ")) }
    };
    match tree {
        Value::Object(fields) if money(fields).is_none() && !fields.is_empty() => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields
                .sort_by_key(|(name, _)| FIRST.iter().position(|first| first == name).unwrap_or(FIRST.len()));
            for (name, value) in fields {
                collect(&below(name), value, rows);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for (index, item) in items.iter().enumerate() {
                collect(&below(&index.saturating_add(1).to_string()), item, rows);
            }
        }
        other => rows.push(Row { label: label.to_owned(), value: text(other) }),
    }
}

fn money(fields: &Map<String, Value>) -> Option<Money> {
    serde_json::from_value(Value::Object(fields.clone())).ok()
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => match text.parse::<DateTime<Utc>>() {
            Ok(at) => in_words(at),
            Err(_) => text.clone(),
        },
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => money(fields).map(|money| money.to_string()).unwrap_or_default(),
        Value::Null => String::new(),
    }
}

fn in_words(at: DateTime<Utc>) -> String {
    at.format("%-d %B %Y, %H:%M UTC").to_string()
}

/// `email_confirmed_at` as people read it.
fn words(name: &str) -> String {
    let text = name.replace('_', " ").replace("email", "e-mail");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(tree: &Value) -> Vec<(String, String)> {
        rows(tree).into_iter().map(|row| (row.label, row.value)).collect()
    }

    #[test]
    fn values_are_told_as_people_read_them() {
        let tree = json!({"lines": [{"total": {"amount_minor": 1250, "currency": "USD"}}], "given": true,
            "placed_at": "2026-11-24T19:00:00Z", "roles": ["staff", "admin"], "detail": {}});
        let expected = [
            ("Detail", ""),
            ("Given", "yes"),
            ("Lines, 1, total", "12.50 USD"),
            ("Placed at", "24 November 2026, 19:00 UTC"),
            ("Roles", "staff, admin"),
        ];
        assert_eq!(told(&tree), expected.map(|(label, value)| (label.to_owned(), value.to_owned())));
    }
}
