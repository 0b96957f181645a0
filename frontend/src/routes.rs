//! Where everything is. Links are made here and nowhere else; `app.rs` holds the patterns that match them.

use leptos::prelude::Signal;
use securecart_domain::{
    CouponId, OrderId, ProductId, RoleId, SecurityEventId, ShippingMethodId, TaxRateId, UserId,
};
use securecart_dto::endpoint::{Endpoint as _, GetAdminInvoice, GetMyInvoice};

use crate::features::catalog::Filters;
use crate::features::staff::{
    AuditSelection, CouponSelection, HistorySelection, LevelSelection, MovementSelection, OrderSelection,
    ProductSelection, ReturnSelection, ReviewSelection, RowSelection, SecuritySelection, UserSelection,
};

/// A page of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The home page.
    Home,
    /// Everything, searched and filtered.
    Search(Filters),
    /// A branch of the catalogue by its slug, filtered.
    Category(String, Filters),
    /// A product by its slug.
    Product(String),
    /// The cart.
    Cart,
    /// How the cart is delivered and paid.
    Checkout,
    /// Signing in, and the page to go to then.
    Login(Option<String>),
    /// A new account, and the page to go to then.
    Register(Option<String>),
    /// Confirming an address with a mailed link.
    Verify,
    /// Taking a change of address back with the link that was mailed to the old one.
    Undo,
    /// Asking for a link with which a new password can be chosen.
    Forgot,
    /// Choosing a new password with a mailed link.
    Reset,
    /// Confirming that an address wants to be told of stock.
    StockMail,
    /// Ending mails about stock.
    StopStockMail,
    /// My orders.
    Orders,
    /// One of my orders.
    Order(OrderId),
    /// My data.
    Profile,
    /// What I want to remember.
    Wishlist,
    /// The own address book.
    Addresses,
    /// What it takes to get into the own account: sign-in codes, password.
    Security,
    /// Where I am signed in.
    Devices,
    /// What the shop keeps of me.
    Privacy,
    /// What is said to whoever had the account erased.
    Goodbye,
    /// The staff area.
    Admin,
    /// All products, for staff, filtered.
    AdminProducts(ProductSelection),
    /// The tree of categories, for staff.
    AdminCategories,
    /// A new product.
    AdminNewProduct,
    /// A product, for staff.
    AdminProduct(ProductId),
    /// Bringing a file of products, and the list of those that were brought.
    AdminImports(HistorySelection),
    /// What an import would do, does or did, filtered.
    AdminImport(RowSelection),
    /// The stock of everything, filtered.
    AdminInventory(LevelSelection),
    /// The stock of a variant and its ledger, filtered.
    AdminStock(MovementSelection),
    /// What customers think of products, filtered.
    AdminReviews(ReviewSelection),
    /// All orders, filtered.
    AdminOrders(OrderSelection),
    /// The invoice of my order, which is a file.
    Invoice(OrderId),
    /// The invoice of anybody's order, for staff.
    AdminInvoice(OrderId),
    /// Returns that wait.
    AdminReturns(ReturnSelection),
    /// Anybody's order, for staff.
    AdminOrder(OrderId),
    /// All coupons, filtered.
    AdminCoupons(CouponSelection),
    /// A new coupon.
    AdminNewCoupon,
    /// A coupon.
    AdminCoupon(CouponId),
    /// Shipping methods and tax rates.
    AdminDelivery,
    /// A new shipping method.
    AdminNewShippingMethod,
    /// A shipping method.
    AdminShippingMethod(ShippingMethodId),
    /// A new tax rate.
    AdminNewTaxRate,
    /// A tax rate.
    AdminTaxRate(TaxRateId),
    /// All accounts, filtered.
    AdminUsers(UserSelection),
    /// Anybody's account, for staff.
    AdminUser(UserId),
    /// All roles.
    AdminRoles,
    /// A new role.
    AdminNewRole,
    /// A role.
    AdminRole(RoleId),
    /// The audit log, filtered.
    AdminAudit(AuditSelection),
    /// What looked like an attack, filtered.
    AdminSecurity(SecuritySelection),
    /// One security event.
    AdminSecurityEvent(SecurityEventId),
}

