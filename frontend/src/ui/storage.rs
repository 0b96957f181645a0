//! What the browser keeps for this site.

use leptos::prelude::window;

/// Where the browser keeps small texts; none where its owner has forbidden that.
pub fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
