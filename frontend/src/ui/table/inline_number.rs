use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::ui::binding::Binding;
use crate::ui::feedback::Spinner;
use crate::ui::unique_id::unique_id;

/// A whole number that is changed where it stands, in a row of a table.
///
/// Enter and leaving the field save it, Escape takes the old number back, the arrow keys count up and down.
/// While a problem is said, what was typed stays, and only Enter tries again: leaving a field must not repeat
/// what was refused.
#[component]
pub fn InlineNumber(
    /// The number as it is. A change of it replaces what is typed, unless a problem is said.
    #[prop(into)]
    value: Signal<u32>,
    /// The accessible name: "Stock of Moss mug".
    #[prop(into)]
    label: Signal<String>,
    /// Saves another number.
    #[prop(into)]
    on_save: Callback<u32>,
    /// Why the number was not saved; typing and Escape clear it.
    #[prop(into)]
    problem: Binding<Option<String>>,
    /// Is being saved.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// The highest number.
    #[prop(default = u32::MAX)]
    max: u32,
) -> impl IntoView {
    let problem_id = unique_id("problem");
    let described_by = problem_id.clone();
    let draft = RwSignal::new(String::new());
    Effect::new(move |_| {
        let value = value.get();
        if problem.get_untracked().is_none() {
            draft.set(value.to_string());
        }
    });
    let save = move || match read(&draft.get_untracked(), max) {
        Some(number) if number == value.get_untracked() => problem.set(None),
        Some(number) => on_save.run(number),
        None => problem.set(Some(format!("Enter a whole number up to {}.", grouped(max)))),
    };
    let replace = move |text: String| {
        problem.set(None);
        draft.set(text);
    };
    let step = move |up: bool| {
        let number = read(&draft.get_untracked(), max).unwrap_or_else(|| value.get_untracked());
        let next = if up { number.saturating_add(1).min(max) } else { number.saturating_sub(1) };
        replace(next.to_string());
    };
    let press = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => save(),
            "Escape" => replace(value.get_untracked().to_string()),
            "ArrowUp" => step(true),
            "ArrowDown" => step(false),
            _ => return,
        }
        event.prevent_default();
    };
    let left = move |_| {
        if problem.get_untracked().is_none() {
            save();
        }
    };
    view! {
        <span class="sc-inline-number" class:sc-inline-number--wrong=move || problem.get().is_some()>
            <span class="sc-inline-number__wait">
                <Show when=move || busy.get()>
                    <Spinner />
                </Show>
            </span>
            <input
                type="text"
                inputmode="numeric"
                autocomplete="off"
                aria-label=move || label.get()
                aria-busy=move || busy.get().then_some("true")
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=described_by
                readonly=move || busy.get()
                prop:value=move || draft.get()
                on:input:target=move |event| replace(event.target().value())
                on:focus:target=move |event| event.target().select()
                on:keydown=press
                on:blur=left
            />
            <span class="sc-inline-number__problem" id=problem_id role="alert">
                {move || problem.get()}
            </span>
        </span>
    }
    .into_any()
}

fn read(text: &str, max: u32) -> Option<u32> {
    let digits = text.trim();
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|number| plain && *number <= max)
}

/// The number as people read it: "1,000,000".
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{grouped, read};

    #[test]
    fn only_whole_numbers_up_to_the_highest_are_read() {
        assert_eq!(read(" 12 ", 100), Some(12));
        for text in ["", "-1", "+1", "1.5", "1e3", "101", "99999999999"] {
            assert_eq!(read(text, 100), None, "{text:?}");
        }
    }

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(grouped(1_000_000), "1,000,000");
        assert_eq!(grouped(99_999), "99,999");
        assert_eq!(grouped(7), "7");
    }
}
