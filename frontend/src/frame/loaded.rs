use leptos::prelude::*;
use securecart_dto::ProblemType;

use super::not_found::NotFound;
use crate::api::ApiError;
use crate::ui::ErrorPanel;

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
        Some(Err(error)) => {
            view! { <Failure title=failure.clone() error=error on_retry=move |()| resource.refetch() /> }
                .into_any()
        }
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
    /// Tries again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    if error.is(ProblemType::NotFound) {
        return view! { <NotFound /> }.into_any();
    }
    view! {
        <ErrorPanel
            title=title
            detail=error.detail()
            request_id=error.request_id()
            on_retry=on_retry
        />
    }
    .into_any()
}
