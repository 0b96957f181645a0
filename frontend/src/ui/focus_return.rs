//! Giving the focus back.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Remembers what had the focus last, outside of dialogs, and returns what gives the focus back to it. It does nothing where
/// something else has the focus by then.
///
/// A dialog itself gives the focus back to what has it when it opens. A button that is busy meanwhile has lost it.
pub fn use_focus_return() -> impl Fn() + Copy + Send + Sync + 'static {
    let previous = StoredValue::new_local(None::<HtmlElement>);
    let remember = window_event_listener(leptos::ev::focusin, move |event| {
        let element = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let outside = |element: &HtmlElement| element.closest("dialog").ok().flatten().is_none();
        if let Some(element) = element.filter(outside) {
            previous.try_set_value(Some(element));
        }
    });
    on_cleanup(move || remember.remove());
    move || {
        // Whoever called has to hear of it first, so that the button can be pressed again.
        request_animation_frame(move || {
            let lost = document().active_element().is_none_or(|element| is_nowhere(&element));
            if let Some(element) = previous.try_get_value().flatten().filter(|_| lost) {
                // One that has left the page refuses the focus; there is nothing to return to then.
                element.focus().ok();
            }
        });
    }
}

/// Whether who has the focus has it only for lack of another: nothing in particular, or a button of a dialog that is closed
/// by now.
fn is_nowhere(focused: &web_sys::Element) -> bool {
    focused.tag_name() == "BODY" || focused.closest("dialog:not([open])").ok().flatten().is_some()
}
