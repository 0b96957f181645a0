//! Who may call what: one row per operation, tried as every kind of caller. An operation without a row fails.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use reqwest::Method;
use securecart_domain::Permission;
use securecart_dto::endpoint::TABLE;
use serde_json::{Value, json};

use crate::{
    openapi::operations,
    support::{Client, TestApp},
};

/// Who may call an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    /// Everyone; the reason why is part of the row.
    Public(&'static str),
    /// Everyone who is signed in, for what is their own.
    SignedIn,
    /// Whoever holds the permission.
    Holds(Permission),
    /// Whoever signs the body.
    Signature,
}

use Access::{Holds, Public, Signature, SignedIn};

/// The policy of the shop.
const MATRIX: &[(&str, Access)] = &[
    ("list_products", Public("the shop window")),
    ("list_product_suggestions", Public("the shop window")),
    ("get_product", Public("the shop window")),
    ("list_categories", Public("the shop window")),
    ("list_related_products", Public("the shop window")),
    ("ask_back_in_stock", Public("guests may wait for something too; their address is asked first")),
    ("confirm_back_in_stock", Public("whoever has the mailed link may follow it, signed in or not")),
    ("stop_back_in_stock", Public("whoever has the mailed link may follow it, signed in or not")),
    ("list_product_reviews", Public("the shop window")),
    ("get_media", Public("pictures of the shop window")),
    ("get_session", Public("tells guests that they are guests and gives the CSRF token")),
    ("register", Public("how one becomes a customer")),
    ("login", Public("how one stops being a guest")),
    ("logout", Public("ends whatever session there is")),
    ("undo_email_change", Public("whoever has the mailed link may follow it, signed in or not")),
    ("verify_email", Public("whoever has the mailed link may follow it, signed in or not")),
    ("forgot_password", Public("who forgot the password can not sign in")),
    ("reset_password", Public("whoever has the mailed link may follow it, signed in or not")),
    ("measure_password", Public("whoever chooses a password may ask how good it is")),
    ("complete_login", Public("whoever has just given the right password and now gives a code")),
    ("ask_passkey", Public("a challenge opens nothing; whoever wants to sign in needs one")),
    ("login_with_passkey", Public("how one stops being a guest without a password")),
    ("complete_login_with_passkey", Public("whoever has just given the right password and now a passkey")),
    ("confirm_with_passkey", SignedIn),
    ("list_my_passkeys", SignedIn),
    ("begin_passkey", SignedIn),
    ("add_passkey", SignedIn),
    ("rename_passkey", SignedIn),
    ("remove_passkey", SignedIn),
    ("confirm_identity", SignedIn),
    ("get_cart", Public("guests have a cart of their own session")),
    ("add_cart_item", Public("guests have a cart of their own session")),
    ("update_cart_item", Public("guests have a cart of their own session")),
    ("remove_cart_item", Public("guests have a cart of their own session")),
    ("put_cart_coupon", Public("guests have a cart of their own session")),
    ("remove_cart_coupon", Public("guests have a cart of their own session")),
    ("get_delivery_options", Public("what delivery costs is no secret")),
    ("start_checkout", Public("guests may buy")),
    ("get_checkout", Public("a checkout is found only by the session or account that began it")),
    ("cancel_checkout", Public("a checkout is found only by the session or account that began it")),
    ("get_profile", SignedIn),
    ("update_profile", SignedIn),
    ("change_password", SignedIn),
    ("change_email", SignedIn),
    ("cancel_email_change", SignedIn),
    ("get_totp", SignedIn),
    ("begin_totp", SignedIn),
    ("confirm_totp", SignedIn),
    ("remove_totp", SignedIn),
    ("renew_recovery_codes", SignedIn),
    ("list_my_sessions", SignedIn),
    ("end_my_session", SignedIn),
    ("end_my_other_sessions", SignedIn),
    ("resend_verification", SignedIn),
    ("list_my_addresses", SignedIn),
    ("create_my_address", SignedIn),
    ("update_my_address", SignedIn),
    ("delete_my_address", SignedIn),
    ("erase_me", SignedIn),
    ("export_my_data", SignedIn),
    ("list_my_consents", SignedIn),
    ("update_my_consents", SignedIn),
    ("list_my_wishlist", SignedIn),
    ("put_wishlist_item", SignedIn),
    ("remove_wishlist_item", SignedIn),
    ("create_review", SignedIn),
    ("list_my_reviews", SignedIn),
    ("update_my_review", SignedIn),
    ("delete_my_review", SignedIn),
    ("list_my_orders", SignedIn),
    ("get_my_order", SignedIn),
    ("cancel_my_order", SignedIn),
    ("list_admin_products", Holds(Permission::ReadProducts)),
    ("get_admin_product", Holds(Permission::ReadProducts)),
    ("create_product", Holds(Permission::WriteProducts)),
    ("update_product", Holds(Permission::WriteProducts)),
    ("discontinue_product", Holds(Permission::WriteProducts)),
    ("create_variant", Holds(Permission::WriteProducts)),
    ("update_variant", Holds(Permission::WriteProducts)),
    ("delete_variant", Holds(Permission::WriteProducts)),
    ("create_product_image", Holds(Permission::WriteProducts)),
    ("update_product_image", Holds(Permission::WriteProducts)),
    ("delete_product_image", Holds(Permission::WriteProducts)),
    ("fetch_product_image", Holds(Permission::WriteProducts)),
    ("list_admin_categories", Holds(Permission::ReadProducts)),
    ("get_admin_category", Holds(Permission::ReadProducts)),
    ("create_category", Holds(Permission::WriteProducts)),
    ("update_category", Holds(Permission::WriteProducts)),
    ("delete_category", Holds(Permission::WriteProducts)),
    ("list_admin_reviews", Holds(Permission::ReadProducts)),
    ("approve_review", Holds(Permission::WriteProducts)),
    ("reject_review", Holds(Permission::WriteProducts)),
    ("export_products", Holds(Permission::ReadProducts)),
    ("list_imports", Holds(Permission::ReadProducts)),
    ("create_import", Holds(Permission::WriteProducts)),
    ("get_import", Holds(Permission::ReadProducts)),
    ("list_import_rows", Holds(Permission::ReadProducts)),
    ("apply_import", Holds(Permission::WriteProducts)),
    ("undo_import", Holds(Permission::WriteProducts)),
    ("adjust_inventory", Holds(Permission::WriteInventory)),
    ("list_inventory", Holds(Permission::ReadInventory)),
    ("get_inventory_level", Holds(Permission::ReadInventory)),
    ("put_stock_thresholds", Holds(Permission::WriteInventory)),
    ("list_stock_movements", Holds(Permission::ReadInventory)),
    ("list_stock_reservations", Holds(Permission::ReadInventory)),
    ("list_audit_events", Holds(Permission::ReadAudit)),
    ("list_coupons", Holds(Permission::ReadCoupons)),
    ("create_coupon", Holds(Permission::WriteCoupons)),
    ("get_coupon", Holds(Permission::ReadCoupons)),
    ("update_coupon", Holds(Permission::WriteCoupons)),
    ("list_shipping_methods", Holds(Permission::ReadSettings)),
    ("create_shipping_method", Holds(Permission::WriteSettings)),
    ("get_shipping_method", Holds(Permission::ReadSettings)),
    ("update_shipping_method", Holds(Permission::WriteSettings)),
    ("delete_shipping_method", Holds(Permission::WriteSettings)),
    ("list_tax_rates", Holds(Permission::ReadSettings)),
    ("create_tax_rate", Holds(Permission::WriteSettings)),
    ("get_tax_rate", Holds(Permission::ReadSettings)),
    ("update_tax_rate", Holds(Permission::WriteSettings)),
    ("delete_tax_rate", Holds(Permission::WriteSettings)),
    ("list_admin_orders", Holds(Permission::ReadOrders)),
    ("get_admin_order", Holds(Permission::ReadOrders)),
    ("bulk_update_orders", Holds(Permission::WriteOrders)),
    ("cancel_order", Holds(Permission::WriteRefunds)),
    ("list_order_shipments", Holds(Permission::ReadOrders)),
    ("create_shipment", Holds(Permission::WriteOrders)),
    ("get_my_invoice", SignedIn),
    ("get_admin_invoice", Holds(Permission::ReadOrders)),
    ("create_my_return", SignedIn),
    (
        "create_return_by_link",
        Public("guests too send things back, with the mailed link of their order alone"),
    ),
    (
        "get_invoice_by_link",
        Public(
            "guests too get their invoice, with the mailed link of their order and the address it went to",
        ),
    ),
    (
        "cancel_order_by_link",
        Public(
            "guests too cancel what was not sent, with the mailed link of their order and the address it went to",
        ),
    ),
    ("reorder", SignedIn),
    ("get_order_by_link", Public("whoever has the mailed link sees its order, signed in or not")),
    ("list_returns", Holds(Permission::ReadOrders)),
    ("list_order_returns", Holds(Permission::ReadOrders)),
    ("approve_return", Holds(Permission::WriteOrders)),
    ("reject_return", Holds(Permission::WriteOrders)),
    ("receive_return", Holds(Permission::WriteOrders)),
    ("refund_return", Holds(Permission::WriteRefunds)),
    ("list_order_refunds", Holds(Permission::ReadRefunds)),
    ("create_refund", Holds(Permission::WriteRefunds)),
    ("list_admin_users", Holds(Permission::ReadUsers)),
    ("get_admin_user", Holds(Permission::ReadUsers)),
    ("update_admin_user", Holds(Permission::WriteUsers)),
    ("lock_user", Holds(Permission::WriteUsers)),
    ("unlock_user", Holds(Permission::WriteUsers)),
    ("end_user_sessions", Holds(Permission::WriteUsers)),
    ("reset_user_password", Holds(Permission::WriteUsers)),
    ("reset_user_second_factor", Holds(Permission::WriteUsers)),
    ("list_permissions", Holds(Permission::ReadRoles)),
    ("list_roles", Holds(Permission::ReadRoles)),
    ("create_role", Holds(Permission::WriteRoles)),
    ("get_role", Holds(Permission::ReadRoles)),
    ("update_role", Holds(Permission::WriteRoles)),
    ("delete_role", Holds(Permission::WriteRoles)),
    ("list_security_events", Holds(Permission::ReadSecurity)),
    ("get_security_event", Holds(Permission::ReadSecurity)),
    ("acknowledge_security_event", Holds(Permission::WriteSecurity)),
    ("lift_security_block", Holds(Permission::WriteSecurity)),
    ("receive_stripe_event", Signature),
];

