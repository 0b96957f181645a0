//! Every budget of the shop, in one place.

use chrono::Duration;
use securecart_db::limits::buckets::Rate;

/// Whose requests are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A network address: one of IPv4, a /64 of IPv6.
    Address,
    /// The signed-in user, or the address of a guest.
    Caller,
    /// The signed-in user; guests are not counted.
    User,
    /// What the feature that asks says, such as an e-mail address.
    Subject,
}

/// Where the count is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In this process: cheap, for floods.
    InProcess,
    /// In PostgreSQL: for what guards accounts and money.
    InDatabase,
}

/// So many requests in so long a time. They come back one by one, so that a budget is never full all at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its name, which callers see.
    pub name: &'static str,
    /// Requests in the window, and at once.
    pub amount: u32,
    /// The window in seconds.
    pub seconds: u32,
    /// Whose requests are counted together.
    pub by: By,
    /// Where the count is kept.
    pub kept: Kept,
    /// What is being limited, for people.
    pub about: &'static str,
}

impl Policy {
    const fn new(
        name: &'static str,
        (amount, seconds): (u32, u32),
        by: By,
        kept: Kept,
        about: &'static str,
    ) -> Self {
        Self { name, amount, seconds, by, kept, about }
    }

    /// The same for a bucket.
    pub fn rate(&self) -> Rate {
        let window = Duration::seconds(self.seconds.into());
        Rate { step: window / i32::try_from(self.amount.max(1)).unwrap_or(i32::MAX), window }
    }

    /// Whether opening accounts on one's own machine is none of this policy's business.
    pub(super) fn spares_loopback(&self) -> bool {
        self.name == REGISTRATIONS.name
    }

    /// Whether a request that was refused for want of rights is not counted: whoever may do something once a day should
    /// not lose the day by being asked for the password first.
    pub(super) fn forgives_refusals(&self) -> bool {
        self.name == EXPORTS.name
    }
}

const MINUTE: u32 = 60;
const HOUR: u32 = 3600;
const DAY: u32 = 86_400;

macro_rules! policies {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $amount:literal per $window:expr, $by:ident, $kept:ident, $about:literal;)+) => {
        $($(#[$doc])* pub const $name: Policy =
            Policy::new($word, ($amount, $window), By::$by, Kept::$kept, $about);)+

        /// Every budget.
        pub const ALL: &[Policy] = &[$($name),+];
    };
}

policies! {
    /// Every call of the API.
    GENERAL = "general", 300 per MINUTE, Address, InProcess, "calls of the API";
    /// The app's files and pictures: many, small, from memory or disk.
    FILES = "files", 1200 per MINUTE, Address, InProcess, "files of the app and pictures";
    /// Every call of a signed-in user.
    PER_USER = "user", 120 per MINUTE, User, InProcess, "calls by one user";
    /// What the payment provider sends.
    WEBHOOKS = "webhooks", 1200 per MINUTE, Address, InProcess, "messages of the payment provider";
    /// The product list with a text to look for.
    SEARCHES = "search", 60 per MINUTE, Address, InProcess, "searches";
    /// Searches suggested while one types: several for each that is made.
    SUGGESTIONS = "suggest", 240 per MINUTE, Address, InProcess, "searches suggested while they are typed";
    /// Passwords measured while they are typed.
    MEASURES = "measure", 60 per MINUTE, Address, InProcess, "passwords measured while they are typed";
    /// Changes to carts.
    CART_WRITES = "cart", 60 per MINUTE, Caller, InProcess, "changes to a cart";
    /// Codes of coupons tried: drawn ones have sixty bits, those that people make up have few.
    COUPON_TRIES = "coupon", 10 per HOUR, Address, InDatabase, "codes of coupons tried";
    /// Payment pages opened.
    CHECKOUTS = "checkout", 10 per HOUR, Caller, InDatabase, "payment pages opened";
    /// Signing in with a password.
    SIGN_INS = "sign-in", 10 per MINUTE, Address, InDatabase, "attempts to sign in";
    /// Accounts opened.
    REGISTRATIONS = "register", 3 per HOUR, Address, InDatabase, "accounts opened";
    /// Links for a new password asked for, whatever the account.
    FORGOTTEN = "forgot", 10 per HOUR, Address, InDatabase, "links for a new password";
    /// Everything else that proves who somebody is: codes, passkeys, links from mails.
    PROOFS = "proofs", 30 per 600, Address, InDatabase, "codes, passkeys and links from mails";
    /// Second-factor and recovery codes tried for one account.
    CODES_PER_ACCOUNT = "codes", 10 per HOUR, Subject, InDatabase, "codes tried for one account";
    /// Changes of what guards the own account.
    SECURITY_CHANGES = "security", 20 per HOUR, User, InDatabase, "changes of password, address and second factor";
    /// Files of products, brought and taken away: each is work for the database and up to 128 MiB of it.
    PRODUCT_FILES = "product-files", 60 per HOUR, User, InDatabase, "files of products brought or taken away";
    /// Copies of the own data: one for programs, one to be read.
    EXPORTS = "export", 2 per DAY, User, InDatabase, "copies of the own data";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_every_token_takes_time_to_come_back() {
        for (index, policy) in ALL.iter().enumerate() {
            assert!(policy.rate().step > Duration::zero(), "{}", policy.name);
            assert!(ALL.iter().skip(index + 1).all(|other| other.name != policy.name), "{}", policy.name);
        }
    }
}
