//! Moments as the reader's clock shows them.

use chrono::{DateTime, Utc};
use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;

/// The language of the app; the time zone is the reader's.
const LANGUAGE: &str = "en-GB";

/// The moment now by the clock of the browser, for what is only shown.
pub fn now() -> DateTime<Utc> {
    let text = String::from(Date::new_0().to_iso_string());
    DateTime::parse_from_rfc3339(&text).map_or(DateTime::UNIX_EPOCH, |now| now.to_utc())
}

/// A day: "24 November 2026".
pub fn day(moment: DateTime<Utc>) -> String {
    format(moment, &[("dateStyle", "long")])
}

/// A day and the time: "24 Nov 2026, 16:05".
pub fn moment(moment: DateTime<Utc>) -> String {
    format(moment, &[("dateStyle", "medium"), ("timeStyle", "short")])
}

fn format(moment: DateTime<Utc>, style: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in style {
        // A plain object takes every property.
        Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value)).ok();
    }
    let date = Date::new(&JsValue::from_str(&moment.to_rfc3339()));
    date.to_locale_string(LANGUAGE, &options).into()
}
