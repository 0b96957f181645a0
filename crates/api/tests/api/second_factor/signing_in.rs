//! The second step at sign-in.

use chrono::Duration;
use securecart_api::jobs::send_outbox;
use securecart_domain::Permission;
use securecart_dto::endpoint::TABLE;
use serde_json::json;

use super::{asked, give, guarded, switch_on};
use crate::{
    mail::text_of,
    shopping::{add, count, mails, on_sale},
    support::{Client, PASSWORD, TestApp},
};

#[actix_web::test]
async fn a_code_completes_the_sign_in_with_a_session_of_its_own() {
    let app = TestApp::start().await;
    let ann = guarded(&app, "ann").await;
    let client = asked(&app, "ann").await;
    let (guest, cookie) = (client.twin(), client.cookie());
    assert_eq!(client.get("/api/v1/me").await.status, 401, "the password alone opened something");
    let answer = give(&client, &ann.phone.code(&app, 0)).await;
    assert_eq!((answer.status, &answer.body), (200, &json!({"status": "signed_in"})), "{}", answer.text);
    assert_ne!(client.cookie(), cookie);
    assert_eq!(client.get("/api/v1/me").await.body["username"], "ann");
    assert_eq!(guest.get("/api/v1/me").await.status, 401, "the guest's token opens the account");
    let proved = "user_id IS NOT NULL AND second_factor_at IS NOT NULL";
    assert_eq!(count(&app, "sessions", proved).await, 2);
    assert_eq!(give(&guest, &ann.phone.code(&app, 1)).await.status, 401, "a sign-in is completed once");
}

#[actix_web::test]
async fn a_recovery_code_works_once_and_its_owner_hears_how_many_are_left() {
    let app = TestApp::start().await;
    let ann = guarded(&app, "ann").await;
    let typed = ann.codes[3].to_lowercase().replace('-', " ");
    assert_eq!(give(&asked(&app, "ann").await, &typed).await.status, 200);
    let client = asked(&app, "ann").await;
    assert_eq!(give(&client, &ann.codes[3]).await.pointers(), ["/code"]);
    assert_eq!(give(&client, &ann.codes[4]).await.status, 200);
    send_outbox(app.state.clone()).await.unwrap();
    let told = |words| mails(&app).iter().any(|mail| text_of(mail).contains(words));
    assert!(told("9 are left") && told("8 are left"));
    assert_eq!(count(&app, "audit_events", "event = 'authn_recovery_code_used'").await, 2);
}

#[actix_web::test]
async fn a_wrong_code_after_the_right_password_is_told_to_the_owner_once() {
    let app = TestApp::start().await;
    guarded(&app, "ann").await;
    let client = asked(&app, "ann").await;
    for _ in 0..3 {
        assert_eq!(give(&client, "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA").await.status, 422);
    }
    send_outbox(app.state.clone()).await.unwrap();
    let told = mails(&app).iter().filter(|mail| text_of(mail).contains("stopped at the code")).count();
    assert_eq!(told, 1);
    assert_eq!(count(&app, "audit_events", "event = 'authn_second_factor_fail'").await, 3);
    assert_eq!(count(&app, "audit_events", "event = 'authn_login_success'").await, 1);
}

#[actix_web::test]
async fn whoever_still_owes_the_code_is_nobody_to_every_operation() {
    let app = TestApp::start().await;
    app.give("ann", "admin").await;
    switch_on(&app, app.signed_in("ann").await).await;
    let pending = asked(&app, "ann").await;
    assert_eq!(pending.get("/api/v1/auth/session").await.body["user"], json!(null));
    let mut tried = 0;
    for row in TABLE {
        let path = row.path.replace(['{', '}'], "");
        let private = row.path.starts_with("/api/v1/me") || row.path.starts_with("/api/v1/admin");
        if private || row.operation == "confirm_identity" {
            let body = (row.method.as_str() != "GET").then(|| json!({}));
            let answer = pending.call(row.method.as_str().parse().unwrap(), &path, body, &[]).await;
            // A path with an id that is none names nothing, for nobody.
            let nothing = answer.status == 404 && row.path.contains('{');
            assert!(answer.status == 401 || nothing, "{}: {}", row.operation, answer.text);
            tried += 1;
        }
    }
    assert!(tried > 40, "{tried}");
}

#[actix_web::test]
async fn staff_who_need_a_second_factor_can_only_set_it_up() {
    let app = TestApp::start_with(&[("SECURECART_STAFF_SECOND_FACTOR", "required")]).await;
    let staff = app.staff(&[Permission::ReadOrders]).await;
    let closed = staff.get("/api/v1/admin/orders").await;
    assert_eq!((closed.status, closed.problem()), (403, "second-factor-required"), "{}", closed.text);
    let missing = |answer: crate::support::Answer| answer.body["user"]["second_factor_missing"].clone();
    assert_eq!(missing(staff.get("/api/v1/auth/session").await), true);
    let customer = app.customer("ann").await;
    assert_eq!(missing(customer.get("/api/v1/auth/session").await), false);
    assert_eq!(customer.get("/api/v1/admin/orders").await.problem(), "permission-missing");
    let staff = switch_on(&app, staff).await.client;
    assert_eq!(staff.get("/api/v1/admin/orders").await.status, 200);
    assert_eq!(missing(staff.get("/api/v1/auth/session").await), false);
    assert_eq!(staff.delete("/api/v1/me/totp").await.status, 204);
    assert_eq!(staff.get("/api/v1/admin/orders").await.problem(), "second-factor-required");
}

