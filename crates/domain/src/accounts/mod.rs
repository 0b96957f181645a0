//! Names, addresses and passwords of accounts.

mod address_form;
mod authority;
mod country;
mod device;
mod email;
mod link_purpose;
mod passkey_name;
mod password;
mod postal_address;
mod region;
mod role_name;
mod second_factor_code;
mod username;

pub use address_form::{AddressForm, Asked};
pub use authority::{
    Held, MissingPermission, may_change_account, may_change_role, may_touch_account, must_hold,
};
pub use country::{Country, UnknownCountry};
pub use device::device_in_words;
pub use email::{Email, InvalidEmail};
pub use link_purpose::LinkPurpose;
pub use passkey_name::{InvalidPasskeyName, PasskeyName};
pub use password::{NewPassword, WeakPassword};
pub use postal_address::{AddressText, InvalidAddress, PostalAddress};
pub use region::{Region, UnknownRegion};
pub use role_name::{InvalidRoleName, RoleName};
pub use second_factor_code::{InvalidCode, SecondFactorCode};
pub use username::{InvalidUsername, Username};
