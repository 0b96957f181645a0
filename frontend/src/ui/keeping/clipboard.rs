use js_sys::Reflect;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use crate::ui::toasts::use_toasts;

/// Puts a text into the clipboard and says so, or says that the browser does not let us. To be called while a component
/// is made.
pub(super) fn use_copy() -> impl Fn(String, &'static str) + Copy + 'static {
    let toasts = use_toasts();
    move |text, done| {
        spawn_local(async move {
            if write(&text).await {
                toasts.success(done);
            } else {
                toasts.error("This browser does not let us copy. Select the text and copy it yourself.");
            }
        });
    }
}

async fn write(text: &str) -> bool {
    let navigator = window().navigator();
    // It is missing where the page did not come safely, although the binding promises it.
    let there = Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    if there.map_or(true, |clipboard| clipboard.is_undefined()) {
        return false;
    }
    navigator.clipboard().write_text(text).await.is_ok()
}