#[actix_web::test]
async fn a_role_that_asks_for_a_second_factor_is_closed_at_the_next_request() {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::ReadOrders]).await;
    assert_eq!(staff.get("/api/v1/admin/orders").await.status, 200);
    app.execute("UPDATE roles SET requires_second_factor = true").await;
    assert_eq!(staff.get("/api/v1/admin/orders").await.problem(), "second-factor-required");
    assert_eq!(staff.get("/api/v1/me/totp").await.body["required"], true);
    assert_eq!(staff.get("/api/v1/me").await.status, 200);
}

#[actix_web::test]
async fn a_sign_in_waits_five_minutes_and_no_longer_than_its_password() {
    let app = TestApp::start().await;
    let ann = guarded(&app, "ann").await;
    let late = asked(&app, "ann").await;
    app.state.clock.advance(Duration::minutes(5) + Duration::seconds(1));
    assert_eq!(give(&late, &ann.phone.code(&app, 0)).await.status, 401);
    let changed = asked(&app, "ann").await;
    let new = json!({"current_password": PASSWORD, "new_password": "tea with the neighbours"});
    let change = ann.client.put("/api/v1/me/password", new).await;
    assert_eq!(change.status, 204, "{}", change.text);
    assert_eq!(give(&changed, &ann.phone.code(&app, 0)).await.status, 401, "the password is another by now");
}

#[actix_web::test]
async fn what_a_guest_collected_waits_for_the_code_and_comes_along_then() {
    let app = TestApp::start().await;
    let (mug, bowl) = (on_sale(&app, "Mug", 1250, 20).await, on_sale(&app, "Bowl", 999, 9).await);
    let ann = guarded(&app, "ann").await;
    add(&ann.client, &mug, 3).await;
    let guest = asked(&app, "ann").await;
    add(&guest, &mug, 2).await;
    add(&guest, &bowl, 1).await;
    let count_in = async |client: &Client| client.get("/api/v1/cart").await.body["item_count"].clone();
    assert_eq!((count_in(&guest).await, count_in(&ann.client).await), (json!(3), json!(3)), "two carts");
    assert_eq!(give(&guest, "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA").await.status, 422);
    assert_eq!(count_in(&guest).await, json!(3), "a wrong code moved the cart");
    assert_eq!(give(&guest, &ann.phone.code(&app, 0)).await.status, 200);
    assert_eq!((count_in(&guest).await, count_in(&ann.client).await), (json!(6), json!(6)));
    assert_eq!(count(&app, "carts", "visitor_id IS NOT NULL").await, 0);
}

#[actix_web::test]
async fn a_role_is_made_to_ask_for_a_second_factor_and_not_to() {
    let app = TestApp::start().await;
    let admin = app.staff(Permission::ALL).await;
    let role = json!({"name": "till", "permissions": ["read_orders"], "requires_second_factor": true});
    let made = admin.post("/api/v1/admin/roles", role).await;
    assert_eq!((made.status, &made.body["requires_second_factor"]), (201, &json!(true)), "{}", made.text);
    app.give("ann", "till").await;
    let ann = app.signed_in("ann").await;
    assert_eq!(ann.get("/api/v1/admin/orders").await.problem(), "second-factor-required");
    let path = format!("/api/v1/admin/roles/{}", made.body["id"].as_str().unwrap());
    let other = admin.patch_if(&path, made.header("etag"), json!({"description": "Sells"})).await;
    assert_eq!((other.status, &other.body["requires_second_factor"]), (200, &json!(true)), "{}", other.text);
    assert_eq!(ann.get("/api/v1/admin/orders").await.problem(), "second-factor-required");
    let off = admin.patch_if(&path, other.header("etag"), json!({"requires_second_factor": false})).await;
    assert_eq!((off.status, &off.body["requires_second_factor"]), (200, &json!(false)), "{}", off.text);
    assert_eq!(app.signed_in("ann").await.get("/api/v1/admin/orders").await.status, 200);
    let on = admin.patch_if(&path, off.header("etag"), json!({"requires_second_factor": "yes"})).await;
    assert_eq!(on.status, 422, "{}", on.text);
    let written = "event = 'role_updated' AND detail->'before'->>'requires_second_factor' = 'true' \
                   AND detail->'after'->>'requires_second_factor' = 'false'";
    assert_eq!(count(&app, "audit_events", written).await, 1);
}
