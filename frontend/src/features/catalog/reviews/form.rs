use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_domain::ProductId;
use securecart_domain::reviews::{MAX_REVIEW_TEXT, Stars, review_text, review_title};
use securecart_dto::reviews::{MyReview, WriteReviewRequest};

use crate::api::{self, use_client};
use crate::forms::{FieldErrors, FormProblem, FormState};
use crate::ui::{
    Button, ButtonKind, Card, Cluster, Field, Stack, StarChoice, Text, TextInput, Textarea, use_toasts,
};

/// The fields of the form.
const FIELDS: &[&str] = &["/stars", "/title", "/text"];

/// What becomes of a review, said before it is sent.
const WHAT_FOLLOWS: &str = "The shop reads reviews before others see them. Your name is not shown; do not write anybody's into the text.";

#[derive(Clone, Copy)]
struct Draft {
    stars: RwSignal<u8>,
    title: RwSignal<String>,
    text: RwSignal<String>,
}

impl Draft {
    fn of(review: Option<&MyReview>) -> Self {
        Self {
            stars: RwSignal::new(review.map_or(0, |review| review.stars)),
            title: RwSignal::new(review.map(|review| review.title.clone()).unwrap_or_default()),
            text: RwSignal::new(review.map(|review| review.text.clone()).unwrap_or_default()),
        }
    }

    fn check(self, errors: &mut FieldErrors) -> Option<WriteReviewRequest> {
        let stars = errors.take("/stars", Stars::parse(self.stars.get_untracked()));
        let title = errors.take("/title", review_title(&self.title.get_untracked()));
        let text = errors.take("/text", review_text(&self.text.get_untracked()));
        Some(WriteReviewRequest {
            stars: stars?.get(),
            title: title?.as_str().to_owned(),
            text: text?.as_str().to_owned(),
        })
    }
}

/// Writes a review, or changes the one there is.
#[component]
pub(super) fn ReviewForm(
    /// What it is about.
    product: ProductId,
    /// The one to be changed; none writes one.
    review: Option<MyReview>,
    /// It is sent, or given up.
    on_done: Callback<bool>,
) -> impl IntoView {
    let (client, toasts) = (use_client(), use_toasts());
    let form = FormState::new(FIELDS);
    let draft = Draft::of(review.as_ref());
    let id = review.map(|review| review.id);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        form.send(
            |errors| draft.check(errors),
            move |wish| async move {
                match id {
                    Some(id) => api::reviews::update(client, id, &wish).await?,
                    None => api::reviews::create(client, product, &wish).await?,
                };
                toasts.success("Thank you. Your review is shown once the shop has read it.");
                on_done.try_run(true);
                Ok(())
            },
        );
    };
    view! {
        <Card title="Your review".to_owned()>
            <form on:submit=send novalidate=true>
                <Stack>
                    <FormProblem form=form />
                    <StarChoice
                        label="Your rating"
                        id=FormState::id("/stars")
                        value=draft.stars
                        error=form.error("/stars")
                    />
                    <Field
                        label="Title"
                        id=FormState::id("/title")
                        required=true
                        error=form.error("/title")
                    >
                        <TextInput value=draft.title max_length=120_u32 />
                    </Field>
                    <Field label="Review" id=FormState::id("/text") error=form.error("/text")>
                        <Textarea value=draft.text max_length=MAX_REVIEW_TEXT />
                    </Field>
                    <Text muted=true body=WHAT_FOLLOWS.to_owned() />
                    <Cluster>
                        <Button submit=true busy=form.busy()>
                            "Send review"
                        </Button>
                        <Button kind=ButtonKind::Secondary on:click=move |_| on_done.run(false)>
                            "Cancel"
                        </Button>
                    </Cluster>
                </Stack>
            </form>
        </Card>
    }
}
