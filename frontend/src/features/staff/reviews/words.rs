//! States of reviews in the words of the staff.

use securecart_domain::reviews::ReviewStatus;

use crate::ui::Tone;

pub(super) fn status_words(status: ReviewStatus) -> (Tone, &'static str) {
    match status {
        ReviewStatus::Pending => (Tone::Info, "Waiting"),
        ReviewStatus::Approved => (Tone::Success, "Shown"),
        ReviewStatus::Rejected => (Tone::Neutral, "Not shown"),
    }
}
