//! Whether staff need a second factor.

use std::str::FromStr;

/// `SECURECART_STAFF_SECOND_FACTOR`: whether everybody who holds any permission needs one, or only those whose roles ask
/// for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffSecondFactor {
    /// Everybody who holds any permission; the default.
    Required,
    /// Those whose roles ask for it.
    Optional,
}

impl StaffSecondFactor {
    /// Whether everybody who holds any permission needs one.
    pub fn is_required(self) -> bool {
        self == Self::Required
    }
}

impl FromStr for StaffSecondFactor {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "required" => Ok(Self::Required),
            "optional" => Ok(Self::Optional),
            _ => Err(()),
        }
    }
}
