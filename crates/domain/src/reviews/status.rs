//! Who sees a review.

use crate::text_enum::text_enum;

text_enum! {
    /// Whether shoppers see a review.
    pub enum ReviewStatus {
        /// Nobody has looked at it as it is now; its author and staff alone see it.
        Pending = "pending",
        /// Everybody sees it.
        Approved = "approved",
        /// Staff do not want it shown; its author may change it.
        Rejected = "rejected",
    }
}
