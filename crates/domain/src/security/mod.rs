//! What looks like an attack, in words.

use crate::text_enum::text_enum;

text_enum! {
    /// What was noticed.
    pub enum SecurityEventKind {
        /// One address tries many accounts.
        PasswordSpraying = "password_spraying",
        /// Many addresses try one account.
        AccountTargeted = "account_targeted",
        /// One address asks for many things that do not exist or are somebody else's.
        IdProbing = "id_probing",
        /// Messages that claim to come from the payment provider and do not.
        ForgedWebhooks = "forged_webhooks",
        /// Changes that were not sent by the shop's own page.
        ForgedRequests = "forged_requests",
        /// One address looks for files of other programs.
        PathScanning = "path_scanning",
        /// One account tries many operations that it may not do.
        PermissionProbing = "permission_probing",
    }
}

text_enum! {
    /// How bad it is.
    pub enum Severity {
        /// Noise that every shop hears.
        Low = "low",
        /// Somebody tries.
        Medium = "medium",
        /// Somebody may get through.
        High = "high",
    }
}

impl SecurityEventKind {
    /// How bad events of this kind are.
    pub const fn severity(self) -> Severity {
        match self {
            Self::PasswordSpraying | Self::AccountTargeted | Self::PermissionProbing => Severity::High,
            Self::IdProbing | Self::ForgedWebhooks | Self::ForgedRequests => Severity::Medium,
            Self::PathScanning => Severity::Low,
        }
    }
}

text_enum! {
    /// What has become of an event.
    pub enum SecurityEventState {
        /// Nobody has looked at it.
        Open = "open",
        /// Somebody has.
        Acknowledged = "acknowledged",
        /// Its source is turned away right now.
        Blocked = "blocked",
    }
}
