use securecart_domain::returns::ReturnStatus;

use crate::ui::Tone;

/// Where a return stands.
pub fn return_words(status: ReturnStatus) -> (Tone, &'static str) {
    match status {
        ReturnStatus::Requested => (Tone::Info, "Asked for"),
        ReturnStatus::Approved => (Tone::Info, "Approved"),
        ReturnStatus::Rejected => (Tone::Neutral, "Not accepted"),
        ReturnStatus::Received => (Tone::Success, "Arrived"),
        ReturnStatus::Refunded => (Tone::Success, "Refunded"),
    }
}
