use leptos::prelude::*;

/// Tells password managers whose password a form asks for, where the reader need not be told.
#[component]
pub fn AccountName(
    /// The username.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! { <input type="text" name="username" autocomplete="username" value=value readonly=true hidden=true /> }
}
