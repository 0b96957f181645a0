use leptos::prelude::*;

use super::draft::CheckoutDraft;
use crate::forms::FormState;
use crate::routes::Route;
use crate::ui::{Card, Field, InputKind, Stack, Text, TextInput, TextLink};

/// Where mail about the order goes.
#[component]
pub(super) fn Contact() -> impl IntoView {
    let draft = CheckoutDraft::of_this_page();
    let user = Memo::new(move |_| draft.session.user());
    view! {
        <Card title="Contact".to_owned()>
            {move || match user.get() {
                Some(user) => {
                    view! { <Text body=format!("Signed in as {}. Mail goes to {}.", user.username, user.email) /> }
                        .into_any()
                }
                None => view! { <Guest /> }.into_any(),
            }}
        </Card>
    }
}

#[component]
fn Guest() -> impl IntoView {
    let draft = CheckoutDraft::of_this_page();
    view! {
        <Stack>
            <Field
                label="E-mail"
                hint="The confirmation goes there."
                required=true
                id=FormState::id("/email")
                error=draft.form.error("/email")
            >
                <TextInput
                    value=draft.email
                    kind=InputKind::Email
                    autocomplete="email"
                    max_length=254_u32
                />
            </Field>
            <Text muted=true>
                <p>
                    "Have an account? "
                    <TextLink href=Route::Login(Some(Route::Checkout.path()))>"Sign in"</TextLink>
                    " to use your addresses and find the order there."
                </p>
            </Text>
        </Stack>
    }
}
