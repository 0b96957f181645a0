//! The application: every route and the layers around them.

use actix_session::{
    SessionMiddleware,
    config::{CookieContentSecurity, PersistentSession, TtlExtensionPolicy},
};
use actix_web::{
    App, Error,
    body::MessageBody,
    cookie::{Key, SameSite, time::Duration},
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    guard::{Guard, GuardContext},
    middleware::from_fn,
    web,
};
use secrecy::ExposeSecret as _;
use tracing_actix_web::TracingLogger;
use utoipa_actix_web::{AppExt as _, scope, service_config::ServiceConfig};

use crate::{
    accounts, addresses, audit,
    auth::{DbSessionStore, csrf, device, held_permissions},
    back_in_stock, cart, catalog, checkout, coupons, delivery, export,
    http::{body_timeout, headers, problems, unknown_path::unknown_path},
    idempotency, imports, inventory, invoices, limits, media, orders, passkeys, payments, people, privacy,
    refunds, returns, reviews, roles, second_factor, security, shipments, spa,
    state::{AppState, State},
    taxes,
    telemetry::RequestSpans,
    wishlist,
};

/// The name of the session cookie; the prefix makes browsers refuse it from other paths, hosts or plain HTTP
/// (RFC 6265bis §4.1.3.2).
pub const SESSION_COOKIE: &str = "__Host-securecart";

/// How long the browser keeps the cookie; the server ends sessions earlier by its own rules.
const COOKIE_LIFETIME: Duration = Duration::days(60);

/// Every operation of the API.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .configure(accounts::configure)
        .configure(second_factor::configure)
        .configure(passkeys::configure)
        .configure(addresses::configure)
        .configure(catalog::configure)
        .configure(back_in_stock::configure)
        .configure(reviews::configure)
        .configure(wishlist::configure)
        .configure(media::configure)
        .configure(export::configure)
        .configure(imports::configure)
        .configure(inventory::configure)
        .configure(cart::configure)
        .configure(coupons::configure)
        .configure(delivery::configure)
        .configure(taxes::configure)
        .configure(checkout::configure)
        .configure(orders::configure)
        .configure(refunds::configure)
        .configure(shipments::configure)
        .configure(returns::configure)
        .configure(invoices::configure)
        .configure(payments::configure)
        .configure(people::configure)
        .configure(privacy::configure)
        .configure(roles::configure)
        .configure(audit::configure)
        .configure(security::configure);
}

/// The shop as actix-web runs it: the API with sessions around it, and the app for every other path.
///
/// From the outside in: spans and request ids, security headers, problem documents, body time limit, the watch for
/// attacks, budgets of the address; for the API also the session, budgets of the user, the check for forged requests and, for staff, the
/// permissions held; innermost, what carries calls with a key out once.
pub fn build(
    state: State,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let session = session_middleware(&state);
    let api = scope("")
        .guard(ApiPaths)
        .wrap(from_fn(idempotency::carry_out_once))
        .wrap(from_fn(device::note))
        .wrap(from_fn(held_permissions::load))
        .wrap(from_fn(csrf::refuse_forged_requests))
        .wrap(from_fn(limits::limit_callers))
        .wrap(session)
        .configure(configure)
        .default_service(web::to(unknown_path));
    App::new()
        .app_data(state)
        .wrap(from_fn(limits::limit_addresses))
        .wrap(from_fn(security::watch_requests))
        .wrap(from_fn(body_timeout::limit_body_time))
        .wrap(from_fn(problems::answer_with_problems))
        .wrap(from_fn(headers::add_security_headers))
        .wrap(TracingLogger::<RequestSpans>::new())
        .into_utoipa_app()
        .service(api)
        .default_service(web::to(spa::serve_app))
        .into_app()
}

/// Only API calls load a session: the app's files are the same for everyone.
struct ApiPaths;

impl Guard for ApiPaths {
    fn check(&self, context: &GuardContext<'_>) -> bool {
        let path = context.head().uri.path();
        path == "/api" || path.starts_with("/api/") || path.starts_with("/media/")
    }
}

fn session_middleware(state: &AppState) -> SessionMiddleware<DbSessionStore> {
    let store = DbSessionStore::new(state.db.clone(), state.clock.clone(), state.config.sessions);
    let key = Key::derive_from(state.config.secret_key.expose_secret().as_bytes());
    let lifecycle = PersistentSession::default()
        .session_ttl(COOKIE_LIFETIME)
        .session_ttl_extension_policy(TtlExtensionPolicy::OnStateChanges);
    SessionMiddleware::builder(store, key)
        .cookie_name(SESSION_COOKIE.to_owned())
        .cookie_secure(true)
        .cookie_http_only(true)
        .cookie_same_site(SameSite::Strict)
        .cookie_path("/".to_owned())
        .cookie_content_security(CookieContentSecurity::Private)
        .session_lifecycle(lifecycle)
        .build()
}
