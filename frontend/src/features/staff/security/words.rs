//! Attacks in the words of the staff.

use securecart_domain::security::{SecurityEventKind, SecurityEventState, Severity};

use crate::ui::Tone;

/// What was noticed, in a few words.
pub(super) fn kind_words(kind: SecurityEventKind) -> &'static str {
    match kind {
        SecurityEventKind::PasswordSpraying => "One address tries many accounts",
        SecurityEventKind::AccountTargeted => "Many addresses try one account",
        SecurityEventKind::IdProbing => "Guessing what belongs to others",
        SecurityEventKind::ForgedWebhooks => "Forged payment messages",
        SecurityEventKind::ForgedRequests => "Forged requests",
        SecurityEventKind::PathScanning => "Looking for weak spots",
        SecurityEventKind::PermissionProbing => "Trying what is not allowed",
    }
}

/// What it means and what one may do.
pub(super) fn advice(kind: SecurityEventKind) -> &'static str {
    match kind {
        SecurityEventKind::PasswordSpraying => {
            "Somebody tries the same passwords on many accounts. Accounts with a second factor are safe; ask staff without one to set it up."
        }
        SecurityEventKind::AccountTargeted => {
            "Somebody guesses the password of one account from many places. Strangers are locked out of it for a while; the owner's own browser still gets in."
        }
        SecurityEventKind::IdProbing => {
            "Somebody asks for orders, carts or checkouts that do not exist or belong to others. Nothing was shown to them."
        }
        SecurityEventKind::ForgedWebhooks => {
            "Messages claim to come from the payment provider and carry a wrong signature. None was believed. If the source is the provider itself, the webhook's secret is out of date."
        }
        SecurityEventKind::ForgedRequests => {
            "Changes arrive that were not sent by the shop's own pages. None was made. A browser with an old page open does that now and then; many are an attack."
        }
        SecurityEventKind::PathScanning => {
            "A program looks for files of other programs. There are none here. Every shop on the internet sees this."
        }
        SecurityEventKind::PermissionProbing => {
            "A signed-in account tries many things that it may not do. Talk to its owner, or lock it if it is not in their hands."
        }
    }
}

/// How bad it is.
pub(super) fn severity_words(severity: Severity) -> (Tone, &'static str) {
    match severity {
        Severity::Low => (Tone::Neutral, "Low"),
        Severity::Medium => (Tone::Warning, "Medium"),
        Severity::High => (Tone::Danger, "High"),
    }
}

/// What has become of it.
pub(super) fn state_words(state: SecurityEventState) -> &'static str {
    match state {
        SecurityEventState::Open => "Not looked at",
        SecurityEventState::Acknowledged => "Acknowledged",
        SecurityEventState::Blocked => "Blocked now",
    }
}
