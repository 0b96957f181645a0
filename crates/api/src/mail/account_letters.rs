//! The letters that carry links.

use chrono::{DateTime, Utc};

use super::letter::{Letter, Link, in_words};
use crate::config::HttpConfig;

/// Asks whether an address is the owner's.
pub(super) fn confirm_address(username: &str, link: Link) -> Letter {
    Letter {
        subject: "Confirm your e-mail address".to_owned(),
        username: Some(username.to_owned()),
        paragraphs: vec![
            "An account was opened with this address. Please confirm that it is yours; the link works for 24 hours \
             and once."
                .to_owned(),
        ],
        link: Some(link),
        afterwards: vec!["If this was not you, do nothing: without your confirmation nobody gets your mail.".to_owned()],
    }
}

/// Asks whether an address is to be the account's from now on.
pub(super) fn confirm_new_address(username: &str, link: Link) -> Letter {
    Letter {
        subject: "Confirm your new e-mail address".to_owned(),
        username: Some(username.to_owned()),
        paragraphs: vec![
            format!(
                "The account {username} is to have this address from now on. Please confirm that it is yours; the link works for 24 hours and once."
            ),
            "Until then mail goes to the old address, which is told of the change afterwards.".to_owned(),
        ],
        link: Some(link),
        afterwards: vec![
            "If this was not you, do nothing: without your confirmation nobody gets your mail.".to_owned(),
        ],
    }
}

/// Tells the address of before that the account has another one.
pub(super) fn undo_address(username: &str, at: DateTime<Utc>, link: Link) -> Letter {
    Letter {
        subject: "Your account has another e-mail address".to_owned(),
        username: Some(username.to_owned()),
        paragraphs: vec![
            format!("Mail about the account {username} goes to another address from now on. This was on {}.", in_words(at)),
            "If this was not you, take it back within three days: the account has this address again, everybody is signed \
             out, and you choose a new password."
                .to_owned(),
        ],
        link: Some(link),
        afterwards: vec!["If it was you, there is nothing to do. Nothing more is sent to this address.".to_owned()],
    }
}

/// Tells the owner of an address that somebody wanted it for another account.
pub(super) fn already_yours(username: &str, http: &HttpConfig) -> Letter {
    Letter {
        subject: "You already have an account".to_owned(),
        username: Some(username.to_owned()),
        paragraphs: vec![
            "Somebody, perhaps you, gave this address for another account. An address belongs to one account, and \
             yours has it already. Nothing about your account was changed."
                .to_owned(),
            "If it was you: sign in with the name above. If you do not know the password any more, choose a new one."
                .to_owned(),
        ],
        link: Some(Link { label: "Choose a new password", address: http.public_address("/forgot") }),
        afterwards: vec!["If it was not you, there is nothing to do.".to_owned()],
    }
}

/// Lets a new password be chosen.
pub(super) fn reset_password(username: &str, link: Link) -> Letter {
    Letter {
        subject: "Choose a new password".to_owned(),
        username: Some(username.to_owned()),
        paragraphs: vec![
            format!("Somebody, perhaps you, asked for a new password for the account {username}."),
            "The link works for ten minutes and once. Whoever uses it ends all sessions of the account; a second \
             factor is asked for as before."
                .to_owned(),
        ],
        link: Some(link),
        afterwards: vec!["If this was not you, do nothing: your password stays as it is.".to_owned()],
    }
}
