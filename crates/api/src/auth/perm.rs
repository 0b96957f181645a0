//! Permissions as types, so that a handler's signature says what it needs.

use securecart_domain::Permission;

/// A permission that [`super::Allowed`] can demand.
pub trait Required: 'static {
    /// Which one.
    const PERMISSION: Permission;
}

macro_rules! required {
    ($($name:ident),+ $(,)?) => {
        $(
            #[doc = concat!("Demands `Permission::", stringify!($name), "`.")]
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl Required for $name {
                const PERMISSION: Permission = Permission::$name;
            }
        )+
    };
}

required!(
    ReadProducts,
    WriteProducts,
    ReadInventory,
    WriteInventory,
    ReadOrders,
    WriteOrders,
    ReadRefunds,
    WriteRefunds,
    ReadCoupons,
    WriteCoupons,
    ReadSettings,
    WriteSettings,
    ReadUsers,
    WriteUsers,
    ReadRoles,
    WriteRoles,
    ReadAudit,
    ReadSecurity,
    WriteSecurity
);
