//! What somebody wants to send back, as it came.

use std::collections::HashSet;

use securecart_domain::{OrderLineId, catalog::PlainText, returns::ReturnReason};
use securecart_dto::{
    FieldError,
    returns::{LinkedReturnRequest, NewReturnRequest},
};

use super::answer::MAX_TEXT;
use crate::http::fields::Fields;

/// The most lines of one return.
const MAX_LINES: usize = 100;

/// What somebody wants to send back.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub(super) lines: Vec<(OrderLineId, u16)>,
    pub(super) reason: ReturnReason,
    pub(super) note: String,
}

impl TryFrom<NewReturnRequest> for Wish {
    type Error = Vec<FieldError>;

    fn try_from(request: NewReturnRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let note = fields.take("/note", PlainText::paragraphs(&request.note, MAX_TEXT));
        if request.lines.is_empty() {
            fields.add("/lines", "empty", "Choose what you send back.");
        }
        let different: HashSet<_> = request.lines.iter().map(|line| line.line_id).collect();
        if different.len() != request.lines.len() || request.lines.len() > MAX_LINES {
            fields.add("/lines", "invalid", "Name each line once, and at most 100.");
        }
        for (index, _) in request.lines.iter().enumerate().filter(|(_, line)| line.quantity == 0) {
            fields.add(&format!("/lines/{index}/quantity"), "invalid", "At least one unit.");
        }
        let lines = request.lines.iter().map(|line| (line.line_id, line.quantity)).collect();
        match (note, fields.finish()) {
            (Some(note), Ok(())) => {
                Ok(Self { lines, reason: request.reason, note: note.as_str().to_owned() })
            }
            (_, errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

/// The same, by whoever has the mailed link of the order.
pub(crate) struct LinkedWish {
    pub(super) token: String,
    pub(super) wish: Wish,
}

impl TryFrom<LinkedReturnRequest> for LinkedWish {
    type Error = Vec<FieldError>;

    fn try_from(request: LinkedReturnRequest) -> Result<Self, Vec<FieldError>> {
        let LinkedReturnRequest { token, lines, reason, note } = request;
        Ok(Self { token, wish: NewReturnRequest { lines, reason, note }.try_into()? })
    }
}
