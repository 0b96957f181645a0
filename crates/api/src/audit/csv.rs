//! The audit log as a table for a spreadsheet.

use std::borrow::Cow;

use csv::{QuoteStyle, WriterBuilder};
use securecart_db::audit::EventRecord;

const HEAD: [&str; 13] = [
    "number",
    "at",
    "event",
    "outcome",
    "actor_id",
    "actor",
    "permission",
    "object_kind",
    "object_key",
    "address",
    "user_agent",
    "request_id",
    "detail",
];

/// One line for each entry below a line of names; every cell in quotes.
pub(super) fn table(events: &[EventRecord]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = WriterBuilder::new().quote_style(QuoteStyle::Always).from_writer(Vec::new());
    writer.write_record(HEAD)?;
    for event in events {
        writer.write_record(cells(event).iter().map(|cell| harmless(cell).into_owned()))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn cells(event: &EventRecord) -> [String; 13] {
    [
        event.seq.to_string(),
        event.at.to_rfc3339(),
        event.event.clone(),
        event.outcome.to_string(),
        event.actor.map(|actor| actor.to_string()).unwrap_or_default(),
        event.username.clone().unwrap_or_default(),
        event.permission.clone().unwrap_or_default(),
        event.object_kind.clone().unwrap_or_default(),
        event.object_key.clone().unwrap_or_default(),
        event.address.clone(),
        event.user_agent.clone(),
        event.request_id.clone(),
        event.detail.to_string(),
    ]
}

/// What a spreadsheet takes for text, on one line: what looks like the beginning of a formula gets an apostrophe
/// (CWE-1236), and control characters are spelled, so that nobody makes up a line.
fn harmless(cell: &str) -> Cow<'_, str> {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !formula && !cell.contains(char::is_control) {
        return Cow::Borrowed(cell);
    }
    let mut safe = String::from(if formula { "'" } else { "" });
    for letter in cell.chars() {
        if letter.is_control() { safe.extend(letter.escape_default()) } else { safe.push(letter) }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_and_line_breaks_are_text() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\\t=1"),
            ("a\r\n{\"event\":1}", "a\\r\\n{\"event\":1}"),
            ("a=1, \"b\"", "a=1, \"b\""),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), safe);
        }
    }
}