#[test]
fn every_operation_has_one_row_and_every_row_an_operation() {
    let rows: BTreeMap<_, _> = MATRIX.iter().copied().collect();
    assert_eq!(rows.len(), MATRIX.len(), "an operation has two rows");
    let served = operations();
    for id in served.keys() {
        assert!(rows.contains_key(id.as_str()), "{id} has no row: decide who may call it and add one");
    }
    for id in rows.keys() {
        assert!(served.contains_key(*id), "{id} is in the matrix and is not served");
    }
}

#[test]
fn the_document_states_the_same_policy() {
    let served = operations();
    for (id, access) in MATRIX {
        let security = &served[*id].2["security"];
        let expected = match access {
            Public(_) | Signature => json!([{}]),
            SignedIn => json!([{"session": []}]),
            Holds(permission) => json!([{"session": [permission.as_str()]}]),
        };
        assert_eq!(*security, expected, "{id}");
    }
}

#[test]
fn the_policy_is_written_down() {
    let mut page = String::from(
        "# Who may call what\n\nMade by the access matrix test, which tries every row as every kind of caller.\n\n\
         | operation | route | who |\n| --- | --- | --- |\n",
    );
    let served = operations();
    for (id, access) in MATRIX {
        let (method, path, _) = &served[*id];
        let who = match access {
            Public(reason) => format!("everyone: {reason}"),
            SignedIn => "the signed-in customer, for their own".to_owned(),
            Holds(permission) => format!("`{permission}`"),
            Signature => "whoever signs the body with the webhook's secret".to_owned(),
        };
        writeln!(page, "| `{id}` | `{method} {path}` | {who} |").unwrap();
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/access-matrix.md");
    if std::env::var_os("SECURECART_REGEN").is_some() {
        fs::write(&file, &page).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == page, "docs/access-matrix.md is out of date: run `just regen`");
}

#[actix_web::test]
async fn every_operation_lets_in_whom_the_matrix_says_and_nobody_else() {
    let app = TestApp::start().await;
    let guest = app.anonymous();
    let customer = app.customer("ann").await;
    for (id, access) in MATRIX {
        let Some(row) = TABLE.iter().find(|row| row.operation == *id) else { continue };
        let call = Call { method: row.method.as_str().parse().unwrap(), path: fill(row.path) };
        match access {
            Public(_) | Signature => {
                let status = call.by(&guest).await.0;
                assert!(![401, 403].contains(&status) || *id == "login", "{id} turns guests away: {status}");
            }
            SignedIn => {
                assert_eq!(call.by(&guest).await.0, 401, "{id} as a guest");
                let status = call.by(&customer).await.0;
                assert!(![401, 403].contains(&status), "{id} turns customers away: {status}");
            }
            Holds(permission) => {
                assert_eq!(call.by(&guest).await.0, 401, "{id} as a guest");
                let (status, body) = call.by(&customer).await;
                assert_eq!(
                    (status, &body["required_permission"]),
                    (403, &json!(permission)),
                    "{id} as a customer"
                );
                let others: Vec<_> =
                    Permission::ALL.iter().copied().filter(|other| other != permission).collect();
                let status = call.by(&app.staff(&others).await).await.0;
                assert_eq!(status, 403, "{id} with every other permission");
                let status = call.by(&app.staff(&[*permission]).await).await.0;
                assert!(![401, 403].contains(&status), "{id} with {permission} alone: {status}");
            }
        }
    }
}

#[actix_web::test]
async fn a_permission_that_is_taken_away_is_gone_at_the_next_request() {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::ReadOrders]).await;
    assert_eq!(staff.get("/api/v1/admin/orders").await.status, 200);
    app.revoke_roles(&staff).await;
    assert_eq!(staff.get("/api/v1/admin/orders").await.status, 403);
}

