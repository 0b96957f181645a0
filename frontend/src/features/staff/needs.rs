use leptos::prelude::*;
use securecart_domain::Permission;

use crate::frame::PageTitle;
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{ButtonKind, ButtonLink, Container, EmptyState, PageHeader, Width};

/// A page that needs a permission. Without it the page says which one it is. This is comfort: the server
/// refuses by itself.
pub(super) fn needing<V>(
    permission: Permission,
    page: fn() -> V,
) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static
where
    V: IntoView + 'static,
{
    move || {
        let session = use_session();
        let allowed = Memo::new(move |_| session.may(permission));
        let page = ViewFn::from(page);
        let shown = move || {
            if allowed.get() { page.run() } else { view! { <Missing permission=permission /> }.into_any() }
        };
        shown.into_any()
    }
}

#[component]
fn Missing(permission: Permission) -> impl IntoView {
    view! {
        <Container width=Width::Full>
            <PageTitle text="Permission needed" />
            <PageHeader title="This page is for others" />
            <EmptyState
                title=format!("You need the permission {permission}")
                detail="Your account does not have it. Somebody who manages roles in this shop can give it to you."
                    .to_owned()
                icon=icondata::LuLock
            >
                <ButtonLink href=Route::Admin kind=ButtonKind::Secondary>
                    "Go to the overview"
                </ButtonLink>
                <ButtonLink href=Route::Home kind=ButtonKind::Secondary>
                    "Back to the shop"
                </ButtonLink>
            </EmptyState>
        </Container>
    }
}
