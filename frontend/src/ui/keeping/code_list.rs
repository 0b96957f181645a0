use leptos::prelude::*;

use super::clipboard::use_copy;
use super::text_file::save_text;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::toasts::use_toasts;

/// Codes that the reader has to keep, with ways to: copied, as a file, on paper. Printing the page prints them alone.
#[component]
pub fn CodeList(
    /// The codes.
    codes: Vec<String>,
    /// What stands above them in the file and on paper: a line each.
    heading: Vec<String>,
    /// The name of the file.
    #[prop(into)]
    file_name: String,
) -> impl IntoView {
    let (copy, toasts) = (use_copy(), use_toasts());
    let (copied, saved) = (codes.join("\n"), as_file(&heading, &codes));
    let save = move |_| {
        if save_text(&file_name, &saved).is_none() {
            toasts.error("This browser does not let us make a file. Copy or print the codes instead.");
        }
    };
    let print = move |_| {
        if window().print().is_err() {
            toasts.error("This browser does not let us print. Copy the codes instead.");
        }
    };
    let lines = heading.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    let items = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view();
    view! {
        <div class="sc-printed">
            <div class="hidden print:block">{lines}</div>
            <ol class="sc-codes">{items}</ol>
        </div>
        <div class="flex flex-wrap gap-2">
            <Button
                kind=ButtonKind::Secondary
                icon=icondata::LuCopy
                on:click=move |_| copy(copied.clone(), "The codes are copied.")
            >
                "Copy"
            </Button>
            <Button kind=ButtonKind::Secondary icon=icondata::LuDownload on:click=save>
                "Download"
            </Button>
            <Button kind=ButtonKind::Secondary icon=icondata::LuPrinter on:click=print>
                "Print"
            </Button>
        </div>
    }
}

fn as_file(heading: &[String], codes: &[String]) -> String {
    // Some editors know no other ends of lines.
    let lines = heading.iter().map(String::as_str).chain([""]).chain(codes.iter().map(String::as_str));
    lines.flat_map(|line| [line, "\r\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::as_file;

    #[test]
    fn the_file_says_what_it_is_and_lists_the_codes() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            as_file(&words(&["What", "Whose"]), &words(&["A-B", "C-D"])),
            "What\r\nWhose\r\n\r\nA-B\r\nC-D\r\n"
        );
    }
}
