//! What links in mails do.

use crate::text_enum::text_enum;

text_enum! {
    /// What a mailed link does when it is followed.
    pub enum LinkPurpose {
        /// Confirms that an account's address is its owner's.
        ConfirmAddress = "confirm_address",
        /// Lets a new password be chosen.
        ResetPassword = "reset_password",
    }
}
