use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_dto::accounts::{Profile, UpdateProfileRequest};

use super::email_card::EmailCard;
use super::tabs::AccountTabs;
use super::verification_notice::VerificationNotice;
use crate::api::{self, use_client};
use crate::forms::{FormProblem, FormState};
use crate::frame::{Loaded, PageTitle, day};
use crate::ui::{Badge, Button, Card, Cluster, Container, Field, Gap, PageHeader, SkeletonLines, Stack};
use crate::ui::{SummaryList, SummaryRow, TextInput, Tone, Width, use_toasts};

/// The longest name, in characters; the API's limit.
const LONGEST_NAME: usize = 200;

/// The customer's own data.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let client = use_client();
    let profile = LocalResource::new(move || api::accounts::get_profile(client));
    view! {
        <PageTitle text="Profile" />
        <Container width=Width::Reading>
            <AccountTabs />
            <PageHeader title="Profile" />
            <Loaded
                resource=profile
                failure="Your data could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=8 /> }
                ready=|profile: Profile| {
                    view! {
                        <Stack gap=Gap::Large>
                            {(!profile.email_verified)
                                .then(|| {
                                    let email = profile.email.clone();
                                    view! { <VerificationNotice email=email /> }
                                })}
                            <Account profile=profile.clone() />
                            <NameCard name=profile.full_name />
                            <EmailCard email=profile.email wanted=profile.wanted_email />
                        </Stack>
                    }
                }
            />
        </Container>
    }
}

#[component]
fn Account(profile: Profile) -> impl IntoView {
    let verified = if profile.email_verified {
        view! { <Badge tone=Tone::Success>"Confirmed"</Badge> }.into_any()
    } else {
        view! { <Badge>"Not confirmed"</Badge> }.into_any()
    };
    view! {
        <Card title="Account".to_owned()>
            <SummaryList>
                <SummaryRow label="Username">{profile.username}</SummaryRow>
                <SummaryRow label="E-mail">
                    <Cluster gap=Gap::Small end=true>
                        {profile.email}
                        {verified}
                    </Cluster>
                </SummaryRow>
                <SummaryRow label="Customer since">{day(profile.created_at)}</SummaryRow>
            </SummaryList>
        </Card>
    }
}

#[component]
fn NameCard(name: String) -> impl IntoView {
    let client = use_client();
    let toasts = use_toasts();
    let form = FormState::new(&["/full_name"]);
    let name = RwSignal::new(name);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked().trim().to_owned();
        form.send(
            |errors| {
                if typed.chars().count() > LONGEST_NAME {
                    errors.add("/full_name", "a name has at most 200 characters");
                }
                Some(UpdateProfileRequest { full_name: Some(typed) })
            },
            move |change| async move {
                let saved = api::accounts::update_profile(client, &change).await?;
                name.try_set(saved.full_name);
                toasts.success("Your name is saved.");
                Ok(())
            },
        );
    };
    view! {
        <Card title="Personal data".to_owned()>
            <form on:submit=send novalidate=true>
                <Stack>
                    <FormProblem form=form />
                    <Field
                        label="Full name"
                        hint="For deliveries and invoices".to_owned()
                        id=FormState::id("/full_name")
                        error=form.error("/full_name")
                    >
                        <TextInput value=name autocomplete="name" max_length=200_u32 />
                    </Field>
                    <Cluster>
                        <Button submit=true busy=form.busy()>
                            "Save name"
                        </Button>
                    </Cluster>
                </Stack>
            </form>
        </Card>
    }
}
