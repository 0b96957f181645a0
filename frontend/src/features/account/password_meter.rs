use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::accounts::NewPassword;
use securecart_dto::accounts::{MeasurePasswordRequest, PasswordStrength};

use super::password_hint::password_hint;
use crate::api::{self, use_client};

/// How long nothing has to be typed before the shop is asked.
const PAUSE: Duration = Duration::from_millis(350);

/// Judges a new password while it is typed: what needs no word list at once, the rest by asking the shop.
#[derive(Clone, Copy)]
pub(super) struct PasswordMeter {
    typed: Signal<MeasurePasswordRequest>,
    measured: RwSignal<Option<(MeasurePasswordRequest, PasswordStrength)>>,
}

impl PasswordMeter {
    /// Follows what is typed.
    pub(super) fn new(typed: Signal<MeasurePasswordRequest>) -> Self {
        let (client, measured) = (use_client(), RwSignal::new(None));
        let mut later = debounce(PAUSE, move |typed: MeasurePasswordRequest| {
            spawn_local(async move {
                // Without an answer the form goes on without the meter: the shop judges what is sent in any case.
                if let Ok(strength) = api::accounts::measure_password(client, &typed).await {
                    measured.try_set(Some((typed, strength)));
                }
            });
        });
        Effect::new(move |_| {
            let typed = typed.get();
            if NewPassword::parse(&typed.password, &[&typed.username, &typed.email]).is_ok() {
                later(typed);
            }
        });
        Self { typed, measured }
    }

    /// What the shop said of exactly what stands there now.
    fn strength(self) -> Option<PasswordStrength> {
        let typed = self.typed.get();
        self.measured.with(|measured| {
            measured.as_ref().filter(|(of, _)| *of == typed).map(|(_, strength)| strength.clone())
        })
    }

    /// What is missing, or how good it is.
    pub(super) fn hint(self) -> String {
        let typed = self.typed.get();
        password_hint(&typed.password, &[&typed.username, &typed.email], self.strength().as_ref())
    }

    /// From 0 to 4; none until it was measured.
    pub(super) fn score(self) -> Option<u8> {
        self.strength().map(|strength| strength.score)
    }
}
