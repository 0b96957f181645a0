//! What owners of accounts are told, and in which words.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::letter::{Letter, Link, in_words};
use crate::config::HttpConfig;

/// Something that happened to an account, of which its owner is told (ASVS 6.3.7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Notice {
    /// The password was changed or reset.
    PasswordChanged,
    /// The account has another address; this goes to the new one.
    EmailChanged,
    /// Codes are asked for from now on.
    SecondFactorOn,
    /// Codes are not asked for any more.
    SecondFactorOff,
    /// Somebody knew the password and gave a wrong code.
    SecondFactorFailed,
    /// A recovery code stood in for the second factor.
    RecoveryCodeUsed {
        /// How many are left.
        left: u32,
    },
    /// New recovery codes were drawn; the old ones are worthless.
    RecoveryCodesRenewed,
    /// A passkey can open the account.
    PasskeyAdded,
    /// A passkey can not open the account any more.
    PasskeyRemoved,
    /// The authenticator app is gone; a passkey is left.
    AppRemoved,
    /// Somebody signed in on a device that was never seen before.
    NewDevice {
        /// What the device calls itself, in words.
        device: String,
    },
    /// Somebody signed in after many had failed to.
    OpenedAfterFailures {
        /// How many failed before.
        failures: i32,
    },
    /// Too many failures: nobody can sign in for a while.
    SignInsBlocked,
    /// Staff shut the account.
    AccountLockedByStaff,
    /// Staff made the password worthless.
    PasswordResetByStaff,
    /// Staff or the operator took the second factor away, and the password with it.
    SecondFactorResetByShop,
    /// A program's access to the account was made, changed or ended.
    ApiClientChanged,
    /// The account's data was downloaded.
    DataExported,
    /// The account is gone.
    AccountErased,
}

/// What the owner can do about it.
enum Remedy {
    /// Choose another password.
    Reset,
    /// Look at the account.
    Profile,
    /// Nothing by themselves.
    Write,
}

impl Notice {
    /// The letter that tells it.
    pub(super) fn letter(&self, username: &str, at: DateTime<Utc>, http: &HttpConfig) -> Letter {
        let mut paragraphs = vec![self.sentence(), format!("This was on {}.", in_words(at))];
        let (link, advice) = match self.remedy() {
            Remedy::Reset => (
                Some(Link { label: "Choose a new password", address: http.public_address("/forgot") }),
                "If this was not you, choose a new password at once: that ends every session of your account.",
            ),
            Remedy::Profile => (
                Some(Link {
                    label: "Look at your account",
                    address: http.public_address("/profile/security"),
                }),
                "If this was not you, change your password at once: that ends every other session.",
            ),
            Remedy::Write => (None, "If you did not expect this, write to the shop."),
        };
        paragraphs.push(advice.to_owned());
        let afterwards = vec!["We never ask for your password or your codes by mail.".to_owned()];
        let subject = self.subject().to_owned();
        Letter { subject, username: Some(username.to_owned()), paragraphs, link, afterwards }
    }

