use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::Permission;
use securecart_domain::reviews::ReviewStatus;
use securecart_dto::ProblemType;
use securecart_dto::reviews::AdminReview;

use crate::api::{self, use_client};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, ButtonSize, Cluster, Gap, use_toasts};

/// Approving and rejecting, for those who may.
#[component]
pub(super) fn Decide(review: AdminReview, on_done: Callback<()>) -> impl IntoView {
    let session = use_session();
    let (client, toasts) = (use_client(), use_toasts());
    let busy = RwSignal::new(false);
    let review = StoredValue::new(review);
    let decide = move |approve: bool| {
        busy.set(true);
        spawn_local(async move {
            let answer = api::reviews::decide(client, &review.get_value(), approve).await;
            busy.try_set(false);
            match answer {
                Ok(_) if approve => toasts.success("The review is shown."),
                Ok(_) => toasts.success("The review is not shown."),
                Err(error) if error.is(ProblemType::StaleVersion) => {
                    toasts.error("Its author has changed the review. Read it as it is now.");
                }
                Err(error) => toasts.error(error.detail()),
            }
            on_done.try_run(());
        });
    };
    let status = review.with_value(|review| review.status);
    let title = review.with_value(|review| review.title.clone());
    move || {
        session.may(Permission::WriteProducts).then(|| {
            let (approve, reject) = (format!("Approve “{title}”"), format!("Reject “{title}”"));
            view! {
                <Cluster gap=Gap::Small>
                    {(status != ReviewStatus::Approved)
                        .then(|| {
                            view! {
                                <Button
                                    size=ButtonSize::Small
                                    busy=busy
                                    attr:aria-label=approve
                                    on:click=move |_| decide(true)
                                >
                                    "Approve"
                                </Button>
                            }
                        })}
                    {(status != ReviewStatus::Rejected)
                        .then(|| {
                            view! {
                                <Button
                                    size=ButtonSize::Small
                                    kind=ButtonKind::Secondary
                                    busy=busy
                                    attr:aria-label=reject
                                    on:click=move |_| decide(false)
                                >
                                    "Reject"
                                </Button>
                            }
                        })}
                </Cluster>
            }
        })
    }
}
