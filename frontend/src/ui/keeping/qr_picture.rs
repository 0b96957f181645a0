use js_sys::encode_uri_component;
use leptos::prelude::*;

/// A QR code to be scanned by a phone. The picture is shown as a picture: what stands in it is never part of the page.
#[component]
pub fn QrPicture(
    /// The picture, as SVG: dark on light, with its own quiet border.
    svg: String,
    /// What it is for, and where the same stands as text.
    #[prop(into)]
    alt: String,
) -> impl IntoView {
    let source = format!("data:image/svg+xml,{}", String::from(encode_uri_component(&svg)));
    view! { <img class="sc-qr" src=source alt=alt width="220" height="220" /> }
}
