//! That the copy is whole: every column of every table that leads to a person is in it, or is left out for a reason.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::{EXPORT, known};
use crate::{
    second_factor::switch_on,
    support::{PASSWORD, TestApp},
};

const MAP: &str = include_str!("../../../../../docs/DATA.md");

/// Classes of which nothing is told: they recognise or lock things and mean nothing to anybody.
const SILENT: &[&str] = &["secret", "index", "key", "emptied"];

/// Where a column is in the copy.
const TOLD: &[(&str, &str)] = &[
    ("users.id", "/account/id"),
    ("users.username", "/account/username"),
    ("users.email_sealed", "/account/email"),
    ("users.email_verified_at", "/account/email_confirmed_at"),
    ("users.full_name_sealed", "/account/full_name"),
    ("users.created_at", "/account/created_at"),
    ("users.updated_at", "/account/changed_at"),
    ("users.failed_sign_ins", "/security/failed_sign_ins"),
    ("user_roles.role_id", "/account/roles/0"),
    ("addresses.id", "/addresses/0/id"),
    ("addresses.details_sealed", "/addresses/0/line1"),
    ("addresses.default_shipping", "/addresses/0/default_shipping"),
    ("addresses.default_billing", "/addresses/0/default_billing"),
    ("addresses.created_at", "/addresses/0/created_at"),
    ("addresses.updated_at", "/addresses/0/updated_at"),
    ("wishlist_items.product_id", "/wishlist/0/product/id"),
    ("wishlist_items.added_at", "/wishlist/0/added_at"),
    ("back_in_stock_wishes.variant_id", "/stock_wishes/0/product/id"),
    ("back_in_stock_wishes.created_at", "/stock_wishes/0/created_at"),
    ("product_reviews.id", "/reviews/0/id"),
    ("product_reviews.product_id", "/reviews/0/product/id"),
    ("product_reviews.stars", "/reviews/0/stars"),
    ("product_reviews.title", "/reviews/0/title"),
    ("product_reviews.body", "/reviews/0/text"),
    ("product_reviews.status", "/reviews/0/status"),
    ("product_reviews.created_at", "/reviews/0/created_at"),
    ("product_reviews.updated_at", "/reviews/0/updated_at"),
    ("product_reviews.decided_at", "/reviews/0/decided_at"),
    ("consents.purpose", "/consents/0/purpose"),
    ("consents.text_version", "/consents/0/text_version"),
    ("consents.given", "/consents/0/given"),
    ("consents.source", "/consents/0/source"),
    ("consents.answered_at", "/consents/0/at"),
    ("carts.created_at", "/cart/created_at"),
    ("carts.updated_at", "/cart/changed_at"),
    ("cart_lines.variant_id", "/cart/lines/0/name"),
    ("cart_lines.quantity", "/cart/lines/0/quantity"),
    ("cart_lines.created_at", "/cart/lines/0/added_at"),
    ("cart_lines.updated_at", "/cart/lines/0/changed_at"),
    ("orders.id", "/orders/0/id"),
    ("orders.number", "/orders/0/number"),
    ("orders.status", "/orders/0/status"),
    ("orders.payment_status", "/orders/0/payment_status"),
    ("orders.fulfilment_status", "/orders/0/fulfilment_status"),
    ("orders.subtotal_minor", "/orders/0/totals/subtotal/amount_minor"),
    ("orders.discount_minor", "/orders/0/totals/discount/amount_minor"),
    ("orders.shipping_minor", "/orders/0/totals/shipping/amount_minor"),
    ("orders.tax_minor", "/orders/0/totals/tax/amount_minor"),
    ("orders.tax_included", "/orders/0/totals/tax_included"),
    ("orders.total_minor", "/orders/0/totals/total/amount_minor"),
    ("orders.currency", "/orders/0/totals/total/currency"),
    ("orders.placed_at", "/orders/0/placed_at"),
    ("orders.customer_id", "/orders/0/customer/id"),
    ("orders.refunded_shipping_minor", "/orders/0/totals/refunded_shipping/amount_minor"),
    ("orders.email_sealed", "/orders/0/customer/email"),
    ("orders.delivery_sealed", "/orders/0/shipping_address/line1"),
    ("orders.shipping_method_id", "/orders/0/shipping_method/id"),
    ("orders.shipping_name", "/orders/0/shipping_method/name"),
    ("orders.shipping_kind", "/orders/0/shipping_method/kind"),
    ("orders.shipping_days_from", "/orders/0/shipping_method/estimate/from"),
    ("orders.shipping_days_to", "/orders/0/shipping_method/estimate/to"),
    ("orders.tax_name", "/orders/0/tax/name"),
    ("orders.tax_rate_millionths", "/orders/0/tax/percent"),
    ("orders.terms_accepted_at", "/orders/0/terms_accepted_at"),
    ("order_lines.id", "/orders/0/lines/0/id"),
    ("order_lines.product_id", "/orders/0/lines/0/product_id"),
    ("order_lines.variant_id", "/orders/0/lines/0/variant_id"),
    ("order_lines.name", "/orders/0/lines/0/name"),
    ("order_lines.variant_title", "/orders/0/lines/0/variant_title"),
    ("order_lines.unit_price_minor", "/orders/0/lines/0/unit_price/amount_minor"),
    ("order_lines.quantity", "/orders/0/lines/0/quantity"),
    ("order_lines.total_minor", "/orders/0/lines/0/total/amount_minor"),
    ("order_lines.discount_minor", "/orders/0/lines/0/discount/amount_minor"),
    ("order_lines.tax_minor", "/orders/0/lines/0/tax/amount_minor"),
    ("order_lines.currency", "/orders/0/lines/0/total/currency"),
    ("payments.order_id", "/payments/0/order_id"),
    ("payments.provider", "/payments/0/provider"),
    ("payments.provider_payment_id", "/payments/0/provider_payment_id"),
    ("payments.status", "/payments/0/status"),
    ("payments.amount_minor", "/payments/0/amount/amount_minor"),
    ("payments.captured_minor", "/payments/0/captured/amount_minor"),
    ("payments.refunded_minor", "/payments/0/refunded/amount_minor"),
    ("payments.currency", "/payments/0/amount/currency"),
    ("payments.created_at", "/payments/0/created_at"),
    ("payments.updated_at", "/payments/0/changed_at"),
    ("checkouts.id", "/checkouts/0/id"),
    ("checkouts.status", "/checkouts/0/status"),
    ("checkouts.total_minor", "/checkouts/0/total/amount_minor"),
    ("checkouts.currency", "/checkouts/0/total/currency"),
    ("checkouts.provider_session_id", "/checkouts/0/provider_session_id"),
    ("checkouts.created_at", "/checkouts/0/created_at"),
    ("checkouts.expires_at", "/checkouts/0/expires_at"),
    ("checkouts.completed_at", "/checkouts/0/completed_at"),
    ("totp_secrets.created_at", "/security/second_factor/created_at"),
    ("totp_secrets.last_step", "/security/second_factor/last_code_of"),
    ("pending_totp_secrets.created_at", "/security/second_factor_begun_at"),
    ("recovery_codes.created_at", "/security/recovery_codes/0/created_at"),
    ("recovery_codes.used_at", "/security/recovery_codes/0/used_at"),
    ("passkeys.id", "/security/passkeys/0/id"),
    ("passkeys.name_sealed", "/security/passkeys/0/name"),
    ("passkeys.synced", "/security/passkeys/0/synced"),
    ("passkeys.created_at", "/security/passkeys/0/created_at"),
    ("passkeys.last_used_at", "/security/passkeys/0/last_used_at"),
    ("sign_in_devices.created_at", "/security/known_browsers/0/created_at"),
    ("sign_in_devices.last_used_at", "/security/known_browsers/0/last_used_at"),
    ("mailed_links.purpose", "/security/mailed_links/0/purpose"),
    ("mailed_links.created_at", "/security/mailed_links/0/created_at"),
    ("mailed_links.expires_at", "/security/mailed_links/0/expires_at"),
    ("pending_sign_ins.failures", "/security/waiting_sign_ins/0/failures"),
    ("pending_sign_ins.created_at", "/security/waiting_sign_ins/0/created_at"),
    ("pending_sign_ins.expires_at", "/security/waiting_sign_ins/0/expires_at"),
    ("sessions.id", "/sessions/0/id"),
    ("sessions.address", "/sessions/0/address"),
    ("sessions.user_agent", "/sessions/0/user_agent"),
    ("sessions.created_at", "/sessions/0/created_at"),
    ("sessions.last_seen_at", "/sessions/0/last_seen_at"),
    ("sessions.authenticated_at", "/sessions/0/authenticated_at"),
    ("sessions.second_factor_at", "/sessions/0/second_factor_at"),
    ("sessions.idle_expires_at", "/sessions/0/idle_expires_at"),
    ("sessions.expires_at", "/sessions/0/expires_at"),
    ("address_changes.wanted_sealed", "/email_changes/0/wanted"),
    ("address_changes.former_sealed", "/email_changes/0/former"),
    ("address_changes.requested_at", "/email_changes/0/requested_at"),
    ("address_changes.confirmed_at", "/email_changes/0/confirmed_at"),
    ("address_changes.expires_at", "/email_changes/0/expires_at"),
    ("outbox.kind", "/mails/0/kind"),
    ("outbox.created_at", "/mails/0/created_at"),
    ("audit_events.at", "/activity/0/at"),
    ("audit_events.event", "/activity/0/event"),
    ("audit_events.outcome", "/activity/0/outcome"),
    ("audit_events.actor_user_id", "/activity/0/by_yourself"),
    ("audit_events.object_kind", "/activity/0/object_kind"),
    ("audit_events.object_key", "/activity/0/object_key"),
    ("audit_events.address", "/activity/0/address"),
    ("audit_events.user_agent", "/activity/0/user_agent"),
    ("audit_events.request_id", "/activity/0/request_id"),
    ("audit_events.detail", "/activity/0/detail"),
];

