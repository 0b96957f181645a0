//! Accounts as staff see and change them.

use chrono::Duration;
use reqwest::Method;
use securecart_domain::{Permission, UserId};
use serde_json::{Value, json};

use crate::support::{Answer, Client, PASSWORD, TestApp};

const USERS: &str = "/api/v1/admin/users";

/// Somebody who may see and change accounts and roles, and holds these besides.
async fn user_keeper(app: &TestApp, more: &[Permission]) -> Client {
    let mut held =
        vec![Permission::ReadUsers, Permission::WriteUsers, Permission::ReadRoles, Permission::WriteRoles];
    held.extend_from_slice(more);
    app.staff(&held).await
}

async fn step(client: &Client, user: UserId, step: &str) -> Answer {
    client.call(Method::POST, &format!("{USERS}/{user}/{step}"), None, &[]).await
}

async fn change(client: &Client, user: UserId, body: Value) -> Answer {
    let tag = client.get(&format!("{USERS}/{user}")).await.header("etag").to_owned();
    client.patch_if(&format!("{USERS}/{user}"), &tag, body).await
}

async fn role_id(client: &Client, name: &str) -> String {
    let list = client.get("/api/v1/admin/roles?limit=100").await;
    let role = list.body["items"].as_array().unwrap().iter().find(|role| role["name"] == name).cloned();
    role.unwrap()["id"].as_str().unwrap().to_owned()
}

async fn own_id(client: &Client) -> UserId {
    client.get("/api/v1/auth/session").await.body["user"]["id"].as_str().unwrap().parse().unwrap()
}

