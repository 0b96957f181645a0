//! Why a picture that an import announced is not there.

use crate::text_enum::text_enum;

text_enum! {
    /// What went wrong when the shop wanted to fetch a picture.
    pub enum PictureFailure {
        /// The address is none of the web, or carries a password.
        BadAddress = "bad_address",
        /// The address leads into a network that is not open to everybody.
        PrivateAddress = "private_address",
        /// Nobody knows the name.
        UnknownHost = "unknown_host",
        /// Nobody answers there, or the answer broke off.
        Unreachable = "unreachable",
        /// It took too long.
        TooSlow = "too_slow",
        /// There is no such picture.
        NotFound = "not_found",
        /// The other side does not give it out.
        Refused = "refused",
        /// The other side has a fault.
        ServerError = "server_error",
        /// It was sent from one place to the next.
        TooManyRedirects = "too_many_redirects",
        /// The file is larger than the shop takes.
        TooLarge = "too_large",
        /// It is something else than a picture that the shop takes.
        NotAPicture = "not_a_picture",
        /// It has more pixels than the shop unpacks.
        TooManyPixels = "too_many_pixels",
        /// It can not be read to its end.
        Damaged = "damaged",
        /// The shop itself had no room or no time for it.
        NotKept = "not_kept",
    }
}

impl PictureFailure {
    /// Whether another try may go better without anybody doing something about it.
    pub const fn may_pass(self) -> bool {
        matches!(
            self,
            Self::UnknownHost
                | Self::Unreachable
                | Self::TooSlow
                | Self::ServerError
                | Self::Damaged
                | Self::NotKept
        )
    }

    /// The reason in a plain sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::BadAddress => "This is not the address of a picture on the web.",
            Self::PrivateAddress => "The address leads into a private network, where the shop does not go.",
            Self::UnknownHost => "There is no such site.",
            Self::Unreachable => "The site did not answer, or broke off.",
            Self::TooSlow => "The site took too long to answer.",
            Self::NotFound => "The site has no picture at this address.",
            Self::Refused => "The site does not give this picture out.",
            Self::ServerError => "The site has a fault of its own.",
            Self::TooManyRedirects => "The site sends from one address to the next.",
            Self::TooLarge => "The file is larger than 5 MiB.",
            Self::NotAPicture => "What lies there is no JPEG, PNG or WebP picture.",
            Self::TooManyPixels => "The picture has more than 8,000 pixels a side or 25 million in all.",
            Self::Damaged => "The file is damaged or incomplete.",
            Self::NotKept => "The shop had no room or no time for it.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_has_words_of_its_own() {
        let words: std::collections::BTreeSet<_> =
            PictureFailure::ALL.iter().map(|failure| failure.words()).collect();
        assert_eq!(words.len(), PictureFailure::ALL.len());
    }
}