/// Where it is, and empty for everybody who can still ask for a copy, or for everybody who is no staff.
const TOLD_EMPTY: &[(&str, &str)] = &[
    ("users.disabled_at", "/account/locked_at"),
    ("users.password_disabled_at", "/security/password_shut_at"),
    ("audit_events.permission", "/activity/0/permission"),
    ("orders.coupon_code", "/orders/0/coupon_code"),
    ("back_in_stock_wishes.told_at", "/stock_wishes/0/told_at"),
    ("orders.cancelled_at", "/orders/0/cancelled_at"),
    ("orders.completed_at", "/orders/0/completed_at"),
    ("order_lines.sku", "/orders/0/lines/0/sku"),
    ("order_lines.image_url", "/orders/0/lines/0/image_url"),
];

/// What is left out, and why; `table.*` is all of a table that is not told.
const LEFT_OUT: &[(&str, &str)] = &[
    ("users.username_key", "the username in small letters"),
    ("users.security_version", "a number that ends sessions"),
    ("users.erased_at", "of accounts that nobody can sign in to any more"),
    ("user_roles.user_id", "the account itself"),
    ("addresses.customer_id", "the account itself"),
    ("wishlist_items.user_id", "the account itself"),
    (
        "back_in_stock_wishes.*",
        "the account itself, an id, a confirmation that customers need none of, and the address of guests",
    ),
    ("product_reviews.*", "the account itself, and a number that puts versions in order"),
    ("consents.*", "the account itself, and a number that puts answers in order"),
    ("carts.*", "the account itself, a number, and a guest's browser, which a customer's cart has none of"),
    ("cart_lines.*", "numbers that hold rows together"),
    ("checkouts.*", "the account itself, when the provider was asked last, and a page that is over"),
    ("orders.checkout_id", "a number that holds rows together; the checkout is told"),
    ("orders.created_at", "when its checkout was asked for, which is told"),
    ("orders.updated_at", "moves with what is told"),
    ("order_lines.*", "the order that they are told in, and their place in it"),
    ("payments.id", "a number that holds rows together"),
    ("payments.captured_currency", "told with what was received, where it is not the one that was asked for"),
    ("unexpected_payments.*", "told as the refund that gave all of it back, with amount and reason"),
    ("refunds.*", "told with their orders, but for a note of the staff and numbers that hold rows together"),
    ("refund_lines.*", "numbers that hold rows together; units and amounts are told with their refund"),
    (
        "returns.*",
        "told with their orders, but for numbers that hold rows together and what moves with the rest",
    ),
    ("return_lines.*", "numbers that hold rows together; units are told with their return"),
    ("shipments.*", "told with their orders, but for numbers that hold rows together"),
    ("shipment_lines.*", "numbers that hold rows together; units are told with their shipment"),
    ("coupon_redemptions.*", "uses of coupons: each is told with the order that it took something off"),
    ("stock_holds.*", "what a checkout kept on the shelf: told with its items"),
    ("stock_movements.*", "the ledger of the shop's goods; that somebody counted is in their activity"),
    ("security_events.*", "attacks on the shop; that somebody looked at one is in their activity"),
    ("data_keys.*", "keys, which open nothing outside of the shop"),
    ("sessions.user_id", "the account itself"),
    ("sessions.state", "numbers of the program; a guest's browser, which ends at sign-in"),
    ("sessions.security_version", "a number that ends sessions"),
    ("sessions.confirmation_attempts", "a count that begins anew with every right answer"),
    ("totp_secrets.*", "the account itself, and a secret of its app"),
    (
        "pending_totp_secrets.*",
        "the account itself, a secret that nothing asks for, and its end ten minutes later",
    ),
    ("recovery_codes.user_id", "the account itself"),
    ("sign_in_devices.user_id", "the account itself"),
    ("mailed_links.user_id", "the account itself"),
    ("passkeys.*", "the account itself, and what recognises the device, which keeps the key"),
    (
        "idempotency_keys.*",
        "an answer that was given already, kept for a day; what it is about is told elsewhere",
    ),
    ("passkey_ceremonies.*", "a question to a device that ends after five minutes"),
    ("pending_sign_ins.*", "the account itself, and a number that ends sign-ins"),
    ("address_changes.*", "the account itself, a number, and the session that asked, which is told"),
    ("outbox.*", "ids of what is told, and how often a mail was tried"),
    ("audit_events.seq", "the entry's place in everybody's log"),
];

