//! The form itself.

use reqwest::Method;

use super::{Part, Shop, body, file, pictures, text};

#[actix_web::test]
async fn a_form_of_other_fields_is_refused() {
    let shop = Shop::open().await;
    let picture = pictures::jpeg(&pictures::plain(16, 16, 1));
    let one = || file("image/jpeg", &picture);
    let long = "x".repeat(501);
    let longer = "x".repeat(5_000);
    let many = |name: &'static str| (0..1_000).map(|_| text(name, "x")).collect::<Vec<_>>();
    for (what, pointer, parts) in [
        ("nothing", "/file", vec![]),
        ("a text alone", "/file", vec![text("alt", "A mug")]),
        ("no kind", "/file", vec![Part { kind: None, ..one() }]),
        ("two pictures", "/file", vec![one(), one()]),
        ("two texts", "/alt", vec![text("alt", "A"), text("alt", "B"), one()]),
        ("another field", "", vec![text("position", "1"), one()]),
        ("a thousand fields", "", many("x")),
        ("a thousand texts", "/alt", many("alt")),
        ("a thousand files", "/file", (0..1_000).map(|_| one()).collect()),
        ("a text that is too long", "/alt", vec![one(), text("alt", &long)]),
        ("a text that is far too long", "/alt", vec![one(), text("alt", &longer)]),
        ("a text with a NUL", "/alt", vec![one(), text("alt", "a\0b")]),
        ("a text of two lines", "/alt", vec![one(), text("alt", "a\nb")]),
        ("a text in another coding", "/alt", vec![one(), Part { bytes: b"\xff", ..text("alt", "") }]),
    ] {
        let answer = shop.send(&parts).await;
        assert_eq!((answer.status, answer.pointers()), (422, vec![pointer]), "{what}: {}", answer.text);
        shop.assert_untouched(what).await;
    }
}

#[actix_web::test]
async fn a_body_that_is_no_form_is_refused() {
    let shop = Shop::open().await;
    let picture = pictures::jpeg(&pictures::plain(16, 16, 1));
    let whole = body(&[file("image/jpeg", &picture)]);
    let cut = whole[..whole.len() - 10].to_vec();
    for (kind, body, problem) in [
        ("image/jpeg", picture.clone(), (415, "unsupported-media-type")),
        ("application/json", b"{}".to_vec(), (415, "unsupported-media-type")),
        ("multipart/form-data", whole.clone(), (400, "malformed-request")),
        ("multipart/form-data; boundary=frontier", cut, (400, "malformed-request")),
        ("multipart/form-data; boundary=frontier", b"nonsense".to_vec(), (400, "malformed-request")),
        ("multipart/form-data; boundary=frontier", vec![], (400, "malformed-request")),
    ] {
        let answer = shop.send_body(&shop.staff, "\"v1\"", kind, body).await;
        assert_eq!((answer.status, answer.problem()), problem, "{kind}: {}", answer.text);
        shop.assert_untouched(kind).await;
    }
}

#[actix_web::test]
async fn a_form_of_another_site_adds_no_picture() {
    let shop = Shop::open().await;
    let form = body(&[file("image/jpeg", &pictures::jpeg(&pictures::plain(16, 16, 1)))]);
    let token = shop.staff.csrf_token().await;
    for (name, value) in [("sec-fetch-site", "same-origin"), ("origin", "https://evil.example")] {
        let mut request = shop.staff.request(Method::POST, &shop.images_path()).header(name, value);
        if name == "origin" {
            request = request.header("x-csrf-token", &token);
        }
        let kind = "multipart/form-data; boundary=frontier";
        let request = request.header("if-match", "\"v1\"").header("content-type", kind).body(form.clone());
        let answer = shop.staff.send(request).await;
        assert_eq!((answer.status, answer.problem()), (403, "forged-request"), "{name}");
        shop.assert_untouched(name).await;
    }
}
