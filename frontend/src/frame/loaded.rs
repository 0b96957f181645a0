use leptos::prelude::*;
use securecart_dto::ProblemType;

use super::not_found::NotFound;
use super::title::PageTitle;
use crate::api::ApiError;
use crate::ui::{ErrorPanel, PageHeader};

/// Shows something that comes from the server: its shape while it is on its way, then the thing, or why there
/// is none and a way to try again. While it is fetched again, the old one stays.
#[component]
pub fn Loaded<T, V>(
    /// Where it comes from.
    resource: LocalResource<Result<T, ApiError>>,
    /// What did not work, if it does not: "The orders could not be loaded".
    #[prop(into)]
    failure: String,
    /// Its shape.
    #[prop(into)]
    skeleton: ViewFn,
    /// It is the whole page: where there is none, the page still needs a heading.
    #[prop(optional)]
    whole_page: bool,
    /// The thing.
    ready: impl Fn(T) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    move || match resource.get() {
        None => skeleton.run(),
        Some(Ok(thing)) => ready(thing).into_any(),
        Some(Err(error)) => view! {
            <Failure
                title=failure.clone()
                error=error
                whole_page=whole_page
                on_retry=move |()| resource.refetch()
            />
        }
        .into_any(),
    }
}

/// Why something could not be shown. What does not exist is said as such rather than as a failure.
#[component]
pub fn Failure(
    /// What did not work.
    #[prop(into)]
    title: String,
    /// Why.
    error: ApiError,
    /// The page has no other heading.
    #[prop(optional)]
    whole_page: bool,
    /// Tries again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    if error.is(ProblemType::NotFound) {
        return view! { <NotFound /> }.into_any();
    }
    let heading = whole_page.then(|| {
        view! {
            <PageTitle text="Something went wrong" />
            <PageHeader title="That did not work" />
        }
    });
    view! {
        {heading}
        <ErrorPanel
            title=title
            detail=error.detail()
            request_id=error.request_id()
            on_retry=on_retry
        />
    }
    .into_any()
}
