use leptos::prelude::*;

use super::NavItem;
use super::logo::Mark;
use crate::ui::icon::Icon;
use crate::ui::theme::ThemeToggle;

/// A column of links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FooterColumn {
    /// Its heading.
    pub title: String,
    /// Its links.
    pub items: Vec<NavItem>,
}

impl FooterColumn {
    /// A column under `title`.
    pub fn new(title: impl Into<String>, items: Vec<NavItem>) -> Self {
        Self { title: title.into(), items }
    }
}

/// Why one can trust the shop, in one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// A picture of it.
    pub icon: icondata::Icon,
    /// In two or three words.
    pub title: &'static str,
    /// In a sentence.
    pub text: &'static str,
}

#[component]
pub(super) fn Footer(columns: Signal<Vec<FooterColumn>>, promises: Vec<Promise>) -> impl IntoView {
    let promises = promises.into_iter().map(promise).collect_view();
    let columns = move || columns.get().into_iter().map(column).collect_view();
    view! {
        <footer class="sc-footer">
            <div class="sc-container">
                <ul class="sc-footer__promises empty:hidden">{promises}</ul>
                <div class="sc-footer__columns">
                    <div class="sc-footer__about">
                        <div class="flex items-center gap-2">
                            <Mark />
                            <span class="font-display text-lg">"SecureCart"</span>
                        </div>
                        <p class="max-w-[34ch] text-sm text-ink-muted">
                            "A small shop for good things, built so that what is yours stays yours."
                        </p>
                        <ThemeToggle />
                    </div>
                    {columns}
                </div>
            </div>
        </footer>
    }
    .into_any()
}

fn promise(promise: Promise) -> impl IntoView {
    view! {
        <li class="flex items-start gap-3">
            <span class="mt-0.5 text-xl text-brand">
                <Icon icon=promise.icon />
            </span>
            <div>
                <p class="font-semibold">{promise.title}</p>
                <p class="text-sm text-ink-muted">{promise.text}</p>
            </div>
        </li>
    }
}

fn column(column: FooterColumn) -> impl IntoView {
    let links = column
        .items
        .into_iter()
        .map(|item| {
            view! {
                <li>
                    <a class="sc-footer__link" href=item.href>
                        {item.label}
                    </a>
                </li>
            }
        })
        .collect_view();
    let label = column.title.clone();
    view! {
        <nav aria-label=label>
            <p class="mb-3 text-sm font-semibold">{column.title}</p>
            <ul class="flex flex-col gap-2">{links}</ul>
        </nav>
    }
}
