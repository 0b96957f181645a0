use leptos::prelude::*;

/// How good a new password is, as four bars below its field; nothing until it was measured. The field's hint says the same
/// in words, so the bars are for the eye alone.
#[component]
pub fn StrengthBars(
    /// From 0 to 4.
    #[prop(into)]
    score: Signal<Option<u8>>,
) -> impl IntoView {
    let bar = move |step: u8| {
        let filled = move || score.get().is_some_and(|score| score >= step);
        view! { <span class="sc-strength__bar" class:sc-strength__bar--filled=filled /> }
    };
    let level = move || match score.get() {
        Some(4..) => "sc-strength sc-strength--strong",
        Some(3) => "sc-strength sc-strength--good",
        Some(_) => "sc-strength sc-strength--weak",
        None => "sc-strength",
    };
    view! {
        <div class=level aria-hidden="true">
            {bar(1)} {bar(2)} {bar(3)} {bar(4)}
        </div>
    }
}
