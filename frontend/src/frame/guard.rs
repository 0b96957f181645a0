use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::loaded::Failure;
use crate::routes::Route;
use crate::session::{Session, use_session};
use crate::ui::{Container, SkeletonLines};

/// Who may see a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Whoever may see the catalogue: everyone, or signed-in customers where the shop is set so.
    Browsing,
    /// Signed-in customers.
    Account,
}

impl Needs {
    fn met_by(self, session: Session) -> Option<bool> {
        match self {
            Self::Browsing => session.may_browse(),
            Self::Account => session.is_signed_in(),
        }
    }
}

/// A page that only some may see. Others are sent to sign in and come back afterwards.
pub fn guarded<V>(needs: Needs, page: fn() -> V) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static
where
    V: IntoView + 'static,
{
    move || view! { <Guard needs=needs page=ViewFn::from(page) /> }.into_any()
}

#[component]
fn Guard(needs: Needs, page: ViewFn) -> impl IntoView {
    let session = use_session();
    let met = Memo::new(move |_| needs.met_by(session));
    let location = use_location();
    let navigate = use_navigate();
    Effect::new(move |_| {
        if met.get() == Some(false) {
            let here =
                format!("{}{}", location.pathname.get_untracked(), query(&location.search.get_untracked()));
            // Replaced, so that going back does not lead here again.
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&Route::Login(Some(here)).path(), options);
        }
    });
    // The failure is looked at only where the page is not shown: what is typed into a page stays when the session is asked
    // for again, such as after a confirmation in the middle of a form.
    move || {
        if met.get() == Some(true) {
            return page.run();
        }
        let failed = |error| {
            view! {
                <Container>
                    <Failure
                        title="The shop does not answer"
                        error=error
                        whole_page=true
                        on_retry=move |()| session.reload()
                    />
                </Container>
            }
            .into_any()
        };
        let waiting = || view! { <Container><SkeletonLines lines=6 /></Container> }.into_any();
        session.failure().map_or_else(waiting, failed)
    }
}

fn query(search: &str) -> String {
    if search.is_empty() { String::new() } else { format!("?{}", search.trim_start_matches('?')) }
}
