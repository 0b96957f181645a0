//! Says where the browser app is built to.

use std::{env, path::Path};

fn main() {
    // Resolved here: where the folder does not exist yet the macro that embeds it keeps the path as it is
    // written, and a debug build, which reads from disk, would then refuse every file as lying outside of it.
    let root =
        env::var("CARGO_MANIFEST_DIR").ok().and_then(|own| Path::new(&own).join("../..").canonicalize().ok());
    if let Some(root) = root {
        println!("cargo::rustc-env=SECURECART_APP_DIR={}", root.join("frontend/dist").display());
    }
    println!("cargo::rerun-if-changed=build.rs");
    // A release build carries the files inside, and they have new names after each build of the app.
    if env::var("PROFILE").as_deref() == Ok("release") {
        println!("cargo::rerun-if-changed=../../frontend/dist/index.html");
    }
}
