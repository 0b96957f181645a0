//! Roles: made and changed within what one holds, felt at once by whoever has them.

use reqwest::Method;
use securecart_domain::Permission;
use serde_json::{Value, json};

use crate::support::{Answer, Client, TestApp};

const ROLES: &str = "/api/v1/admin/roles";

/// Somebody who may change roles and holds these besides.
async fn role_keeper(app: &TestApp, more: &[Permission]) -> Client {
    let mut held = vec![Permission::ReadRoles, Permission::WriteRoles];
    held.extend_from_slice(more);
    app.staff(&held).await
}

async fn make(client: &Client, name: &str, permissions: &[Permission]) -> Answer {
    client.post(ROLES, json!({"name": name, "description": "for a test", "permissions": permissions})).await
}

async fn role_named(client: &Client, name: &str) -> Value {
    let list = client.get(&format!("{ROLES}?limit=100")).await;
    assert_eq!(list.status, 200, "{}", list.text);
    list.body["items"].as_array().unwrap().iter().find(|role| role["name"] == name).unwrap().clone()
}

fn path_of(role: &Value) -> String {
    format!("{ROLES}/{}", role["id"].as_str().unwrap())
}

async fn change(client: &Client, role: &Value, body: Value) -> Answer {
    let tag = client.get(&path_of(role)).await.header("etag").to_owned();
    client.patch_if(&path_of(role), &tag, body).await
}

async fn remove(client: &Client, role: &Value) -> Answer {
    let tag = client.get(&path_of(role)).await.header("etag").to_owned();
    client.call(Method::DELETE, &path_of(role), None, &[("if-match", &tag)]).await
}

#[actix_web::test]
async fn a_role_is_made_changed_and_removed() {
    let app = TestApp::start().await;
    let keeper = role_keeper(&app, &[Permission::ReadOrders, Permission::WriteOrders]).await;
    let made = make(&keeper, "order_desk", &[Permission::ReadOrders]).await;
    assert_eq!((made.status, &made.body["builtin"]), (201, &json!(false)), "{}", made.text);
    assert!(made.header("location").ends_with(made.body["id"].as_str().unwrap()));
    let twice = make(&keeper, "order_desk", &[Permission::ReadOrders]).await;
    assert_eq!((twice.status, twice.pointers()), (422, vec!["/name"]));
    let both = [Permission::ReadOrders, Permission::WriteOrders];
    let changed = change(&keeper, &made.body, json!({"permissions": both, "description": "Ships"})).await;
    assert_eq!((changed.status, &changed.body["permissions"]), (200, &json!(both)), "{}", changed.text);
    let stale = keeper.patch_if(&path_of(&made.body), made.header("etag"), json!({"name": "desk"})).await;
    assert_eq!((stale.status, stale.problem()), (412, "stale-version"));
    assert_eq!(remove(&keeper, &made.body).await.status, 204);
    assert_eq!(keeper.get(&path_of(&made.body)).await.status, 404);
    let written = "SELECT count(*) AS number FROM audit_events WHERE event = 'role_updated' \
         AND detail -> 'before' -> 'permissions' = '[\"read_orders\"]' \
         AND detail -> 'after' -> 'permissions' = '[\"read_orders\", \"write_orders\"]' \
         AND NOT detail -> 'after' ? 'name'";
    assert_eq!(app.number(written).await, 1);
}

#[actix_web::test]
async fn broken_rules_of_a_role_are_named() {
    let app = TestApp::start().await;
    let keeper = role_keeper(&app, &[]).await;
    for (body, pointers) in [
        (json!({"name": "Two words", "permissions": ["read_roles"]}), vec!["/name"]),
        (
            json!({"name": "", "description": "x".repeat(201), "permissions": []}),
            vec!["/name", "/description", "/permissions"],
        ),
        (json!({"name": "a", "permissions": ["do_everything"]}), vec!["/permissions/0"]),
        (json!({"name": "a", "permissions": ["read_roles"], "builtin": true}), vec!["/builtin"]),
    ] {
        let answer = keeper.post(ROLES, body).await;
        assert_eq!((answer.status, answer.pointers()), (422, pointers), "{}", answer.text);
    }
}

#[actix_web::test]
async fn nobody_puts_more_into_a_role_than_they_hold() {
    let app = TestApp::start().await;
    let keeper = role_keeper(&app, &[]).await;
    let made = make(&keeper, "spy", &[Permission::ReadRoles, Permission::ReadAudit]).await;
    assert_eq!((made.status, &made.body["required_permission"]), (403, &json!("read_audit")));
    let own = make(&keeper, "own", &[Permission::ReadRoles]).await;
    let grown = change(&keeper, &own.body, json!({"permissions": ["read_roles", "write_refunds"]})).await;
    assert_eq!((grown.status, &grown.body["required_permission"]), (403, &json!("write_refunds")));
    assert_eq!(role_named(&keeper, "own").await["permissions"], json!(["read_roles"]));
}

