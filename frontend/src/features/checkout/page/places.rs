//! Where each decision stands in the request.

use crate::features::account::AddressPointers;

/// The fields from top to bottom.
pub(super) const FIELDS: &[&str] = &[
    "/email",
    "/delivery",
    "/delivery/method_id",
    "/delivery/address_id",
    DELIVERY.country,
    DELIVERY.name,
    DELIVERY.company,
    DELIVERY.line1,
    DELIVERY.line2,
    DELIVERY.postcode,
    DELIVERY.city,
    DELIVERY.region,
    DELIVERY.phone,
    BILLING.country,
    BILLING.name,
    BILLING.company,
    BILLING.line1,
    BILLING.line2,
    BILLING.postcode,
    BILLING.city,
    BILLING.region,
    BILLING.phone,
    "/note",
    "/terms_accepted",
];

/// Where it goes.
pub(super) const DELIVERY: AddressPointers = AddressPointers {
    filled_as: "shipping",
    name: "/delivery/address/name",
    company: "/delivery/address/company",
    line1: "/delivery/address/line1",
    line2: "/delivery/address/line2",
    city: "/delivery/address/city",
    region: "/delivery/address/region",
    postcode: "/delivery/address/postcode",
    country: "/delivery/address/country",
    phone: "/delivery/address/phone",
};

/// What the invoice names.
pub(super) const BILLING: AddressPointers = AddressPointers {
    filled_as: "billing",
    name: "/billing_address/name",
    company: "/billing_address/company",
    line1: "/billing_address/line1",
    line2: "/billing_address/line2",
    city: "/billing_address/city",
    region: "/billing_address/region",
    postcode: "/billing_address/postcode",
    country: "/billing_address/country",
    phone: "/billing_address/phone",
};
