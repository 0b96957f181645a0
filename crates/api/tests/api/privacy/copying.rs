//! A copy of everything, for programs and for people.

use chrono::Duration;
use serde_json::json;

use super::{EXPORT, known};
use crate::{
    mailed_links::letters_to,
    shopping::count,
    support::{PASSWORD, TestApp},
};

#[actix_web::test]
async fn the_copy_is_a_file_that_nobody_caches_and_its_owner_hears_of_it() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    let copy = ann.get(EXPORT).await;
    assert_eq!(copy.status, 200, "{}", copy.text);
    assert_eq!((copy.header("content-type"), copy.header("cache-control")), ("application/json", "no-store"));
    let name = copy.header("content-disposition");
    assert!(name.starts_with("attachment; filename=\"my-data-") && name.ends_with(".json\""), "{name}");
    assert_eq!((&copy.body["account"]["username"], &copy.body["version"]), (&json!("ann"), &json!(1)));
    assert_eq!(count(&app, "audit_events", "event = 'user_exported'").await, 1);
    let letters = letters_to(&app, "ann@example.org").await;
    assert!(letters[0].contains("A copy of everything"), "{letters:?}");
}

#[actix_web::test]
async fn people_get_a_page_that_says_the_same_and_runs_nothing() {
    let app = TestApp::start().await;
    let name = "Ann <script>alert(1)</script> & \"Lee\"";
    let ann = known(&app, "ann", name, "7 Harbour Steps").await.client;
    let page = ann.get(&format!("{EXPORT}?format=html")).await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(page.header("content-disposition").contains("my-data-"));
    assert!(
        !page.text.contains("<script") && !page.text.contains("http://") && !page.text.contains("https://")
    );
    for told in ["7 Harbour Steps", "&#60;script&#62;", "ann@example.org", "25.00 USD", "Mug", "SC-1"] {
        assert!(page.text.contains(told), "the page lacks {told}");
    }
    let request = ann.request(reqwest::Method::GET, EXPORT).header("accept", "text/html,*/*;q=0.8");
    assert!(
        ann.send(request).await.header("content-type").starts_with("text/html"),
        "a browser that goes there"
    );
    let plain = ann.request(reqwest::Method::GET, EXPORT).header("accept", "*/*");
    assert_eq!(ann.send(plain).await.header("content-type"), "application/json");
}

#[actix_web::test]
async fn a_copy_is_for_who_has_just_confirmed_and_of_nobody_else() {
    let app = TestApp::start().await;
    let _ann = known(&app, "ann", "Annabel Winterbottom", "7 Harbour Steps").await;
    let bob = app.customer("bob").await;
    let copy = bob.get(EXPORT).await;
    assert_eq!(copy.status, 200, "{}", copy.text);
    for of_ann in ["ann@", "Annabel", "Harbour", "Mug", "SC-1"] {
        assert!(!copy.text.contains(of_ann), "the copy tells of {of_ann}: {}", copy.text);
    }
    app.state.clock.advance(Duration::minutes(11));
    assert_eq!(bob.get(EXPORT).await.problem(), "confirmation-required");
    let confirmed = bob.post("/api/v1/auth/confirm", json!({ "password": PASSWORD })).await;
    assert_eq!(confirmed.status, 204, "{}", confirmed.text);
    assert_eq!(bob.get(EXPORT).await.status, 200);
    assert_eq!(app.anonymous().get(EXPORT).await.status, 401);
    assert_eq!(bob.get(&format!("{EXPORT}?format=csv")).await.status, 422);
}

#[actix_web::test]
async fn staff_who_did_something_to_an_account_and_whom_it_was_done_to_stay_out_of_the_copies() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    let id = ann.get("/api/v1/me").await.body["id"].as_str().unwrap().to_owned();
    let staff = app
        .staff(&[securecart_domain::Permission::ReadUsers, securecart_domain::Permission::WriteUsers])
        .await;
    let agent = ("user-agent", "staff-browser/1");
    let revoke = format!("/api/v1/admin/users/{id}/sessions/revoke");
    let ended = staff.call(reqwest::Method::POST, &revoke, Some(json!({})), &[agent]).await;
    assert_eq!(ended.status, 200, "{}", ended.text);
    let ann = app.signed_in("ann").await;
    let copy = ann.get(EXPORT).await;
    let events = copy.body["activity"].as_array().unwrap().clone();
    let by_staff = events.iter().find(|event| event["event"] == "user_sessions_ended").unwrap();
    assert_eq!((&by_staff["by_yourself"], &by_staff["address"]), (&json!(false), &json!(null)));
    assert!(!copy.text.contains("staff-browser"));
    let of_staff = staff.get(EXPORT).await;
    assert!(
        of_staff.text.contains("user_sessions_ended") && !of_staff.text.contains(&id),
        "{}",
        of_staff.text
    );
}

#[actix_web::test]
async fn there_are_two_copies_a_day() {
    let app = TestApp::start_with(&[("SECURECART_RATE_LIMITS", "on")]).await;
    let ann = app.customer("ann").await;
    assert_eq!([ann.get(EXPORT).await.status, ann.get(EXPORT).await.status], [200, 200]);
    let third = ann.get(EXPORT).await;
    assert_eq!((third.status, third.problem()), (429, "too-many-requests"));
    assert!(!third.header("retry-after").is_empty());
}
