//! Calls that wait until the reader has confirmed to be the owner of the account.

use futures_channel::oneshot;
use leptos::prelude::*;
use securecart_dto::accounts::ConfirmWith;

/// Asks the reader for the password or a code. Calls that need it wait here; the dialog answers them all.
#[derive(Clone, Copy, Debug)]
pub struct Confirmer {
    asked: RwSignal<Option<Vec<ConfirmWith>>>,
    waiting: StoredValue<Vec<oneshot::Sender<bool>>>,
}

impl Confirmer {
    pub(super) fn new() -> Self {
        Self { asked: RwSignal::new(None), waiting: StoredValue::new(Vec::new()) }
    }

    /// What is asked for right now.
    pub fn asked(self) -> Option<Vec<ConfirmWith>> {
        self.asked.get()
    }

    /// Ends the question: the reader has confirmed, or does not want to.
    pub fn answer(self, confirmed: bool) {
        self.asked.try_set(None);
        let waiting = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
        for call in waiting {
            // Whoever left the page does not wait any more.
            call.send(confirmed).ok();
        }
    }

    /// Waits for the reader's answer.
    pub(super) async fn ask(self, with: &[ConfirmWith]) -> bool {
        let (answer, asked) = oneshot::channel();
        if self.waiting.try_update_value(|waiting| waiting.push(answer)).is_none() {
            return false;
        }
        self.asked.try_set(Some(with.to_vec()));
        asked.await.unwrap_or(false)
    }
}
