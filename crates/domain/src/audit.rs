//! The words of the audit log. `docs/LOGGING.md` explains them; a test holds both lists together.

use crate::text_enum::text_enum;

text_enum! {
    /// How something that is in the audit log ended.
    pub enum Outcome {
        /// It was done.
        Success = "success",
        /// It was tried and did not work.
        Failure = "failure",
        /// It was not allowed.
        Denied = "denied",
    }
}

/// Every event that is recorded, in the order of the alphabet. A new one needs a line here and one in
/// `docs/LOGGING.md`.
pub const EVENTS: &[&str] = &[
    "address_created",
    "address_deleted",
    "address_updated",
    "audit_exported",
    "authn_confirm_fail",
    "authn_confirm_lock",
    "authn_confirm_success",
    "authn_login_fail",
    "authn_login_fail_max",
    "authn_login_lock",
    "authn_login_success",
    "authn_logout",
    "authn_passkey_added",
    "authn_passkey_removed",
    "authn_passkey_renamed",
    "authn_password_change",
    "authn_password_reset",
    "authn_password_reset_requested",
    "authn_recovery_code_used",
    "authn_recovery_codes_renewed",
    "authn_second_factor_asked",
    "authn_second_factor_fail",
    "authn_second_factor_lock",
    "authn_second_factor_off",
    "authn_second_factor_on",
    "authz_fail",
    "books_broken",
    "cart_coupon_put",
    "cart_coupon_removed",
    "cart_item_added",
    "cart_item_removed",
    "cart_item_updated",
    "category_created",
    "category_deleted",
    "category_updated",
    "checkout_assigned",
    "checkout_cancelled",
    "checkout_expired",
    "checkout_payment_accepted",
    "checkout_started",
    "consent_given",
    "consent_withdrawn",
    "coupon_created",
    "coupon_updated",
    "import_applied",
    "import_created",
    "import_undone",
    "intrusion_detected",
    "inventory_adjusted",
    "order_cancelled",
    "order_completed",
    "order_needs_review",
    "order_placed",
    "order_shipped",
    "payment_unexpected",
    "product_created",
    "product_discontinued",
    "product_image_added",
    "product_image_asked_for",
    "product_image_fetched",
    "product_image_removed",
    "product_image_updated",
    "product_removed",
    "product_updated",
    "product_variant_created",
    "product_variant_updated",
    "products_exported",
    "refund_failed",
    "refund_noted",
    "refund_requested",
    "refund_succeeded",
    "return_approved",
    "return_received",
    "return_rejected",
    "return_requested",
    "review_approved",
    "review_created",
    "review_deleted",
    "review_rejected",
    "review_updated",
    "role_created",
    "role_deleted",
    "role_updated",
    "security_block_lifted",
    "security_event_acknowledged",
    "session_ended",
    "shipping_method_created",
    "shipping_method_deleted",
    "shipping_method_updated",
    "stock_thresholds_set",
    "tax_rate_created",
    "tax_rate_deleted",
    "tax_rate_updated",
    "user_created",
    "user_email_change_cancelled",
    "user_email_change_requested",
    "user_email_change_undone",
    "user_email_changed",
    "user_email_verified",
    "user_erased",
    "user_exported",
    "user_locked",
    "user_password_reset",
    "user_roles_changed",
    "user_second_factor_reset",
    "user_sessions_ended",
    "user_unlocked",
    "user_updated",
    "webhook_refused",
];

#[cfg(test)]
mod tests {
    use super::EVENTS;

    #[test]
    fn every_event_is_listed_once_and_can_be_found() {
        assert!(EVENTS.is_sorted_by(|one, next| one < next), "{EVENTS:?}");
    }
}