impl Route {
    /// The address of the page on this site.
    pub fn path(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Search(filters) => with_query("/search", &filters.to_query()),
            Self::Category(slug, filters) => {
                with_query(&format!("/category/{}", encode(slug)), &filters.to_query())
            }
            Self::Product(slug) => format!("/products/{}", encode(slug)),
            Self::Cart => "/cart".to_owned(),
            Self::Checkout => "/checkout".to_owned(),
            Self::Login(next) => with_query("/login", &next_query(next.as_deref())),
            Self::Register(next) => with_query("/register", &next_query(next.as_deref())),
            Self::Verify => "/verify".to_owned(),
            Self::Undo => "/undo".to_owned(),
            Self::Forgot => "/forgot".to_owned(),
            Self::Reset => "/reset".to_owned(),
            Self::StockMail => "/stock-mail".to_owned(),
            Self::StopStockMail => "/stock-mail/stop".to_owned(),
            Self::Orders => "/orders".to_owned(),
            Self::Order(id) => format!("/orders/{id}"),
            Self::Profile => "/profile".to_owned(),
            Self::Wishlist => "/profile/wishlist".to_owned(),
            Self::Addresses => "/profile/addresses".to_owned(),
            Self::Security => "/profile/security".to_owned(),
            Self::Devices => "/profile/devices".to_owned(),
            Self::Privacy => "/profile/privacy".to_owned(),
            Self::Goodbye => "/goodbye".to_owned(),
            Self::Admin => "/admin".to_owned(),
            Self::AdminProducts(selection) => with_query("/admin/products", &selection.to_query()),
            Self::AdminCategories => "/admin/categories".to_owned(),
            Self::AdminNewProduct => "/admin/products/new".to_owned(),
            Self::AdminProduct(id) => format!("/admin/products/{id}"),
            Self::AdminImports(selection) => with_query("/admin/products/import", &selection.to_query()),
            Self::AdminImport(selection) => with_query("/admin/products/import/file", &selection.to_query()),
            Self::AdminInventory(selection) => with_query("/admin/inventory", &selection.to_query()),
            Self::AdminStock(selection) => with_query("/admin/inventory/variant", &selection.to_query()),
            Self::AdminReviews(selection) => with_query("/admin/reviews", &selection.to_query()),
            Self::AdminOrders(selection) => with_query("/admin/orders", &selection.to_query()),
            Self::Invoice(id) => GetMyInvoice::path(&[&id.to_string()]),
            Self::AdminInvoice(id) => GetAdminInvoice::path(&[&id.to_string()]),
            Self::AdminReturns(selection) => with_query("/admin/returns", &selection.to_query()),
            Self::AdminOrder(id) => format!("/admin/orders/{id}"),
            Self::AdminCoupons(selection) => with_query("/admin/coupons", &selection.to_query()),
            Self::AdminNewCoupon => "/admin/coupons/new".to_owned(),
            Self::AdminCoupon(id) => format!("/admin/coupons/{id}"),
            Self::AdminDelivery => "/admin/delivery".to_owned(),
            Self::AdminNewShippingMethod => "/admin/delivery/methods/new".to_owned(),
            Self::AdminShippingMethod(id) => format!("/admin/delivery/methods/{id}"),
            Self::AdminNewTaxRate => "/admin/delivery/taxes/new".to_owned(),
            Self::AdminTaxRate(id) => format!("/admin/delivery/taxes/{id}"),
            Self::AdminUsers(selection) => with_query("/admin/users", &selection.to_query()),
            Self::AdminUser(id) => format!("/admin/users/{id}"),
            Self::AdminRoles => "/admin/roles".to_owned(),
            Self::AdminNewRole => "/admin/roles/new".to_owned(),
            Self::AdminRole(id) => format!("/admin/roles/{id}"),
            Self::AdminAudit(selection) => with_query("/admin/audit", &selection.to_query()),
            Self::AdminSecurity(selection) => with_query("/admin/security", &selection.to_query()),
            Self::AdminSecurityEvent(id) => format!("/admin/security/{id}"),
        }
    }

    /// Everything, unfiltered.
    pub fn everything() -> Self {
        Self::Search(Filters::default())
    }

    /// A whole branch of the catalogue.
    pub fn category(slug: impl Into<String>) -> Self {
        Self::Category(slug.into(), Filters::default())
    }
}

