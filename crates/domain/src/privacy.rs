//! What customers are asked for and may refuse, and how long things are kept.

use crate::text_enum::text_enum;

text_enum! {
    /// What the shop asks consent for. What a purchase needs is not here: nobody is asked for what they can not refuse.
    pub enum ConsentPurpose {
        /// News and offers by e-mail.
        MarketingEmail = "marketing_email",
    }
}

text_enum! {
    /// Where a question for consent was answered.
    pub enum ConsentSource {
        /// When the account was opened.
        Registration = "registration",
        /// On the page about privacy, or over the API.
        Profile = "profile",
    }
}

impl ConsentPurpose {
    /// Which wording of the question is asked today. It goes up whenever the wording changes, since consent to one
    /// wording is none to another (GDPR Art. 7(1)).
    pub const fn text_version(self) -> u16 {
        match self {
            Self::MarketingEmail => 1,
        }
    }

    /// The question as it is asked today.
    pub const fn text(self) -> &'static str {
        match self {
            Self::MarketingEmail => {
                "Send me news and offers by e-mail. I can take this back at any time in my account."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_has_words_and_a_version() {
        for purpose in ConsentPurpose::ALL {
            assert!(purpose.text_version() > 0 && purpose.text().ends_with('.'), "{purpose}");
        }
    }
}
