//! What the shop says to a return.

use securecart_domain::catalog::PlainText;
use securecart_dto::{FieldError, returns::AnswerReturnRequest};

use crate::http::fields::Fields;

/// The longest answer, and the longest note, in characters.
pub(super) const MAX_TEXT: usize = 500;

/// Words that keep the rules.
#[derive(Clone, Debug)]
pub(crate) struct Answer(pub(super) String);

impl TryFrom<AnswerReturnRequest> for Answer {
    type Error = Vec<FieldError>;

    fn try_from(request: AnswerReturnRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        match fields.take("/answer", PlainText::paragraphs(&request.answer, MAX_TEXT)) {
            Some(answer) => Ok(Self(answer.as_str().to_owned())),
            None => Err(fields.into_errors()),
        }
    }
}