fn names(answer: &Answer) -> Vec<&str> {
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.body["items"].as_array().unwrap().iter().map(|user| user["username"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn accounts_are_found_by_the_beginning_of_a_name_or_a_whole_address() {
    let app = TestApp::start().await;
    for name in ["anna", "anne", "bob_1", "bobx1"] {
        app.account(name).await;
    }
    let keeper = user_keeper(&app, &[]).await;
    assert_eq!(names(&keeper.get(&format!("{USERS}?q=ANN")).await), ["anne", "anna"]);
    assert_eq!(names(&keeper.get(&format!("{USERS}?q=bob_")).await), ["bob_1"], "not a wildcard");
    assert_eq!(names(&keeper.get(&format!("{USERS}?q=Anna%40example.org")).await), ["anna"]);
    for nothing in ["nna", "nna%40example.org", "%40example.org", "anna%40", "%25"] {
        assert_eq!(names(&keeper.get(&format!("{USERS}?q={nothing}")).await), [""; 0], "{nothing}");
    }
    let page = keeper.get(&format!("{USERS}?q=ann&limit=1")).await;
    assert_eq!((names(&page), &page.body["total"]), (vec!["anne"], &json!(2)));
    let next = page.body["next_cursor"].as_str().unwrap();
    assert_eq!(names(&keeper.get(&format!("{USERS}?q=ann&limit=1&cursor={next}")).await), ["anna"]);
    assert_eq!(keeper.get(&format!("{USERS}?colour=red")).await.status, 422);
}

#[actix_web::test]
async fn lists_hold_no_more_of_a_person_than_it_takes() {
    let app = TestApp::start().await;
    let ann = app.account("ann").await;
    let keeper = user_keeper(&app, &[]).await;
    let list = keeper.get(&format!("{USERS}?q=ann")).await;
    let mut fields: Vec<_> = list.body["items"][0].as_object().unwrap().keys().cloned().collect();
    fields.sort();
    assert_eq!(fields, ["created_at", "id", "locked_at", "roles", "username"]);
    let one = keeper.get(&format!("{USERS}/{ann}")).await;
    assert_eq!(one.body["email"], "ann@example.org");
    for text in [&list.text, &one.text] {
        assert!(!text.contains("argon2") && !text.contains("password_hash"), "{text}");
    }
}

#[actix_web::test]
async fn accounts_are_filtered_by_role_and_by_lock() {
    let app = TestApp::start().await;
    let ann = app.account("ann").await;
    app.account("bob").await;
    app.give("cleo", "staff").await;
    let keeper = user_keeper(&app, &[]).await;
    assert_eq!(names(&keeper.get(&format!("{USERS}?role=staff")).await), ["cleo"]);
    assert_eq!(step(&keeper, ann, "lock").await.status, 200);
    assert_eq!(names(&keeper.get(&format!("{USERS}?locked=true")).await), ["ann"]);
    assert!(!names(&keeper.get(&format!("{USERS}?locked=false")).await).contains(&"ann"));
}

#[actix_web::test]
async fn a_locked_account_is_signed_out_at_once_and_can_not_be_told_from_a_wrong_password() {
    let app = TestApp::start().await;
    let ann = app.account("ann").await;
    let client = app.signed_in("ann").await;
    let keeper = user_keeper(&app, &[]).await;
    let locked = step(&keeper, ann, "lock").await;
    assert_eq!((locked.status, locked.body["sessions"].as_u64()), (200, Some(0)), "{}", locked.text);
    assert_eq!(client.get("/api/v1/me").await.status, 401);
    let mut refused = app.anonymous().login("ann", PASSWORD).await;
    let mut wrong = app.anonymous().login("ann", "something else").await;
    for answer in [&mut refused, &mut wrong] {
        answer.body["request_id"] = Value::Null;
    }
    assert_eq!((refused.status, &refused.body), (401, &wrong.body));
    assert_eq!(step(&keeper, ann, "lock").await.status, 200, "once more changes nothing");
    let told = "SELECT count(*) AS number FROM outbox WHERE payload::text LIKE '%account_locked_by_staff%'";
    assert_eq!(app.number(told).await, 1, "the owner hears of it, once");
    assert_eq!(step(&keeper, ann, "unlock").await.body["locked_at"], Value::Null);
    assert_eq!(client.get("/api/v1/me").await.status, 401, "unlocking revives nothing");
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 200);
    let written =
        "SELECT count(*) AS number FROM audit_events WHERE event IN ('user_locked', 'user_unlocked')";
    assert_eq!(app.number(written).await, 2);
}

#[actix_web::test]
async fn staff_sign_an_account_out_everywhere() {
    let app = TestApp::start().await;
    let ann = app.account("ann").await;
    let (desk, phone) = (app.signed_in("ann").await, app.signed_in("ann").await);
    let keeper = user_keeper(&app, &[]).await;
    assert_eq!(keeper.get(&format!("{USERS}/{ann}")).await.body["sessions"], 2);
    assert_eq!(step(&keeper, ann, "sessions/revoke").await.body["sessions"], 0);
    assert_eq!((desk.get("/api/v1/me").await.status, phone.get("/api/v1/me").await.status), (401, 401));
}

#[actix_web::test]
async fn a_password_that_staff_reset_opens_nothing_and_its_owner_chooses_a_new_one() {
    let app = TestApp::start().await;
    let ann = app.account("ann").await;
    let client = app.signed_in("ann").await;
    let keeper = user_keeper(&app, &[]).await;
    let answer = step(&keeper, ann, "password-reset").await;
    assert_eq!((answer.status, answer.body["password_shut_at"].is_string()), (200, true), "{}", answer.text);
    assert_eq!(client.get("/api/v1/me").await.status, 401);
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 401);
    let told = "SELECT count(*) AS number FROM outbox WHERE payload::text LIKE '%password_reset_by_staff%'";
    assert_eq!(app.number(told).await, 1);
    let written = "SELECT count(*) AS number FROM audit_events WHERE event = 'user_password_reset'";
    assert_eq!(app.number(written).await, 1);
}

#[actix_web::test]
async fn the_password_of_an_account_that_no_mail_reaches_stays() {
    let app = TestApp::start().await;
    let ann = app.account("ann").await;
    app.execute("UPDATE users SET email_verified_at = NULL WHERE username = 'ann'").await;
    let keeper = user_keeper(&app, &[]).await;
    let answer = step(&keeper, ann, "password-reset").await;
    assert_eq!((answer.status, answer.problem()), (409, "conflict"), "{}", answer.text);
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 200);
}

#[actix_web::test]
async fn what_passes_on_power_asks_staff_once_more_who_they_are() {
    let app = TestApp::start().await;
    let ann = app.account("ann").await;
    let admin = app.staff(Permission::ALL).await;
    let staff = role_id(&admin, "staff").await;
    let role = json!({"name": "till", "description": "", "permissions": ["read_orders"]});
    let till = admin.post("/api/v1/admin/roles", role.clone()).await;
    assert_eq!(till.status, 201, "{}", till.text);
    let (path, tag) =
        (format!("/api/v1/admin/roles/{}", till.body["id"].as_str().unwrap()), till.header("etag"));
    app.state.clock.advance(Duration::minutes(11));
    let asked = [
        change(&admin, ann, json!({"roles": [staff]})).await,
        step(&admin, ann, "password-reset").await,
        admin.post("/api/v1/admin/roles", role.clone()).await,
        admin.patch_if(&path, tag, role.clone()).await,
        admin.call(Method::DELETE, &path, None, &[("if-match", tag)]).await,
    ];
    for answer in asked {
        assert_eq!((answer.status, answer.problem()), (403, "confirmation-required"), "{}", answer.text);
        assert_eq!(answer.body["confirm_with"], json!(["password"]), "{}", answer.text);
    }
    assert_eq!(step(&admin, ann, "lock").await.status, 200, "shutting somebody out can not wait");
    assert_eq!(admin.post("/api/v1/auth/confirm", json!({"password": PASSWORD})).await.status, 204);
    assert_eq!(admin.call(Method::DELETE, &path, None, &[("if-match", tag)]).await.status, 204);
    assert_eq!(change(&admin, ann, json!({"roles": [staff]})).await.status, 200);
}

