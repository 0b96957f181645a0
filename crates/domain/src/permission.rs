//! The catalogue of permissions: what a role can contain, an API scope can name and a handler can demand.

use crate::text_enum::text_enum;

text_enum! {
    /// One thing a person or program may be allowed to do. Deny by default: whoever holds no permission has
    /// only what every customer has, namely what is theirs.
    pub enum Permission {
        /// See all products, drafts and discontinued ones included.
        ReadProducts = "read_products",
        /// Add, edit and discontinue products, variants, images and categories.
        WriteProducts = "write_products",
        /// See stock levels, holds and the ledger.
        ReadInventory = "read_inventory",
        /// Change stock levels.
        WriteInventory = "write_inventory",
        /// See every customer's orders.
        ReadOrders = "read_orders",
        /// Complete and ship orders.
        WriteOrders = "write_orders",
        /// See refunds and returns.
        ReadRefunds = "read_refunds",
        /// Give money back, and cancel paid orders.
        WriteRefunds = "write_refunds",
        /// See coupons.
        ReadCoupons = "read_coupons",
        /// Create and end coupons.
        WriteCoupons = "write_coupons",
        /// See accounts.
        ReadUsers = "read_users",
        /// Edit, lock and unlock accounts.
        WriteUsers = "write_users",
        /// See roles.
        ReadRoles = "read_roles",
        /// Change roles and who has them.
        WriteRoles = "write_roles",
        /// See API clients.
        ReadApiClients = "read_api_clients",
        /// Create, rotate and revoke API clients.
        WriteApiClients = "write_api_clients",
        /// See outgoing webhooks and their deliveries.
        ReadWebhooks = "read_webhooks",
        /// Create and change outgoing webhooks.
        WriteWebhooks = "write_webhooks",
        /// See the shop's settings.
        ReadSettings = "read_settings",
        /// Change the shop's settings.
        WriteSettings = "write_settings",
        /// See reports.
        ReadReports = "read_reports",
        /// See the audit log.
        ReadAudit = "read_audit",
        /// See security events.
        ReadSecurity = "read_security",
        /// Acknowledge security events and lift blocks.
        WriteSecurity = "write_security",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_names_its_permission() {
        for permission in Permission::ALL {
            assert_eq!(permission.as_str().parse(), Ok(*permission));
        }
        assert!("write_everything".parse::<Permission>().is_err());
    }
}
