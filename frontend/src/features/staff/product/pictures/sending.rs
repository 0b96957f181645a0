//! Sending what was chosen: one after the other, since each changes the version that the next one names.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;

use futures_channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::catalog::MAX_PICTURES;
use securecart_dto::catalog::Image;
use web_sys::File;

use super::sheet::button_id;
use super::upload::Upload;
use super::{Keeping, changes};
use crate::api::{self, ApiError, CallHeaders};
use crate::ui::UploadState;
use crate::ui::icon::focus_element;

/// The files that were chosen, in the form that they were chosen in.
#[derive(Clone, Copy)]
pub(super) struct Adding {
    pub(super) keeping: StoredValue<Keeping>,
    pub(super) uploads: RwSignal<Vec<Upload>>,
    /// Some of them are on their way.
    pub(super) busy: RwSignal<bool>,
}

impl Adding {
    /// Puts files on the list and asks of the first one what it shows.
    pub(super) fn choose(self, files: Vec<File>) {
        let there = self.keeping.get_value().editing.product.with_untracked(|product| product.images.len());
        for file in files {
            let coming = self.uploads.with_untracked(|all| all.iter().filter(|one| one.is_coming()).count());
            let upload = Upload::new(file, there.saturating_add(coming) < MAX_PICTURES);
            self.uploads.update(|all| all.push(upload));
        }
        let first = untrack(|| self.open()).into_iter().find(|one| one.alt.with_untracked(String::is_empty));
        if let Some(first) = first {
            focus_soon(first.field.get_value());
        }
    }

    /// Those that are still to be sent and can be.
    pub(super) fn open(self) -> Vec<Upload> {
        self.uploads.get().into_iter().filter(|one| one.is_open()).collect()
    }

    /// Sends these, once all of them say what they show.
    pub(super) fn send(self, wanted: Vec<Upload>) {
        let told: Vec<_> = wanted.iter().map(|one| (*one, one.told())).collect();
        if let Some((first, _)) = told.iter().find(|(_, told)| told.is_none()) {
            focus_soon(first.field.get_value());
            return;
        }
        if wanted.is_empty() || self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            for (upload, told) in told.into_iter().filter_map(|(upload, told)| Some((upload, told?))) {
                // Taken off the list meanwhile, or the form is gone.
                let waits =
                    self.uploads.try_with_untracked(|all| all.iter().any(|one| one.field == upload.field));
                if waits == Some(true) && !self.send_one(upload, told).await {
                    break;
                }
            }
            self.busy.try_set(false);
            self.finish();
        });
    }

    /// Sends one; false if there is no use in sending the next one.
    async fn send_one(self, upload: Upload, alt: String) -> bool {
        let editing = self.keeping.get_value().editing;
        let Some(file) = upload.file.try_get_value() else { return false };
        let (stop, stopped) = oneshot::channel();
        upload.stop.try_set_value(Some(stop));
        upload.state.try_set(UploadState::Sending(0));
        let key = upload.attempt.key(&alt);
        let headers = CallHeaders { if_match: editing.version(), idempotency_key: key };
        let id = editing.id();
        let call = api::staff::create_product_image(editing.client, &id, headers, (&file, &alt), upload.sent);
        let Some(answer) = unless_stopped(call, stopped).await else {
            // It may have arrived all the same: then it is there now, or the version is another one at the next try.
            // That is a new call, since nobody wants to wait for the end of this one.
            upload.attempt.settle(&Ok(()));
            changes::reload(editing).await;
            upload.state.try_set(UploadState::Failed("You stopped this one.".to_owned()));
            return true;
        };
        upload.attempt.settle(&answer);
        let (state, go_on) = match editing.catch_stale(answer) {
            Ok(Some(added)) => {
                let (value, version) = (added.value, added.version);
                let image = Image { id: value.id, url: value.url, sources: value.sources, alt: value.alt };
                changes::take(editing, version, move |images| images.push(image)).await;
                (UploadState::Done, true)
            }
            Ok(None) => (UploadState::Failed("Somebody changed the product meanwhile.".to_owned()), false),
            Err(error) => (UploadState::Failed(words(&error)), true),
        };
        upload.state.try_set(state);
        go_on
    }

    /// Closes the form when all are there.
    fn finish(self) {
        let done = |all: &Vec<Upload>| all.iter().all(|one| one.is_done()).then_some(all.len());
        let Some(count) = self.uploads.try_with_untracked(done).flatten().filter(|count| *count > 0) else {
            return;
        };
        let keeping = self.keeping.get_value();
        let editing = keeping.editing;
        editing.toasts.success(match count {
            1 => "The picture is added.".to_owned(),
            many => format!("{many} pictures are added."),
        });
        keeping.adding.try_set(false);
        let last = editing.product.with_untracked(|product| {
            product.images.last().filter(|_| product.images.len() >= MAX_PICTURES).map(|image| image.id)
        });
        if let Some(last) = last {
            // The button that led here is gone.
            focus_soon(button_id(last, "describe"));
        }
    }
}

/// Why it was not added, in a sentence: what is wrong with the file, if it is the file.
fn words(error: &ApiError) -> String {
    error.fields().first().map_or_else(|| error.detail(), |field| crate::forms::sentence(&field.detail))
}

fn focus_soon(id: String) {
    request_animation_frame(move || focus_element(&id));
}

/// What the work comes to; none when it is stopped first, also by dropping the other end. The work ends with this.
async fn unless_stopped<T>(work: impl Future<Output = T>, mut stopped: oneshot::Receiver<()>) -> Option<T> {
    let mut work = pin!(work);
    poll_fn(move |context| {
        if Pin::new(&mut stopped).poll(context).is_ready() {
            return Poll::Ready(None);
        }
        work.as_mut().poll(context).map(Some)
    })
    .await
}
