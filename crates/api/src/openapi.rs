//! The OpenAPI document, made from the running router: what is served is what is described.

use actix_web::App;
use securecart_dto::Problem;
use utoipa::{
    Modify, OpenApi, ToSchema as _,
    openapi::{
        OpenApi as Document,
        security::{ApiKey, ApiKeyValue, SecurityScheme},
    },
};
use utoipa_actix_web::{AppExt as _, scope};

use crate::app;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "SecureCart",
        description = "The REST API of the shop. Errors are problem documents (RFC 9457), money is whole minor \
            units of a currency, times are RFC 3339 in UTC, lists are paged by cursor.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    tags(
        (name = "accounts", description = "Opening an account, signing in, own data"),
        (name = "addresses", description = "Where customers want things sent"),
        (name = "catalog", description = "Products and categories"),
        (name = "reviews", description = "What customers think of products"),
        (name = "wishlist", description = "What customers want to remember"),
        (name = "imports", description = "Files of products, out of the shop and into it"),
        (name = "inventory", description = "Stock"),
        (name = "cart", description = "The cart of a customer or guest"),
        (name = "coupons", description = "Codes that take something off, for staff"),
        (name = "delivery", description = "How orders reach their buyers"),
        (name = "taxes", description = "Which tax is due where, for staff"),
        (name = "checkout", description = "Paying for a cart"),
        (name = "orders", description = "Orders"),
        (name = "shipments", description = "What is sent of orders, for staff"),
        (name = "returns", description = "What customers send back"),
        (name = "invoices", description = "Orders as a page to print and to keep"),
        (name = "refunds", description = "Money that goes back, for staff"),
        (name = "privacy", description = "What the shop keeps of me: consents, a copy, the end"),
        (name = "audit", description = "What was done, by whom"),
        (name = "security", description = "What looked like an attack"),
        (name = "payments", description = "What the payment provider sends"),
        (name = "people", description = "Everybody's accounts, for staff"),
        (name = "roles", description = "What staff may do"),
    ),
    components(schemas(Problem)),
    modifiers(&SessionSecurity),
)]
struct Base;

/// Names the one way to authenticate.
struct SessionSecurity;

impl Modify for SessionSecurity {
    fn modify(&self, document: &mut Document) {
        let components = document.components.get_or_insert_default();
        let cookie = ApiKeyValue::with_description(
            app::SESSION_COOKIE,
            "The session cookie that signing in sets. Unsafe methods also need the header X-CSRF-Token with \
             the csrf_token of GET /api/v1/auth/session.",
        );
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        debug_assert!(components.schemas.contains_key(&*Problem::name()));
    }
}

/// The document.
pub fn document() -> Document {
    let api = scope("").configure(app::configure);
    let mut document = App::new().into_utoipa_app().openapi(Base::openapi()).service(api).split_for_parts().1;
    // The cookie's name is the header's business, the version the workspace's.
    env!("CARGO_PKG_VERSION").clone_into(&mut document.info.version);
    document
}

/// The document as it is committed: pretty-printed JSON with a line break at its end.
pub fn json() -> anyhow::Result<String> {
    Ok(format!("{}\n", document().to_pretty_json()?))
}
