//! Small marks of state. Colour never stands alone: words always, an icon mostly.

use leptos::prelude::*;

use super::icon::Icon;

/// What a mark means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing to do, nothing wrong.
    #[default]
    Neutral,
    /// Belongs to the shop: new, featured.
    Accent,
    /// Went well, is done.
    Success,
    /// Needs a look.
    Warning,
    /// Failed, or cannot be undone.
    Danger,
    /// Is under way.
    Info,
}

impl Tone {
    pub(super) fn soft_class(self) -> &'static str {
        match self {
            Self::Neutral => "bg-ground text-ink-muted",
            Self::Accent => "bg-brand-soft text-brand",
            Self::Success => "bg-good-soft text-good",
            Self::Warning => "bg-warn-soft text-warn",
            Self::Danger => "bg-bad-soft text-bad",
            Self::Info => "bg-note-soft text-note",
        }
    }

    pub(super) fn icon(self) -> icondata::Icon {
        match self {
            Self::Neutral => icondata::LuCircle,
            Self::Accent => icondata::LuSparkle,
            Self::Success => icondata::LuCircleCheck,
            Self::Warning => icondata::LuTriangleAlert,
            Self::Danger => icondata::LuCircleX,
            Self::Info => icondata::LuInfo,
        }
    }
}

/// A word on a tint: "New", "Staff", "3".
#[component]
pub fn Badge(
    /// Neutral when not given.
    #[prop(into, optional)]
    tone: Signal<Tone>,
    /// Shown before the word.
    #[prop(optional)]
    icon: Option<icondata::Icon>,
    /// The word.
    children: Children,
) -> impl IntoView {
    view! {
        <span class=move || {
            format!(
                "inline-flex items-center gap-1 rounded-control px-2 py-0.5 text-xs font-semibold whitespace-nowrap {}",
                tone.get().soft_class(),
            )
        }>{icon.map(|icon| view! { <Icon icon=icon size="1em" /> })} {children()}</span>
    }
}

/// The state of a thing, such as an order: the icon follows the tone.
#[component]
pub fn StatusPill(
    /// What the state means for the reader.
    #[prop(into)]
    tone: Signal<Tone>,
    /// The state in words: "Shipped".
    #[prop(into)]
    label: Signal<String>,
    /// Instead of the tone's own icon.
    #[prop(optional)]
    icon: Option<icondata::Icon>,
) -> impl IntoView {
    let shown = Signal::derive(move || icon.unwrap_or_else(|| tone.get().icon()));
    view! {
        <span class=move || {
            format!(
                "inline-flex items-center gap-1.5 rounded-pill px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap {}",
                tone.get().soft_class(),
            )
        }>
            <Icon icon=shown size="1.05em" />
            {move || label.get()}
        </span>
    }
}
