use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::register_form::RegisterForm;
use crate::frame::PageTitle;
use crate::routes::{Route, query_value};
use crate::ui::{Card, Container, PageHeader, Stack, Text, TextLink, Width};

/// Opening an account.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let search = use_location().search;
    let login = move || Route::Login(search.with(|search| query_value(search, "next"))).path();
    view! {
        <PageTitle text="Create an account" />
        <Container width=Width::Narrow>
            <PageHeader
                title="Create an account"
                lead="To see your orders and buy faster. We write about your orders and nothing else, unless you ask for it.".to_owned()
            />
            <Stack>
                <Card>
                    <RegisterForm />
                </Card>
                <Text>
                    <p>
                        "Already have one? "
                        <TextLink href=Signal::derive(login)>"Sign in"</TextLink>
                    </p>
                </Text>
            </Stack>
        </Container>
    }
}
