//! Permissions in plain English, for whoever puts roles together.

use crate::Permission;

impl Permission {
    /// What it is about; permissions of one area stand together.
    pub const fn area(self) -> &'static str {
        match self {
            Self::ReadProducts | Self::WriteProducts => "Products",
            Self::ReadInventory | Self::WriteInventory => "Stock",
            Self::ReadOrders | Self::WriteOrders => "Orders",
            Self::ReadRefunds | Self::WriteRefunds => "Refunds",
            Self::ReadCoupons | Self::WriteCoupons => "Coupons",
            Self::ReadUsers | Self::WriteUsers => "Users",
            Self::ReadRoles | Self::WriteRoles => "Roles",
            Self::ReadApiClients | Self::WriteApiClients => "API clients",
            Self::ReadWebhooks | Self::WriteWebhooks => "Webhooks",
            Self::ReadSettings | Self::WriteSettings => "Settings",
            Self::ReadReports | Self::ReadAudit | Self::ReadSecurity | Self::WriteSecurity => "Oversight",
        }
    }

    /// What it allows, in a few words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ReadProducts => "See all products",
            Self::WriteProducts => "Edit products",
            Self::ReadInventory => "See stock",
            Self::WriteInventory => "Change stock",
            Self::ReadOrders => "See all orders",
            Self::WriteOrders => "Work on orders",
            Self::ReadRefunds => "See refunds",
            Self::WriteRefunds => "Give money back",
            Self::ReadCoupons => "See coupons",
            Self::WriteCoupons => "Edit coupons",
            Self::ReadUsers => "See accounts",
            Self::WriteUsers => "Edit and lock accounts",
            Self::ReadRoles => "See roles",
            Self::WriteRoles => "Edit and give roles",
            Self::ReadApiClients => "See API clients",
            Self::WriteApiClients => "Edit API clients",
            Self::ReadWebhooks => "See webhooks",
            Self::WriteWebhooks => "Edit webhooks",
            Self::ReadSettings => "See settings",
            Self::WriteSettings => "Change settings",
            Self::ReadReports => "See reports",
            Self::ReadAudit => "See the audit log",
            Self::ReadSecurity => "See security events",
            Self::WriteSecurity => "Answer security events",
        }
    }

    /// What it allows, in a sentence.
    pub const fn description(self) -> &'static str {
        match self {
            Self::ReadProducts => "Also drafts and products that are discontinued.",
            Self::WriteProducts => "Add, edit and discontinue products, variants, pictures and categories.",
            Self::ReadInventory => "Stock levels, what is on hold, and every movement.",
            Self::WriteInventory => "Correct how many units there are.",
            Self::ReadOrders => "Every customer's orders, with names and addresses.",
            Self::WriteOrders => "Ship and complete orders.",
            Self::ReadRefunds => "Refunds and returns of every customer.",
            Self::WriteRefunds => "Send money back to customers, and cancel orders before they are sent.",
            Self::ReadCoupons => "All coupons and how often they were used.",
            Self::WriteCoupons => "Create coupons and end them.",
            Self::ReadUsers => "Names, addresses and roles of everybody with an account.",
            Self::WriteUsers => "Lock, unlock, sign out, send a link to set another password.",
            Self::ReadRoles => "Which roles there are and what they allow.",
            Self::WriteRoles => "Make roles and give them to people, within what one holds oneself.",
            Self::ReadApiClients => "Which programs may call the shop.",
            Self::WriteApiClients => "Let programs in and shut them out.",
            Self::ReadWebhooks => "Which addresses are told about events, and what was sent.",
            Self::WriteWebhooks => "Decide which addresses are told about events.",
            Self::ReadSettings => "How the shop is set up.",
            Self::WriteSettings => "Change how the shop is set up.",
            Self::ReadReports => "Sales, products and stock in figures.",
            Self::ReadAudit => "Who did what, and when.",
            Self::ReadSecurity => "Attacks that were noticed, and what was done about them.",
            Self::WriteSecurity => "Note that somebody has looked, and let a blocked network in again.",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_permissions_are_called_the_same() {
        let labels: BTreeSet<_> = Permission::ALL.iter().map(|permission| permission.label()).collect();
        let told: BTreeSet<_> = Permission::ALL.iter().map(|permission| permission.description()).collect();
        assert_eq!((labels.len(), told.len()), (Permission::ALL.len(), Permission::ALL.len()));
    }

    #[test]
    fn permissions_of_an_area_stand_together() {
        let mut areas: Vec<_> = Permission::ALL.iter().map(|permission| permission.area()).collect();
        areas.dedup();
        let different: BTreeSet<_> = areas.iter().collect();
        assert_eq!(different.len(), areas.len());
    }
}
