//! The staff area, loaded only when somebody goes there.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use crate::frame::PageTitle;
use crate::routes::Route;
use crate::ui::{ButtonLink, Container, PageHeader};

/// Everything below `/admin`, as a part of the app of its own.
#[derive(Debug)]
pub struct AdminRoute;

#[lazy_route]
impl LazyRoute for AdminRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! {
            <Container>
                <PageTitle text="Staff" />
                <PageHeader title="Staff area" />
                <ButtonLink href=Route::Home>"Back to the shop"</ButtonLink>
            </Container>
        }
        .into_any()
    }
}