#[actix_web::test]
async fn other_spellings_of_a_path_open_no_side_door() {
    let app = TestApp::start().await;
    let customer = app.customer("ann").await;
    for path in [
        "/api/v1/admin/orders/",
        "/api/v1//admin/orders",
        "/api/v1/admin%2Forders",
        "/api/v1/%61dmin/orders",
        "/API/v1/admin/orders",
        "/api/v1/me/../admin/orders",
        "/api/v1/admin/orders;x=1",
    ] {
        let answer = customer.get(path).await;
        // What is no path of the API is a page of the app, the same for everyone.
        let page = answer.header("content-type").starts_with("text/html");
        assert!(page || [403, 404].contains(&answer.status), "{path}: {} {}", answer.status, answer.text);
    }
}

struct Call {
    method: Method,
    path: String,
}

impl Call {
    /// Status and body of the answer. The body sent is empty JSON: access is decided before it is looked at.
    async fn by(&self, client: &Client) -> (u16, Value) {
        let body = (self.method != Method::GET).then(|| json!({}));
        let answer = client.call(self.method.clone(), &self.path, body, &[("if-match", "\"v1\"")]).await;
        (answer.status, answer.body)
    }
}

/// A path with ids of things that do not exist.
fn fill(path: &str) -> String {
    let id = "0192f000000070008000000000000001";
    let parts = path.split('/').map(|segment| match segment {
        "{product}" => format!("prd_{id}"),
        "{category}" => format!("cat_{id}"),
        "{variant}" => format!("var_{id}"),
        "{import}" => format!("imp_{id}"),
        "{image}" => format!("img_{id}"),
        "{item}" => format!("cli_{id}"),
        "{checkout}" => format!("chk_{id}"),
        "{user}" => format!("usr_{id}"),
        "{role}" => format!("rol_{id}"),
        "{event}" => format!("sev_{id}"),
        "{session}" => format!("ses_{id}"),
        "{address}" => format!("adr_{id}"),
        "{passkey}" => format!("pky_{id}"),
        "{method}" => format!("shm_{id}"),
        "{rate}" => format!("tax_{id}"),
        "{review}" => format!("rev_{id}"),
        "{order}" => format!("ord_{id}"),
        "{return}" => format!("ret_{id}"),
        other => other.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}
