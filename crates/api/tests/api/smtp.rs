//! Mail over SMTP, in real conversations with a server that misbehaves on demand.

use std::time::{Duration, Instant};

use securecart_api::jobs::send_outbox;
use serde_json::json;

use crate::{
    shopping::{count, mails},
    support::{Manners, PASSWORD, SmtpSink, TestApp, authority},
};

/// A shop that sends its mail to the sink.
async fn shop(sink: &SmtpSink, further: &[(&str, &str)]) -> TestApp {
    let port = sink.port.to_string();
    let mut settings = vec![("SECURECART_SMTP_HOST", "localhost"), ("SECURECART_SMTP_PORT", &port)];
    settings.extend_from_slice(further);
    TestApp::start_with(&settings).await
}

async fn register(app: &TestApp) {
    let body = json!({"username": "ann", "email": "ann@example.org", "password": PASSWORD});
    let answer = app.anonymous().post("/api/v1/auth/register", body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
}

async fn waiting(app: &TestApp) -> i64 {
    count(app, "outbox", "done_at IS NULL AND attempts < 12").await
}

async fn dead(app: &TestApp) -> i64 {
    count(app, "outbox", "done_at IS NULL AND attempts >= 12").await
}

#[actix_web::test]
async fn a_mail_goes_out_over_starttls_to_one_recipient_with_both_parts() {
    let sink = SmtpSink::start(Manners { starttls: true, ..Manners::default() }).await;
    let tls = [("SECURECART_SMTP_TLS", "required"), ("SECURECART_SMTP_CA_FILE", &*authority())];
    let app = shop(&sink, &tls).await;
    register(&app).await;
    send_outbox(app.state.clone()).await.unwrap();
    let received = sink.received();
    assert_eq!(received.len(), 1, "{received:?}");
    assert!(received[0].encrypted, "the mail went out in the clear");
    assert_eq!(received[0].recipients, ["RCPT TO:<ann@example.org>"]);
    for words in
        ["To: ann@example.org", "text/plain", "text/html", "/verify#t", "Message-ID: <confirm-address-out_"]
    {
        assert!(received[0].data.contains(words), "{words} is missing in {}", received[0].data);
    }
    assert_eq!((waiting(&app).await, mails(&app).len()), (0, 0));
}

#[actix_web::test]
async fn without_the_tls_that_is_required_nothing_is_said() {
    for (starttls, trusted) in [(false, true), (true, false)] {
        let sink = SmtpSink::start(Manners { starttls, ..Manners::default() }).await;
        let authority = authority();
        let mut settings = vec![("SECURECART_SMTP_TLS", "required")];
        if trusted {
            settings.push(("SECURECART_SMTP_CA_FILE", &authority));
        }
        let app = shop(&sink, &settings).await;
        register(&app).await;
        send_outbox(app.state.clone()).await.unwrap();
        assert_eq!(sink.received().len(), 0, "starttls {starttls}, trusted {trusted}");
        assert_eq!((waiting(&app).await, dead(&app).await), (1, 0));
    }
}

#[actix_web::test]
async fn another_machine_is_never_told_in_the_clear() {
    // Not one of the names that plain text is for, though the same machine answers.
    let sink = SmtpSink::start(Manners::default()).await;
    let app = shop(&sink, &[("SECURECART_SMTP_HOST", "127.0.0.2")]).await;
    register(&app).await;
    send_outbox(app.state.clone()).await.unwrap();
    assert_eq!((sink.received().len(), waiting(&app).await), (0, 1));
}

#[actix_web::test]
async fn what_the_server_can_not_take_now_is_sent_later() {
    for manners in [
        Manners { recipient: "450 later", ..Manners::default() },
        Manners { mail: "451 later", ..Manners::default() },
        Manners { recipient: "535 who are you", ..Manners::default() },
    ] {
        let sink = SmtpSink::start(manners).await;
        let app = shop(&sink, &[]).await;
        register(&app).await;
        send_outbox(app.state.clone()).await.unwrap();
        assert_eq!((waiting(&app).await, dead(&app).await), (1, 0), "{manners:?}");
        sink.behave(Manners::default());
        let before = sink.received().len();
        send_outbox(app.state.clone()).await.unwrap();
        assert_eq!(sink.received().len(), before, "tried again at once");
        app.state.clock.advance(chrono::Duration::seconds(76));
        send_outbox(app.state.clone()).await.unwrap();
        assert_eq!((sink.received().len(), waiting(&app).await), (before + 1, 0), "{manners:?}");
    }
}

#[actix_web::test]
async fn what_the_server_will_never_take_is_given_up_and_names_no_address() {
    let refusal = "550 <ann@example.org> is nobody here";
    let sink = SmtpSink::start(Manners { recipient: refusal, ..Manners::default() }).await;
    let app = shop(&sink, &[]).await;
    register(&app).await;
    send_outbox(app.state.clone()).await.unwrap();
    assert_eq!((waiting(&app).await, dead(&app).await), (0, 1));
    sink.behave(Manners::default());
    app.state.clock.advance(chrono::Duration::days(2));
    send_outbox(app.state.clone()).await.unwrap();
    assert_eq!(sink.received().len(), 0, "a mail that was given up was tried again");
    let told = "last_error LIKE '%550%' AND last_error NOT LIKE '%ann%'";
    assert_eq!(count(&app, "outbox", told).await, 1);
}

#[actix_web::test]
async fn a_server_that_says_nothing_slows_nobody_who_registers_or_forgets() {
    let sink = SmtpSink::start(Manners { silent: true, ..Manners::default() }).await;
    let app = shop(&sink, &[]).await;
    app.account("bob").await;
    register(&app).await;
    let sending = actix_web::rt::spawn(send_outbox(app.state.clone()));
    // Until the mail is being sent.
    while count(&app, "outbox", "locked_until IS NOT NULL").await == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let began = Instant::now();
    let body = json!({"username": "eve", "email": "eve@example.org", "password": PASSWORD});
    assert_eq!(app.anonymous().post("/api/v1/auth/register", body).await.status, 201);
    let forgot =
        app.anonymous().post("/api/v1/auth/password/forgot", json!({"email": "bob@example.org"})).await;
    assert_eq!(forgot.status, 202);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    assert!(!sending.is_finished(), "the server answered after all");
    sending.abort();
}
