use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::accounts::Email;
use securecart_domain::{ProductId, VariantId};

use crate::api::{self, use_client};
use crate::features::catalog::picked::Picked;
use crate::forms::{FieldErrors, FormProblem, FormState};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Field, InputKind, Notice, Stack, TextInput, Tone};

/// For what is sold out: a mail once it is there again.
#[component]
pub(in crate::features::catalog) fn TellMe(product: ProductId, picked: Picked) -> impl IntoView {
    let sold_out =
        Memo::new(move |_| picked.variant().filter(|variant| variant.stock == 0).map(|variant| variant.id));
    move || sold_out.get().map(|variant| view! { <Ask product=product variant=variant /> })
}

#[component]
fn Ask(product: ProductId, variant: VariantId) -> impl IntoView {
    let (session, client) = (use_session(), use_client());
    let form = FormState::new(&["/email"]);
    let email = RwSignal::new(String::new());
    let asked = RwSignal::new(None::<&'static str>);
    let guest = Memo::new(move |_| session.is_signed_in() == Some(false));
    let check = move |errors: &mut FieldErrors| {
        if !guest.get_untracked() {
            return Some(None);
        }
        let email = errors.take("/email", Email::parse(&email.get_untracked()))?;
        Some(Some(email.as_str().to_owned()))
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        form.send(check, move |email| async move {
            let answer = if email.is_some() {
                "We have sent you a mail. Follow the link in it, and we tell you when it is back."
            } else {
                "We tell you by mail when it is back."
            };
            api::stock_mail::ask(client, product, variant, email).await?;
            asked.try_set(Some(answer));
            Ok(())
        });
    };
    move || match asked.get() {
        Some(words) => view! { <Notice tone=Tone::Success>{words}</Notice> }.into_any(),
        None => view! {
            <form on:submit=send novalidate=true>
                <Stack>
                    <FormProblem form=form />
                    <Show when=move || guest.get()>
                        <Field
                            label="Your e-mail address"
                            hint="For one mail when it is back, and for nothing else."
                            id=FormState::id("/email")
                            required=true
                            error=form.error("/email")
                        >
                            <TextInput value=email kind=InputKind::Email autocomplete="email" />
                        </Field>
                    </Show>
                    <Button
                        submit=true
                        full=true
                        kind=ButtonKind::Secondary
                        icon=icondata::LuBell
                        busy=form.busy()
                    >
                        "Tell me when it is back"
                    </Button>
                </Stack>
            </form>
        }
        .into_any(),
    }
}