#[actix_web::test]
async fn nobody_weakens_or_removes_a_role_that_allows_more_than_they_hold() {
    let app = TestApp::start().await;
    let strong = role_keeper(&app, &[Permission::ReadAudit]).await;
    let made = make(&strong, "auditors", &[Permission::ReadRoles, Permission::ReadAudit]).await;
    let keeper = role_keeper(&app, &[]).await;
    for body in
        [json!({"permissions": ["read_roles"]}), json!({"name": "nobody"}), json!({"description": "x"})]
    {
        let answer = change(&keeper, &made.body, body).await;
        assert_eq!((answer.status, &answer.body["required_permission"]), (403, &json!("read_audit")));
    }
    assert_eq!(remove(&keeper, &made.body).await.status, 403);
    assert_eq!(role_named(&keeper, "auditors").await["name"], "auditors");
}

#[actix_web::test]
async fn built_in_roles_keep_name_and_permissions_and_stay() {
    let app = TestApp::start().await;
    let admin = app.staff(Permission::ALL).await;
    for name in ["admin", "staff"] {
        let role = role_named(&admin, name).await;
        for body in [json!({"name": "boss"}), json!({"permissions": ["read_roles"]})] {
            let answer = change(&admin, &role, body).await;
            assert_eq!((answer.status, answer.problem()), (409, "conflict"), "{}", answer.text);
        }
        assert_eq!(remove(&admin, &role).await.status, 409);
        let described = change(&admin, &role, json!({"description": "Said better"})).await;
        assert_eq!(described.status, 200, "{}", described.text);
    }
    // The database holds it too, whatever program asks.
    let mut conn = app.state.db.connection().await.unwrap();
    for role in ["admin", "staff"] {
        let role = role_named(&admin, role).await;
        let id: securecart_domain::RoleId = role["id"].as_str().unwrap().parse().unwrap();
        let removed = securecart_db::accounts::roles::delete_role(&mut conn, id).await;
        assert_eq!(removed.unwrap_err().constraint(), Some("roles_builtin_stay"));
        let taken = [Permission::ReadOrders];
        let stripped = securecart_db::accounts::roles::change_permissions(&mut conn, id, &taken, &[]).await;
        assert_eq!(stripped.unwrap_err().constraint(), Some("roles_builtin_stay"));
    }
}

#[actix_web::test]
async fn an_administrator_may_do_everything_there_is() {
    let app = TestApp::start().await;
    let reader = role_keeper(&app, &[]).await;
    let mut all: Vec<_> = Permission::ALL.to_vec();
    all.sort();
    assert_eq!(role_named(&reader, "admin").await["permissions"], json!(all));
}

#[actix_web::test]
async fn a_role_that_somebody_has_is_not_removed() {
    let app = TestApp::start().await;
    let keeper = role_keeper(&app, &[Permission::ReadOrders]).await;
    let made = make(&keeper, "desk", &[Permission::ReadOrders]).await;
    app.give("ann", "desk").await;
    let answer = remove(&keeper, &made.body).await;
    assert_eq!((answer.status, answer.problem()), (409, "conflict"), "{}", answer.text);
}

#[actix_web::test]
async fn whoever_has_a_role_that_changes_is_signed_out_and_the_editor_is_not() {
    let app = TestApp::start().await;
    let keeper = role_keeper(&app, &[Permission::ReadOrders, Permission::WriteOrders]).await;
    let made = make(&keeper, "desk", &[Permission::ReadOrders]).await;
    app.give("ann", "desk").await;
    let ann = app.signed_in("ann").await;
    assert_eq!(ann.get("/api/v1/admin/orders").await.status, 200);
    assert_eq!(change(&keeper, &made.body, json!({"description": "Says more"})).await.status, 200);
    assert_eq!(ann.get("/api/v1/admin/orders").await.status, 200, "words change nobody's rights");
    let wider = json!({"permissions": ["read_orders", "write_orders"]});
    assert_eq!(change(&keeper, &made.body, wider).await.status, 200);
    assert_eq!(ann.get("/api/v1/admin/orders").await.status, 401);
    // The keeper's own role, made narrower: another token, the old one dead, the session alive.
    let held = keeper.get("/api/v1/auth/session").await;
    let own = role_named(&keeper, held.body["user"]["roles"][0].as_str().unwrap()).await;
    let (thief, elsewhere) = (keeper.twin(), keeper.cookie());
    let narrower = change(&keeper, &own, json!({"permissions": ["read_roles", "write_roles"]})).await;
    assert_eq!(narrower.status, 200, "{}", narrower.text);
    assert_ne!(keeper.cookie(), elsewhere);
    assert_eq!(keeper.get(ROLES).await.status, 200);
    assert_eq!(thief.get("/api/v1/me").await.status, 401);
}

#[actix_web::test]
async fn the_catalogue_of_permissions_is_told_in_plain_english_and_in_pages() {
    let app = TestApp::start().await;
    let keeper = role_keeper(&app, &[]).await;
    let first = keeper.get("/api/v1/admin/permissions?limit=20").await;
    assert_eq!((first.status, first.body["items"].as_array().unwrap().len()), (200, 20));
    let next = first.body["next_cursor"].as_str().unwrap();
    let rest = keeper.get(&format!("/api/v1/admin/permissions?limit=20&cursor={next}")).await;
    assert_eq!(rest.body["items"].as_array().unwrap().len(), Permission::ALL.len() - 20);
    assert_eq!(first.body["items"][0]["label"], "See all products");
}
