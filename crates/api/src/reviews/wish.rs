//! What a customer wants to say, by the rules.

use securecart_db::reviews::ReviewDraft;
use securecart_domain::reviews::{Stars, review_text, review_title};
use securecart_dto::{FieldError, reviews::WriteReviewRequest};

use crate::http::fields::Fields;

/// A review that keeps the rules.
#[derive(Clone)]
pub(crate) struct Wish(pub(super) ReviewDraft);

impl TryFrom<WriteReviewRequest> for Wish {
    type Error = Vec<FieldError>;

    fn try_from(request: WriteReviewRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let stars = fields.take("/stars", Stars::parse(request.stars));
        let title = fields.take("/title", review_title(&request.title));
        let text = fields.take("/text", review_text(&request.text));
        match (stars, title, text) {
            (Some(stars), Some(title), Some(text)) => Ok(Self(ReviewDraft { stars, title, text })),
            _ => Err(fields.into_errors()),
        }
    }
}