/// Every table that leads to an account over foreign keys, and the two that name accounts without one.
async fn tables(app: &TestApp) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = ["audit_events", "outbox"].map(str::to_owned).into();
    let all: BTreeSet<String> = columns().into_keys().map(|column| table_of(&column)).collect();
    for table in all {
        let sql = format!(
            "WITH RECURSIVE leads (name) AS (VALUES ('users') UNION SELECT conrelid::regclass::text \
             FROM pg_constraint JOIN leads ON confrelid::regclass::text = leads.name AND contype = 'f') \
             SELECT count(*) AS number FROM leads WHERE name = '{table}'"
        );
        if app.number(&sql).await > 0 {
            found.insert(table);
        }
    }
    found
}

fn table_of(column: &str) -> String {
    column.split('.').next().unwrap().to_owned()
}

/// The columns of `docs/DATA.md` that are there to be told, each with its class.
fn columns() -> BTreeMap<String, &'static str> {
    let mut columns = BTreeMap::new();
    for line in MAP.split("## Every column").nth(1).unwrap().lines() {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [table, class, listed] = cells[..] else { continue };
        let (table, named) = (table.trim_matches('`'), listed.split('`').skip(1).step_by(2));
        columns.extend(named.map(|column| (format!("{table}.{column}"), class)));
    }
    columns
}