#[actix_web::test]
async fn a_name_is_changed_only_in_the_version_that_was_seen() {
    let app = TestApp::start().await;
    let ann = app.account("ann").await;
    let keeper = user_keeper(&app, &[]).await;
    let seen = keeper.get(&format!("{USERS}/{ann}")).await.header("etag").to_owned();
    let client = app.signed_in("ann").await;
    assert_eq!(client.patch("/api/v1/me", json!({"full_name": "Ann A."})).await.status, 200);
    let path = format!("{USERS}/{ann}");
    assert_eq!(keeper.patch_if(&path, &seen, json!({"full_name": "Ann B."})).await.status, 412);
    let changed = change(&keeper, ann, json!({"full_name": "Ann B."})).await;
    assert_eq!(changed.body["full_name"], "Ann B.", "{}", changed.text);
    assert_eq!(client.get("/api/v1/me").await.status, 200, "a name ends no session");
    for body in [json!({"password": "x"}), json!({"email": "a@b.c"}), json!({"username": "x"})] {
        assert_eq!(change(&keeper, ann, body).await.status, 422);
    }
}

#[actix_web::test]
async fn a_role_is_given_and_taken_and_ends_the_sessions_of_the_account() {
    let app = TestApp::start().await;
    let ann = app.account("ann").await;
    let client = app.signed_in("ann").await;
    let admin = app.staff(Permission::ALL).await;
    let staff = role_id(&admin, "staff").await;
    let given = change(&admin, ann, json!({"roles": [staff]})).await;
    assert_eq!((given.status, &given.body["roles"][0]["name"]), (200, &json!("staff")), "{}", given.text);
    assert_eq!(client.get("/api/v1/me").await.status, 401, "signs in anew with another token");
    let client = app.signed_in("ann").await;
    assert_eq!(client.get("/api/v1/admin/orders").await.status, 200);
    assert_eq!(change(&admin, ann, json!({"roles": []})).await.status, 200);
    assert_eq!(client.get("/api/v1/admin/orders").await.status, 401);
    let unknown = format!("rol_{}", app.state.clock.uuid().simple());
    let answer = change(&admin, ann, json!({"roles": [unknown]})).await;
    assert_eq!((answer.status, answer.pointers()), (422, vec!["/roles"]));
    let written = "SELECT count(*) AS number FROM audit_events WHERE event = 'user_roles_changed' \
         AND detail -> 'before' -> 'roles' = '[]' AND detail -> 'after' -> 'roles' = '[\"staff\"]'";
    assert_eq!(app.number(written).await, 1);
}

#[actix_web::test]
async fn giving_roles_needs_the_permission_for_roles_and_everything_in_them() {
    let app = TestApp::start().await;
    let ann = app.account("ann").await;
    let admin = app.staff(Permission::ALL).await;
    let staff = role_id(&admin, "staff").await;
    let desk = app.staff(&[Permission::ReadUsers, Permission::WriteUsers]).await;
    let answer = change(&desk, ann, json!({"roles": [staff]})).await;
    assert_eq!((answer.status, &answer.body["required_permission"]), (403, &json!("write_roles")));
    let keeper = user_keeper(&app, &[]).await;
    for user in [ann, own_id(&keeper).await] {
        let answer = change(&keeper, user, json!({"roles": [staff]})).await;
        assert_eq!((answer.status, &answer.body["required_permission"]), (403, &json!("read_products")));
    }
}

#[actix_web::test]
async fn nobody_locks_or_signs_out_themselves_here() {
    let app = TestApp::start().await;
    let keeper = user_keeper(&app, &[]).await;
    let own = own_id(&keeper).await;
    for name in ["lock", "unlock", "sessions/revoke", "password-reset"] {
        let answer = step(&keeper, own, name).await;
        assert_eq!((answer.status, answer.problem()), (409, "conflict"), "{name}: {}", answer.text);
    }
}

#[actix_web::test]
async fn whoever_changes_their_own_roles_stays_signed_in_here_alone() {
    let app = TestApp::start().await;
    app.give("boss", "admin").await;
    app.give("deputy", "admin").await;
    let (here, elsewhere) = (app.signed_in("deputy").await, app.signed_in("deputy").await);
    let thief = here.twin();
    let own = own_id(&here).await;
    let staff = role_id(&here, "staff").await;
    let answer = change(&here, own, json!({"roles": [staff]})).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(here.get("/api/v1/admin/orders").await.status, 200);
    assert_eq!(here.get(USERS).await.status, 403);
    assert_eq!((thief.get("/api/v1/me").await.status, elsewhere.get("/api/v1/me").await.status), (401, 401));
}

