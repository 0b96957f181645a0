use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use securecart_dto::privacy::EraseAccountRequest;

use crate::api;
use crate::forms::{FormProblem, FormState};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Card, Cluster, Dialog, Field, Stack, Text, TextInput};

/// The end of the account: what goes, what stays and why, and the name that has to be typed.
#[component]
pub(super) fn EraseCard() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Card title="Delete your account".to_owned()>
            <Stack>
                <Text>
                    <p>
                        "This works at once and can not be taken back. Your name, addresses, cart, sessions and sign-in codes are erased, and the key that they were sealed with is destroyed. Old backups become unreadable when the shop next changes its own keys. You are signed out everywhere."
                    </p>
                    <p>
                        "Orders and payments stay, since the law asks for our books: what was bought, when, and for how much. They no longer say by whom. So does what was done in your account, without your name. Your username is given to nobody else for thirteen months."
                    </p>
                    <p>
                        "While a payment is open or a paid order has not been sent, we still need to know whose it is, and ask you to wait."
                    </p>
                </Text>
                <Cluster>
                    <Button kind=ButtonKind::Danger on:click=move |_| open.set(true)>
                        "Delete account"
                    </Button>
                </Cluster>
            </Stack>
        </Card>
        <Dialog open=open title="Delete your account for good?">
            {move || open.get().then(|| view! { <EraseForm open=open /> })}
        </Dialog>
    }
}

#[component]
fn EraseForm(open: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    let form = FormState::new(&["/username"]);
    let typed = RwSignal::new(String::new());
    let own = untrack(|| session.user()).map(|user| user.username).unwrap_or_default();
    let known = own.clone();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let (username, own, navigate) =
            (typed.get_untracked().trim().to_owned(), known.clone(), navigate.clone());
        form.send(
            |errors| {
                if username.to_lowercase() != own.to_lowercase() {
                    errors.add("/username", "type your username as it stands above");
                }
                Some(EraseAccountRequest { username })
            },
            move |wish| async move {
                api::privacy::erase(session.client(), &wish).await?;
                // First away from a page that only the signed-in may see: it would ask to sign in again.
                navigate(&Route::Goodbye.path(), NavigateOptions { replace: true, ..Default::default() });
                session.refresh().await
            },
        );
    };
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <Text muted=true>
                    "Everything about you is erased at once. To go on, type your username: " <strong>{own}</strong>
                </Text>
                <FormProblem form=form />
                <Field
                    label="Your username"
                    required=true
                    id=FormState::id("/username")
                    error=form.error("/username")
                >
                    <TextInput value=typed autocomplete="off" max_length=150_u32 />
                </Field>
                <Cluster end=true>
                    <Button kind=ButtonKind::Secondary on:click=move |_| open.set(false)>
                        "Keep my account"
                    </Button>
                    <Button kind=ButtonKind::Danger submit=true busy=form.busy()>
                        "Delete for good"
                    </Button>
                </Cluster>
            </Stack>
        </form>
    }
}
