//! Short messages about what just happened, at the edge of the screen.

mod region;

use std::time::Duration;

use leptos::prelude::*;

use super::badge::Tone;
use region::ToastRegion;

/// How long a message stays that needs no answer. Errors and messages with an action stay longer or until
/// they are dismissed, so that nobody has to be quick (WCAG 2.2.1).
const STAY: Duration = Duration::from_secs(6);
const STAY_WITH_ACTION: Duration = Duration::from_secs(12);

#[derive(Debug, Clone)]
pub(super) struct Toast {
    id: u64,
    tone: Tone,
    text: String,
    action: Option<(String, Callback<()>)>,
}

/// Shows messages. Get it with [`use_toasts`].
#[derive(Debug, Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u64>,
}

impl Toasts {
    fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// Something worked: "Added to your cart".
    pub fn success(&self, text: impl Into<String>) {
        self.show(Tone::Success, text.into(), None);
    }

    /// Something to know.
    pub fn info(&self, text: impl Into<String>) {
        self.show(Tone::Info, text.into(), None);
    }

    /// Something did not work. Stays until it is dismissed.
    pub fn error(&self, text: impl Into<String>) {
        self.show(Tone::Danger, text.into(), None);
    }

    /// Something worked and can be undone, or leads on: `label` names what `action` does.
    pub fn with_action(
        &self,
        text: impl Into<String>,
        label: impl Into<String>,
        action: impl Fn() + Send + Sync + 'static,
    ) {
        let action = Callback::new(move |()| action());
        self.show(Tone::Success, text.into(), Some((label.into(), action)));
    }

    fn show(&self, tone: Tone, text: String, action: Option<(String, Callback<()>)>) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        let stay = match (tone, &action) {
            (Tone::Danger, _) => None,
            (_, Some(_)) => Some(STAY_WITH_ACTION),
            _ => Some(STAY),
        };
        self.list.update(|list| list.push(Toast { id, tone, text, action }));
        let toasts = *self;
        if let Some(stay) = stay {
            set_timeout(move || toasts.dismiss(id), stay);
        }
    }

    pub(super) fn dismiss(&self, id: u64) {
        // The page may be gone when the time is up.
        self.list.try_update(|list| list.retain(|toast| toast.id != id));
    }
}

/// The messages of this app.
///
/// Outside a [`ToastProvider`] the messages go nowhere; an app has one around everything.
pub fn use_toasts() -> Toasts {
    use_context().unwrap_or_else(Toasts::new)
}

/// Gives [`use_toasts`] to everything inside and shows the messages.
#[component]
pub fn ToastProvider(
    /// The app.
    children: Children,
) -> impl IntoView {
    let toasts = Toasts::new();
    provide_context(toasts);
    view! {
        {children()}
        <ToastRegion toasts=toasts />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_stays_until_it_is_dismissed() {
        let owner = Owner::new();
        owner.set();
        let toasts = Toasts::new();
        toasts.error("The card was declined");
        toasts.error("The card was declined again");
        let ids: Vec<u64> = toasts.list.get_untracked().iter().map(|toast| toast.id).collect();
        assert_eq!(ids, [0, 1]);

        toasts.dismiss(0);
        let left = toasts.list.get_untracked();
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].text, "The card was declined again");
    }
}
