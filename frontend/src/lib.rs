//! The shop in the browser: a single-page app that uses the JSON API for everything it shows and does.

pub mod ui;
