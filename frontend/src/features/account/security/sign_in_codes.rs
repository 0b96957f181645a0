use leptos::prelude::*;
use securecart_dto::second_factor::{RecoveryCodes, TotpSetup, TotpStatus};

use super::factor::Factor;
use super::kept_codes::KeptCodes;
use super::off::Off;
use super::on::On;
use super::set_up::SetUp;
use crate::frame::Loaded;
use crate::session::use_session;
use crate::ui::icon::focus_element;
use crate::ui::{Card, SkeletonLines};

/// The heading, which takes the focus whenever something else is below it.
const HEADING: &str = "sign-in-codes";

/// What the owner is in the middle of. Keys and codes are here and nowhere else: they go with the page.
#[derive(Clone)]
pub(super) enum Doing {
    Nothing,
    /// A new key waits for its first code.
    SettingUp(TotpSetup),
    /// Recovery codes are shown.
    Keeping(RecoveryCodes),
}

/// Goes on to something else.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    doing: RwSignal<Doing>,
    factor: Factor,
}

impl Steps {
    /// Shows that, and puts the focus above it.
    pub(super) fn go(self, next: Doing) {
        if self.doing.try_set(next).is_none() {
            request_animation_frame(|| focus_element(HEADING));
        }
    }

    /// Asks anew how things stand.
    pub(super) fn reload(self) {
        self.factor.reload();
    }
}

/// Signing in with a code of an app besides the password: what it is, switching it on and off.
#[component]
pub fn SignInCodes(
    /// How it stands.
    factor: Factor,
) -> impl IntoView {
    let session = use_session();
    let doing = RwSignal::new(Doing::Nothing);
    let steps = Steps { doing, factor };
    let on_kept = move |()| {
        steps.go(Doing::Nothing);
        // Only now: a session that can not be asked for would take the codes off the screen.
        session.reload();
    };
    let shown = move || match doing.get() {
        Doing::Nothing => view! {
            <Loaded
                resource=factor.status()
                failure="Your sign-in codes could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=4 /> }
                ready=move |status| view! { <Standing status=status steps=steps /> }
            />
        }
        .into_any(),
        Doing::SettingUp(setup) => view! { <SetUp setup=setup steps=steps /> }.into_any(),
        Doing::Keeping(codes) => view! { <KeptCodes codes=codes.codes on_kept=on_kept /> }.into_any(),
    };
    view! {
        <Card title="Sign-in codes".to_owned() heading_id=HEADING>
            {shown}
        </Card>
    }
}

#[component]
fn Standing(status: TotpStatus, steps: Steps) -> impl IntoView {
    if status.enabled {
        view! { <On status=status steps=steps /> }.into_any()
    } else {
        view! { <Off status=status steps=steps /> }.into_any()
    }
}
