use leptos::prelude::*;
use leptos_router::components::A;

use super::MAIN_ID;
use super::logo::Logo;
use crate::ui::button::{ButtonSize, IconButton};
use crate::ui::icon::{Icon, SkipLink};
use crate::ui::theme::ThemeToggle;

/// A link of the admin area's navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdminNavItem {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// What stands before it.
    pub icon: icondata::Icon,
    /// Things that wait for somebody there; nothing is shown for 0.
    pub waiting: u32,
    /// Marked as current only on exactly this address.
    pub exact: bool,
}

impl AdminNavItem {
    /// A link where nothing waits, current on its page and those below it.
    pub fn new(label: impl Into<String>, href: impl Into<String>, icon: icondata::Icon) -> Self {
        Self { label: label.into(), href: href.into(), icon, waiting: 0, exact: false }
    }
}

/// Links that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdminNavSection {
    /// Their heading; none for the first.
    pub title: Option<String>,
    /// The links.
    pub items: Vec<AdminNavItem>,
}

/// Frame of the staff's pages: navigation at the left, denser type (14 px).
#[component]
pub fn AdminShell(
    /// Back to the shop.
    #[prop(into, default = Signal::stored("/".to_owned()))]
    home_href: Signal<String>,
    /// Where one can go; leave out what this person may not see.
    #[prop(into)]
    sections: Signal<Vec<AdminNavSection>>,
    /// Who is signed in.
    #[prop(into)]
    account: Signal<String>,
    /// Signs out.
    #[prop(into)]
    on_sign_out: Callback<()>,
    /// What stands at the top of every page, such as a search.
    #[prop(into, optional)]
    tools: ViewFnOnce,
    /// The page.
    children: Children,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let sections = move || sections.get().into_iter().map(section).collect_view();
    view! {
        <SkipLink target=MAIN_ID />
        <div class="sc-admin" class:sc-admin--open=move || open.get()>
            <header class="sc-admin__side">
                <div class="flex items-center justify-between gap-2 px-2">
                    <Logo href=home_href.get_untracked() />
                    <div class="lg:hidden">
                        <IconButton
                            label="Navigation"
                            icon=icondata::LuMenu
                            pressed=Signal::derive(move || Some(open.get()))
                            on:click=move |_| open.update(|open| *open = !*open)
                        />
                    </div>
                </div>
                <div class="sc-admin__menu">
                    <nav aria-label="Admin" on:click=move |_| open.set(false)>
                        {sections}
                    </nav>
                    <div class="sc-admin__account">
                        <p class="min-w-0 grow truncate">{move || account.get()}</p>
                        <ThemeToggle />
                        <IconButton
                            label="Sign out"
                            icon=icondata::LuLogOut
                            size=ButtonSize::Small
                            on:click=move |_| on_sign_out.run(())
                        />
                    </div>
                </div>
            </header>
            <main id=MAIN_ID tabindex="-1" class="sc-admin__main">
                <div class="mb-4 flex flex-wrap items-center gap-3 empty:hidden">{tools.run()}</div>
                {children()}
            </main>
        </div>
    }
    .into_any()
}

fn section(section: AdminNavSection) -> impl IntoView {
    let items = section.items.into_iter().map(link).collect_view();
    view! {
        <div class="mb-4">
            {section.title.map(|title| view! { <p class="sc-admin__heading">{title}</p> })}
            <ul>{items}</ul>
        </div>
    }
}

fn link(item: AdminNavItem) -> impl IntoView {
    let waiting = (item.waiting > 0).then(|| {
        view! {
            <span class="sc-admin__waiting">
                {item.waiting}
                <span class="sr-only">" waiting"</span>
            </span>
        }
    });
    view! {
        <li>
            <A href=item.href exact=item.exact attr:class="sc-admin__link">
                <Icon icon=item.icon />
                <span class="min-w-0 grow">{item.label}</span>
                {waiting}
            </A>
        </li>
    }
}
