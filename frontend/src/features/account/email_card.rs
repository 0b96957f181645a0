use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::accounts::Email;
use securecart_dto::accounts::ChangeEmailRequest;

use crate::api::{self, use_client};
use crate::forms::{FieldErrors, FormProblem, FormState};
use crate::ui::{Button, ButtonKind, Card, Cluster, Field, InputKind, Notice, Stack, TextInput, use_toasts};

/// Changing the address: it becomes the account's once somebody there has confirmed it.
#[component]
pub(super) fn EmailCard(email: String, wanted: Option<String>) -> impl IntoView {
    let waiting = RwSignal::new(wanted);
    view! {
        <Card
            title="E-mail address".to_owned()
            description="We send a link to the new address. Until you follow it, nothing changes.".to_owned()
        >
            <Stack>
                {move || waiting.get().map(|wanted| view! { <Waiting wanted=wanted waiting=waiting /> })}
                <EmailForm email=email waiting=waiting />
            </Stack>
        </Card>
    }
}

/// Tells where the link went, and lets the change be given up.
#[component]
fn Waiting(wanted: String, waiting: RwSignal<Option<String>>) -> impl IntoView {
    let (client, toasts) = (use_client(), use_toasts());
    let busy = RwSignal::new(false);
    let give_up = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match api::accounts::cancel_email_change(client).await {
                Ok(()) => {
                    waiting.try_set(None);
                    toasts.success("Your address stays as it is.");
                }
                Err(error) => toasts.error(error.detail()),
            }
            busy.try_set(false);
        });
    };
    view! {
        <Notice
            title="Look into your mail".to_owned()
            actions=move || {
                view! {
                    <Button kind=ButtonKind::Secondary busy=busy on:click=give_up>
                        "Keep the old address"
                    </Button>
                }
            }
        >
            <p>"A link is on its way to " {wanted} ". It works for 24 hours."</p>
        </Notice>
    }
}

#[component]
fn EmailForm(email: String, waiting: RwSignal<Option<String>>) -> impl IntoView {
    let client = use_client();
    let form = FormState::new(&["/email"]);
    let typed = RwSignal::new(String::new());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        form.send(
            |errors| check(errors, &typed.get_untracked(), &email),
            move |change| async move {
                api::accounts::change_email(client, &change).await?;
                typed.try_set(String::new());
                waiting.try_set(Some(change.email));
                Ok(())
            },
        );
    };
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <FormProblem form=form />
                <Field
                    label="New address"
                    required=true
                    id=FormState::id("/email")
                    error=form.error("/email")
                >
                    <TextInput
                        value=typed
                        kind=InputKind::Email
                        autocomplete="email"
                        max_length=254_u32
                    />
                </Field>
                <Cluster>
                    <Button kind=ButtonKind::Secondary submit=true busy=form.busy()>
                        "Send the link"
                    </Button>
                </Cluster>
            </Stack>
        </form>
    }
}

fn check(errors: &mut FieldErrors, typed: &str, present: &str) -> Option<ChangeEmailRequest> {
    let email = errors.take("/email", Email::parse(typed))?;
    if email.key() == present.to_lowercase() {
        errors.add("/email", "this is your address already");
    }
    Some(ChangeEmailRequest { email: email.as_str().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_address_is_one_and_another() {
        for (typed, right) in [
            ("ann@new.example", true),
            (" ann@new.example ", true),
            ("ANN@example.org", false),
            ("ann", false),
        ] {
            let mut errors = FieldErrors::none();
            let request = check(&mut errors, typed, "ann@example.org");
            assert_eq!(errors.is_empty() && request.is_some(), right, "{typed}");
        }
    }
}