impl From<Route> for String {
    fn from(route: Route) -> Self {
        route.path()
    }
}

impl From<Route> for Signal<String> {
    fn from(route: Route) -> Self {
        Self::stored(route.path())
    }
}

fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

fn next_query(next: Option<&str>) -> String {
    let pairs: Vec<_> = next.and_then(page_of_the_app).map(|next| ("next", next)).into_iter().collect();
    serde_urlencoded::to_string(pairs).unwrap_or_default()
}

/// One segment of a path: a slug needs no encoding (RFC 3986 §2.3), what a person typed may.
fn encode(segment: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    segment
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// The query string of what is given, in this order; empty if nothing is.
pub fn query_string<'a>(pairs: impl IntoIterator<Item = (&'a str, Option<String>)>) -> String {
    let given: Vec<_> = pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    serde_urlencoded::to_string(given).unwrap_or_default()
}

/// The pairs of a query string, decoded, in their order.
pub fn query_pairs(search: &str) -> Vec<(String, String)> {
    serde_urlencoded::from_str(search.trim_start_matches('?')).unwrap_or_default()
}

/// The value of one parameter of a query string.
pub fn query_value(search: &str, name: &str) -> Option<String> {
    query_pairs(search).into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

/// Where to go after signing in: the `next` of the address if it is a page of this app, else the home page.
pub fn next_page(search: &str) -> String {
    query_value(search, "next")
        .and_then(|next| page_of_the_app(&next).map(str::to_owned))
        .unwrap_or_else(|| Route::Home.path())
}

/// Lets only addresses through that stay in the app. `//host` and `/\host` lead to other sites, and whoever
/// makes the link could choose them (open redirect, CWE-601).
fn page_of_the_app(next: &str) -> Option<&str> {
    let rest = next.strip_prefix('/')?;
    let leaves = rest.starts_with(['/', '\\']) || next.contains(['\\', '\n', '\r', '\t']);
    let no_page = ["/api/", "/login", "/register"].iter().any(|start| next.starts_with(start));
    let clean = !next.chars().any(char::is_control);
    (clean && !leaves && !no_page).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_after_signing_in_is_one_of_the_app() {
        for next in [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "\\\\evil.example",
            "javascript:alert(1)",
            "orders",
            "",
            "/login?next=/login",
            "/api/v1/auth/logout",
        ] {
            let search = serde_urlencoded::to_string([("next", next)]).unwrap();
            assert_eq!(next_page(&search), "/", "{next:?}");
            assert_eq!(Route::Login(Some(next.to_owned())).path(), "/login", "{next:?}");
        }
        assert_eq!(next_page("?next=%2Forders%3Fa%3Db%2526c"), "/orders?a=b%26c");
    }

    #[test]
    fn signing_in_leads_back() {
        let back = "/search?q=tea+%26+cups";
        let login = Route::Login(Some(back.to_owned())).path();
        let (_, search) = login.split_once('?').unwrap();
        assert_eq!(next_page(search), back);
    }

    #[test]
    fn what_people_type_stays_one_segment() {
        assert_eq!(Route::Product("a/b ü".to_owned()).path(), "/products/a%2Fb%20%C3%BC");
    }
}
