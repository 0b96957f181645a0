//! The shop in the browser: a single-page app that uses the JSON API for everything it shows and does.

pub mod api;
pub mod app;
pub mod features;
pub mod forms;
pub mod frame;
pub mod routes;
pub mod session;
pub mod ui;

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the browser as soon as the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    // Otherwise a browser says "unreachable" of every panic, and nobody learns which.
    std::panic::set_hook(Box::new(|fault| leptos::logging::error!("{fault}")));
    leptos::mount::mount_to_body(app::App);
}