    fn subject(&self) -> &'static str {
        match self {
            Self::PasswordChanged => "Your password was changed",
            Self::EmailChanged => "Your e-mail address was changed",
            Self::SecondFactorOn => "Two-step sign-in is on",
            Self::SecondFactorOff => "Two-step sign-in is off",
            Self::SecondFactorFailed => "A sign-in was stopped at the code",
            Self::RecoveryCodeUsed { .. } => "A recovery code was used",
            Self::RecoveryCodesRenewed => "You have new recovery codes",
            Self::PasskeyAdded => "A passkey was added",
            Self::PasskeyRemoved => "A passkey was removed",
            Self::AppRemoved => "Your authenticator app was removed",
            Self::NewDevice { .. } => "A new device signed in",
            Self::OpenedAfterFailures { .. } => "A sign-in after failed tries",
            Self::SignInsBlocked => "Signing in is blocked for a while",
            Self::AccountLockedByStaff => "Your account was locked",
            Self::PasswordResetByStaff => "Your account needs a new password",
            Self::SecondFactorResetByShop => "Your second factor was reset",
            Self::ApiClientChanged => "Access by a program was changed",
            Self::DataExported => "Your data was downloaded",
            Self::AccountErased => "Your account was erased",
        }
    }

    fn remedy(&self) -> Remedy {
        match self {
            Self::PasswordChanged
            | Self::SecondFactorOff
            | Self::SecondFactorFailed
            | Self::RecoveryCodeUsed { .. }
            | Self::NewDevice { .. }
            | Self::OpenedAfterFailures { .. }
            | Self::SignInsBlocked
            | Self::PasswordResetByStaff
            | Self::SecondFactorResetByShop
            | Self::DataExported => Remedy::Reset,
            Self::EmailChanged
            | Self::SecondFactorOn
            | Self::RecoveryCodesRenewed
            | Self::PasskeyAdded
            | Self::PasskeyRemoved
            | Self::AppRemoved
            | Self::ApiClientChanged => Remedy::Profile,
            Self::AccountLockedByStaff | Self::AccountErased => Remedy::Write,
        }
    }

    /// What happened.
    fn sentence(&self) -> String {
        let sentence = match self {
            Self::PasswordChanged => "Your account has another password. All other sessions have ended.",
            Self::EmailChanged => {
                "Mail about your account goes to this address from now on. All other sessions have ended."
            }
            Self::SecondFactorOn => {
                "Signing in to your account asks for a code from your authenticator app from now on."
            }
            Self::SecondFactorOff => {
                "Signing in to your account does not ask for a code any more: the password alone opens it."
            }
            Self::SecondFactorFailed => {
                "Somebody gave the right password of your account and then a wrong code, so they did not get in. \
                 If it was you and you mistyped, there is nothing to do."
            }
            Self::RecoveryCodeUsed { left: 0 } => {
                "One of your recovery codes was used in place of your app. It was the last: draw new ones."
            }
            Self::RecoveryCodeUsed { left: 1 } => {
                "One of your recovery codes was used in place of your app. One is left."
            }
            Self::RecoveryCodeUsed { left } => {
                return format!("One of your recovery codes was used in place of your app. {left} are left.");
            }
            Self::RecoveryCodesRenewed => {
                "New recovery codes were drawn for your account. The old ones open nothing any more."
            }
            Self::PasskeyAdded => {
                "A new passkey can open your account from now on. Signing in with your password asks for a passkey \
                 or a code too."
            }
            Self::PasskeyRemoved => "A passkey of your account was removed. It opens nothing any more.",
            Self::AppRemoved => {
                "Your authenticator app does not open your account any more. Signing in with your password still \
                 asks for a passkey."
            }
            Self::NewDevice { device } => {
                return format!(
                    "Somebody signed in to your account on a device that it was not used on before: {device}."
                );
            }
            Self::OpenedAfterFailures { failures } => {
                return format!(
                    "Somebody signed in to your account after {failures} tries had failed. \
                     If you signed in and others had tried before, your password held."
                );
            }
            Self::SignInsBlocked => {
                "There were too many failed tries to sign in to your account, so it lets nobody in for a while. \
                 Choosing a new password works all the same."
            }
            Self::AccountLockedByStaff => {
                "The shop has locked your account. Its sessions have ended, and nobody can sign in."
            }
            Self::PasswordResetByStaff => {
                "The shop has made your password invalid and ended your sessions. \
                 Your account is yours again as soon as you choose a new password."
            }
            Self::SecondFactorResetByShop => {
                "The shop has taken the sign-in codes and passkeys of your account away, ended your sessions and made your \
                 password invalid. Choose a new password, then set up a second factor again."
            }
            Self::ApiClientChanged => "The access of a program to your account was opened, changed or ended.",
            Self::DataExported => "A copy of everything that the shop keeps about you was downloaded.",
            Self::AccountErased => {
                "Your account and the data about you are gone. What the law makes the shop keep of your orders \
                 is kept without your account."
            }
        };
        sentence.to_owned()
    }
}