#[actix_web::test]
async fn every_column_that_leads_to_a_person_is_told_or_left_out_for_a_reason() {
    let app = TestApp::start().await;
    let tables = tables(&app).await;
    let theirs: BTreeSet<String> = columns()
        .into_iter()
        .filter(|(column, class)| !SILENT.contains(class) && tables.contains(&table_of(column)))
        .map(|(column, _)| column)
        .collect();
    assert!(theirs.len() > 100, "the map has been read");
    let said = |column: &str| {
        let told = TOLD.iter().chain(TOLD_EMPTY).any(|(name, _)| *name == column);
        let left =
            LEFT_OUT.iter().any(|(name, _)| *name == column || *name == format!("{}.*", table_of(column)));
        told || left
    };
    let missing: Vec<_> = theirs.iter().filter(|column| !said(column)).collect();
    assert!(
        missing.is_empty(),
        "{missing:?}: put it into the copy (api/src/privacy/copy), or say here why not"
    );
    let all = columns();
    for (name, _) in TOLD.iter().chain(TOLD_EMPTY).chain(LEFT_OUT) {
        let known = all.contains_key(*name) || name.ends_with(".*") && tables.contains(&table_of(name));
        assert!(known, "{name} is not there any more");
    }
}

#[actix_web::test]
async fn what_is_said_to_be_told_is_told() {
    let app = TestApp::start().await;
    let ann = known(&app, "ann", "Ann Lee", "7 Harbour Steps").await;
    app.give("ann", "staff").await;
    let id = ann.id.uuid();
    let guarded = switch_on(&app, app.signed_in("ann").await).await;
    app.execute(&format!(
        "UPDATE recovery_codes SET used_at = now();
         UPDATE product_reviews SET status = 'approved', decided_at = now();
         INSERT INTO pending_totp_secrets SELECT user_id, sealed_secret, now(), now() + interval '9 minutes' \
            FROM totp_secrets;
         INSERT INTO mailed_links VALUES ('{id}', 'reset_password', sha256('a'), sha256('b'), now(), now() + interval '1 hour');
         UPDATE address_changes SET former_sealed = NULL, confirmed_at = now();"
    ))
    .await;
    former_address(&app, ann.id).await;
    passkey(&app, ann.id).await;
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.body["status"], "second_factor_required");
    let browser = ("user-agent", "Mozilla/5.0 (X11; Linux) Firefox/140.0");
    let copy = guarded.client.call(reqwest::Method::GET, EXPORT, None, &[browser]).await;
    assert_eq!(copy.status, 200, "{}", copy.text);
    let nothing = [json!(null), json!("")];
    for (column, pointer) in TOLD {
        let value = copy.body.pointer(pointer);
        let empty_by_nature =
            ["/orders/0/lines/0/variant_title", "/activity/0/user_agent", "/sessions/0/user_agent"];
        let told = value.is_some_and(|value| !nothing.contains(value) || empty_by_nature.contains(pointer));
        assert!(told, "{column} is not at {pointer}: {value:?} in {}", copy.text);
    }
    for (column, pointer) in TOLD_EMPTY {
        assert!(copy.body.pointer(pointer).is_some(), "{column} is not at {pointer}");
    }
    for secret in [&guarded.secret, PASSWORD, "$argon2id$"] {
        assert!(!copy.text.contains(secret), "the copy tells a secret");
    }
}

