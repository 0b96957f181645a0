//! One file that was chosen: whether it can be sent, and how it is getting on.

use futures_channel::oneshot;
use leptos::prelude::*;
use securecart_domain::catalog::{MAX_PICTURE_BYTES, PictureKind};
use web_sys::File;

use super::describe::judge_alt;
use crate::api::Attempt;
use crate::ui::{UploadState, unique_id};

/// A chosen file and what was typed of it. What it holds ends with the form that it was chosen in.
#[derive(Clone, Copy)]
pub(super) struct Upload {
    pub(super) file: StoredValue<File, LocalStorage>,
    /// The id of the field for what it shows; tells one from the other.
    pub(super) field: StoredValue<String>,
    pub(super) alt: RwSignal<String>,
    pub(super) alt_error: RwSignal<Option<String>>,
    pub(super) state: RwSignal<UploadState>,
    /// It would be refused whatever is done about it.
    pub(super) hopeless: bool,
    /// The same until it is known what came of it, so that no picture is added twice.
    pub(super) attempt: Attempt,
    /// Ends the sending when used, and when the form goes.
    pub(super) stop: StoredValue<Option<oneshot::Sender<()>>>,
    /// Told how much has left.
    pub(super) sent: Callback<u32>,
}

impl Upload {
    /// One that waits, or one that says at once why it will not be sent; `has_room` is whether the product may have one
    /// more picture.
    pub(super) fn new(file: File, has_room: bool) -> Self {
        let fault = judge(&file.type_(), file.size()).err();
        let fault = fault.or((!has_room).then_some("A product has at most 20 pictures."));
        let state = fault.map_or(UploadState::Waiting, |words| UploadState::Failed(words.to_owned()));
        let state = RwSignal::new(state);
        let sent = Callback::new(move |percent| {
            let next = if percent < 100 { UploadState::Sending(percent) } else { UploadState::Preparing };
            if matches!(state.try_get_untracked(), Some(UploadState::Sending(_))) {
                state.try_set(next);
            }
        });
        Self {
            file: StoredValue::new_local(file),
            field: StoredValue::new(unique_id("shows")),
            alt: RwSignal::new(String::new()),
            alt_error: RwSignal::new(None),
            state,
            hopeless: fault.is_some(),
            attempt: Attempt::new(),
            stop: StoredValue::new(None),
            sent,
        }
    }

    /// What the file is called at home.
    pub(super) fn name(self) -> String {
        self.file.with_value(File::name)
    }

    /// How large it is, in words.
    pub(super) fn size(self) -> String {
        size_words(self.file.with_value(|file| file.size()))
    }

    /// Whether it is among the product's pictures by now.
    pub(super) fn is_done(self) -> bool {
        self.state.with_untracked(|state| *state == UploadState::Done)
    }

    /// Whether it may still become one of them.
    pub(super) fn is_coming(self) -> bool {
        !self.hopeless && !self.is_done()
    }

    /// Whether it is still to be sent and can be.
    pub(super) fn is_open(self) -> bool {
        !self.hopeless && matches!(self.state.get(), UploadState::Waiting | UploadState::Failed(_))
    }

    /// What it shows, or a word at its field.
    pub(super) fn told(self) -> Option<String> {
        let told = judge_alt(&self.alt.get_untracked());
        self.alt_error.set(told.as_ref().err().cloned());
        told.ok()
    }
}

/// What can be told before a file is sent: its kind and its size in bytes. The server looks inside.
fn judge(media_type: &str, bytes: f64) -> Result<(), &'static str> {
    let most = f64::from(u32::try_from(MAX_PICTURE_BYTES).unwrap_or(u32::MAX));
    match PictureKind::of_media_type(media_type) {
        None => Err("The shop takes JPEG, PNG and WebP pictures."),
        Some(_) if bytes > most => Err("A picture has at most 5 MiB. Save it smaller and choose it again."),
        Some(_) => Ok(()),
    }
}

/// Kibibytes up to a mebibyte, and mebibytes with a digit behind the point from there on.
fn size_words(bytes: f64) -> String {
    let kibibytes = bytes / 1024.0;
    if kibibytes < 1024.0 {
        format!("{:.0} KiB", kibibytes.ceil())
    } else {
        format!("{:.1} MiB", kibibytes / 1024.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_would_refuse_is_not_sent() {
        assert!(judge("image/jpeg", 5_242_880.0).is_ok());
        assert!(judge("image/jpeg", 5_242_881.0).is_err());
        assert!(judge("image/svg+xml", 10.0).is_err());
        assert!(judge("", 10.0).is_err());
    }

    #[test]
    fn sizes_are_told_in_round_numbers() {
        assert_eq!([size_words(1.0), size_words(348_160.0)], ["1 KiB", "340 KiB"]);
        assert_eq!(size_words(1_363_149.0), "1.3 MiB");
    }
}
