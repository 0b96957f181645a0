use leptos::prelude::*;

use crate::session::use_session;
use crate::ui::{Button, Cluster, CodeList, Notice, Stack, Tone};

/// Recovery codes, shown this once: with ways to keep them, until the owner says that they are kept.
#[component]
pub(in crate::features::account) fn KeptCodes(
    codes: Vec<String>,
    /// They may go.
    #[prop(into)]
    on_kept: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let username = untrack(|| session.user()).map(|user| user.username).unwrap_or_default();
    let place = window().location().host().unwrap_or_default();
    let heading = vec![
        format!("Recovery codes of {username} at {place}"),
        "Each opens the account once in place of a code, besides the password.".to_owned(),
    ];
    view! {
        <Stack>
            <Notice tone=Tone::Warning title="Keep your recovery codes".to_owned()>
                <p>
                    "When your phone is lost, each of them opens your account once in place of a code. They are shown this once. Keep them where your password is not."
                </p>
            </Notice>
            <CodeList codes=codes heading=heading file_name="recovery-codes.txt" />
            <Cluster>
                <Button on:click=move |_| on_kept.run(())>"I have kept them"</Button>
            </Cluster>
        </Stack>
    }
}