/// As if the change of address had been confirmed, and could be taken back.
async fn former_address(app: &TestApp, id: securecart_domain::UserId) {
    use securecart_db::{accounts::users::find_user, privacy::held::list_email_changes_for_owner};
    use securecart_keys::Place;
    let mut conn = app.state.db.connection().await.unwrap();
    let owner = find_user(&mut conn, id).await.unwrap().unwrap();
    let change = list_email_changes_for_owner(&mut conn, id).await.unwrap().remove(0);
    let place = Place::new("address_changes", "former_sealed", change.id);
    let sealed = app.state.keys.key_of(&owner).unwrap().seal(&place, b"ann@old.example").unwrap();
    let hex = sealed.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    app.execute(&format!("UPDATE address_changes SET former_sealed = '\\x{hex}'")).await;
}

/// As if the customer had added a passkey, and used it.
async fn passkey(app: &TestApp, id: securecart_domain::UserId) {
    use securecart_db::accounts::users::find_user;
    use securecart_keys::Place;
    let owner = find_user(&mut app.state.db.connection().await.unwrap(), id).await.unwrap().unwrap();
    let key = securecart_domain::PasskeyId::new(app.state.clock.uuid());
    let name =
        app.state.keys.key_of(&owner).unwrap().seal(&Place::new("passkeys", "name_sealed", key), b"phone");
    let hex = name.unwrap().iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    app.execute(&format!(
        "INSERT INTO passkeys (id, user_id, credential_id, credential, name_sealed, synced, created_at, last_used_at) \
         VALUES ('{}', '{}', 'x', '{{}}', '\\x{hex}', true, now(), now())",
        key.uuid(),
        id.uuid()
    ))
    .await;
}
