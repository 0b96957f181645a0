//! What a call can come back with instead of its answer.

use securecart_dto::{FieldError, Problem, ProblemType};

/// Why a call has no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// The server said why.
    Problem(Box<Problem>),
    /// Nothing came back: no connection, or the server is down.
    Network,
    /// Something came back that is not what the API speaks, such as a proxy's error page.
    Unreadable,
}

impl ApiError {
    /// The kind of problem, if the server named one.
    pub fn kind(&self) -> Option<ProblemType> {
        match self {
            Self::Problem(problem) => Some(problem.kind),
            Self::Network | Self::Unreadable => None,
        }
    }

    /// Whether the server named this kind of problem.
    pub fn is(&self, kind: ProblemType) -> bool {
        self.kind() == Some(kind)
    }

    /// What happened and how to go on, in a sentence.
    pub fn detail(&self) -> String {
        match self {
            Self::Problem(problem) if problem.detail.is_empty() => problem.title.clone(),
            Self::Problem(problem) => problem.detail.clone(),
            Self::Network => "The shop can not be reached. Check your connection and try again.".to_owned(),
            Self::Unreadable => {
                "The shop gave an answer that makes no sense here. Try again in a moment.".to_owned()
            }
        }
    }

    /// The number to quote when writing to the shop.
    pub fn request_id(&self) -> Option<String> {
        match self {
            Self::Problem(problem) => Some(problem.request_id.clone()).filter(|id| !id.is_empty()),
            Self::Network | Self::Unreadable => None,
        }
    }

    /// The fields that were not accepted.
    pub fn fields(&self) -> &[FieldError] {
        match self {
            Self::Problem(problem) => &problem.errors,
            Self::Network | Self::Unreadable => &[],
        }
    }
}
