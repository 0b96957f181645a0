use leptos::prelude::*;

use crate::frame::PageTitle;
use crate::routes::Route;
use crate::ui::{ButtonLink, Card, Cluster, Container, PageHeader, Stack, Text, Width};

/// What is said to whoever had the account erased.
#[component]
pub fn GoodbyePage() -> impl IntoView {
    view! {
        <PageTitle text="Your account is gone" />
        <Container width=Width::Narrow>
            <PageHeader title="Your account is gone" />
            <Card>
                <Stack>
                    <Text>
                        <p>
                            "What we knew of you is erased, and you are signed out everywhere. If your e-mail address was confirmed, a last mail says so; the address itself is forgotten as soon as that has left."
                        </p>
                        <p>
                            "Orders and payments stay in our books without your name. You can look around and buy as a guest, or open another account, whenever you like."
                        </p>
                    </Text>
                    <Cluster>
                        <ButtonLink href=Route::Home>"Go to the shop"</ButtonLink>
                    </Cluster>
                </Stack>
            </Card>
        </Container>
    }
}
