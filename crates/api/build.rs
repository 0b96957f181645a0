//! The release binary carries the app, whose files have new names after each build of it.

fn main() {
    if std::env::var("PROFILE").as_deref() == Ok("release") {
        println!("cargo::rerun-if-changed=../../frontend/dist/index.html");
    } else {
        // A debug build reads the app from disk, so there is nothing to follow.
        println!("cargo::rerun-if-changed=build.rs");
    }
}