#[actix_web::test]
async fn the_last_administrator_stays_one_and_open() {
    let app = TestApp::start().await;
    let boss = app.give("boss", "admin").await;
    let client = app.signed_in("boss").await;
    let answer = change(&client, boss, json!({"roles": []})).await;
    assert_eq!((answer.status, answer.problem()), (409, "conflict"), "{}", answer.text);
    // Somebody who holds as much through another role is no administrator, and can not shut the last one out.
    let equal = app.staff(Permission::ALL).await;
    assert_eq!(step(&equal, boss, "lock").await.status, 409);
    let deputy = app.give("deputy", "admin").await;
    assert_eq!(step(&client, deputy, "lock").await.status, 200);
    assert_eq!(change(&client, boss, json!({"roles": []})).await.status, 409, "a locked one does not count");
    assert_eq!(step(&client, deputy, "unlock").await.status, 200);
    assert_eq!(change(&client, boss, json!({"roles": []})).await.status, 200);
    // The database holds it too, whatever program asks.
    let last = "DO $$ BEGIN {}; RAISE 'it was done'; EXCEPTION WHEN check_violation THEN END $$";
    for sql in [
        format!("UPDATE users SET disabled_at = now() WHERE id = '{}'", deputy.uuid()),
        format!("DELETE FROM user_roles WHERE user_id = '{}'", deputy.uuid()),
        format!("DELETE FROM users WHERE id = '{}'", deputy.uuid()),
    ] {
        app.execute(&last.replace("{}", &sql)).await;
    }
}

#[actix_web::test]
async fn of_two_administrators_who_leave_at_once_one_stays() {
    for _ in 0..5 {
        let app = TestApp::start().await;
        let (ann, bob) = (app.give("ann", "admin").await, app.give("bob", "admin").await);
        let (first, second) = (app.signed_in("ann").await, app.signed_in("bob").await);
        let leave = |client: Client, user: UserId| async move {
            change(&client, user, json!({"roles": []})).await.status
        };
        let done = futures_util::future::join(leave(first, ann), leave(second, bob)).await;
        assert!([(200, 409), (409, 200)].contains(&done), "{done:?}");
    }
}

/// GHSA-v85r-wfgv-jcqc (Vendure): whoever may edit administrators took over the first one.
#[actix_web::test]
async fn adv_ghsa_v85r_wfgv_jcqc_delegated_admin_cannot_touch_superadmin() {
    let app = TestApp::start().await;
    let boss = app.give("boss", "admin").await;
    app.give("deputy", "admin").await;
    let signed_in = app.signed_in("boss").await;
    let all_but_one: Vec<_> =
        Permission::ALL.iter().copied().filter(|one| *one != Permission::ReadSecurity).collect();
    let delegate = app.staff(&all_but_one).await;
    for name in ["lock", "unlock", "sessions/revoke", "password-reset"] {
        let answer = step(&delegate, boss, name).await;
        assert_eq!(
            (answer.status, &answer.body["required_permission"]),
            (403, &json!("read_security")),
            "{name}"
        );
    }
    for body in [json!({"full_name": "Mine"}), json!({"roles": []})] {
        assert_eq!(change(&delegate, boss, body).await.status, 403);
    }
    let own = own_id(&delegate).await;
    let admin = role_id(&delegate, "admin").await;
    assert_eq!(change(&delegate, own, json!({"roles": [admin]})).await.status, 403);
    assert_eq!(signed_in.get("/api/v1/me").await.status, 200);
}

/// CVE-2026-72843 (EverShop): `PATCH /api/customers/:id` was open to everybody, and so were other people's data.
#[actix_web::test]
async fn adv_cve_2026_72843_nobody_changes_other_customers_without_the_permission() {
    let app = TestApp::start().await;
    let ann = app.account("ann").await;
    let path = format!("{USERS}/{ann}");
    let guest = app.anonymous();
    let bob = app.customer("bob").await;
    let reader = app.staff(&[Permission::ReadUsers, Permission::WriteOrders]).await;
    for (client, status) in [(&guest, 401), (&bob, 403), (&reader, 403)] {
        let tag = reader.get(&path).await.header("etag").to_owned();
        let answer = client.patch_if(&path, &tag, json!({"full_name": "Mallory"})).await;
        assert_eq!(answer.status, status, "{}", answer.text);
        for name in ["lock", "sessions/revoke", "password-reset"] {
            assert_eq!(step(client, ann, name).await.status, status);
        }
    }
    // Nor does the own data's address take somebody else's id along.
    let answer = bob.patch("/api/v1/me", json!({"id": ann, "full_name": "Mallory"})).await;
    assert_eq!(answer.status, 422);
    assert_eq!(reader.get(&path).await.body["full_name"], "");
}
