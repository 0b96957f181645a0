use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;

use crate::ui::icon::focus_element;
use crate::ui::shell::MAIN_ID;

/// Moves the focus when the reader comes to another page, so that a keyboard goes on at its top and a screen
/// reader says where it is (WCAG 2.4.3).
///
/// A page that is still loading has no heading. The focus then waits on the main element and goes to the
/// heading when there is one, unless the reader has moved it meanwhile.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    heading_awaited: StoredValue<bool>,
}

/// The arrival at the pages of this app.
pub fn use_arrival() -> Arrival {
    use_context().unwrap_or_else(Arrival::new)
}

impl Arrival {
    fn new() -> Self {
        Self { heading_awaited: StoredValue::new(false) }
    }

    /// Watches the address from now on. To be called inside the router, once.
    pub fn provide() {
        let arrival = Self::new();
        provide_context(arrival);
        let path = use_location().pathname;
        Effect::new(move |before: Option<String>| {
            let now = path.get();
            // The first page is where the browser puts the focus itself.
            if before.is_some_and(|before| before != now) {
                arrival.heading_awaited.set_value(true);
                focus_element(MAIN_ID);
            }
            now
        });
    }

    /// The page has its heading now.
    pub fn heading_shown(self) {
        request_animation_frame(move || {
            if self.heading_awaited.try_get_value() == Some(true) {
                self.heading_awaited.set_value(false);
                if focus_is_waiting() {
                    focus_heading();
                }
            }
        });
    }
}

/// Whether the reader has not moved the focus since it was put on the main element.
fn focus_is_waiting() -> bool {
    document().active_element().is_none_or(|element| matches!(element.id().as_str(), MAIN_ID | ""))
}

fn focus_heading() {
    let heading = document().query_selector("main h1").ok().flatten();
    if let Some(heading) = heading.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Refused only by an element that has left the page.
        heading.set_attribute("tabindex", "-1").ok();
        heading.focus().ok();
    }
}
