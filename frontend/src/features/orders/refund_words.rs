use securecart_domain::refunds::RefundStatus;
use securecart_dto::refunds::OrderRefund;

use crate::ui::Tone;

/// What became of a refund, in words that fit a timeline.
pub fn refund_words(refund: &OrderRefund) -> (Tone, String) {
    let amount = refund.amount;
    match refund.status {
        RefundStatus::Pending => (Tone::Info, format!("{amount} on their way back")),
        RefundStatus::Succeeded => (Tone::Success, format!("{amount} refunded")),
        RefundStatus::Failed => (Tone::Warning, format!("{amount} could not be refunded")),
    }
}
