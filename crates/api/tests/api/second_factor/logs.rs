//! What is logged while people sign in with codes.

use std::sync::{Arc, Mutex};

use actix_web::{
    cookie::{Cookie, CookieJar},
    dev::ServiceResponse,
    test, web,
};
use securecart_api::{app, jobs::send_outbox};
use serde_json::{Value, json};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

use super::{Authenticator, CODE, CONFIRM, TOTP};
use crate::support::{PASSWORD, TestApp};

/// Where log lines go during one test.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[actix_web::test]
async fn no_line_of_the_log_holds_a_secret_or_a_code() {
    let app = TestApp::start().await;
    app.account("ann").await;
    // The server's own threads log elsewhere, so these calls are made inside of this one.
    let shop = test::init_service(app::build(web::Data::new(app.state.clone()))).await;
    let lines = Lines::default();
    // All there is, which is more than any operator would ask for.
    let log = tracing_subscriber::fmt().with_env_filter(EnvFilter::new("trace")).with_writer(lines.clone());
    let _here = tracing::subscriber::set_default(log.finish());
    let mut jar = CookieJar::new();
    let mut token = String::new();
    macro_rules! call {
        ($method:ident, $path:expr, $body:expr) => {{
            let mut request =
                test::TestRequest::$method().uri($path).insert_header(("x-csrf-token", &*token));
            for cookie in jar.iter() {
                request = request.cookie(cookie.clone());
            }
            if let Some(body) = $body {
                request = request.set_json(body);
            }
            let answer = test::call_service(&shop, request.to_request()).await;
            keep(&mut jar, &answer);
            let status = answer.status();
            let body: Value = serde_json::from_slice(&test::read_body(answer).await).unwrap_or(Value::Null);
            assert!(status.is_success() || status == 422, "{}: {status} {body}", $path);
            body
        }};
    }
    macro_rules! renew_token {
        () => {{
            let session = call!(get, "/api/v1/auth/session", None::<Value>);
            token = session["csrf_token"].as_str().unwrap().to_owned();
        }};
    }
    let login = json!({"identifier": "ann", "password": PASSWORD});
    renew_token!();
    call!(post, "/api/v1/auth/login", Some(login.clone()));
    renew_token!();
    let setup = call!(post, TOTP, Some(json!({})));
    let secret = setup["secret"].as_str().unwrap().to_owned();
    let phone = Authenticator::new(&secret);
    let mut said = vec![phone.code(&app, 0)];
    let drawn = call!(post, CONFIRM, Some(json!({"code": said[0]})));
    let codes: Vec<String> = serde_json::from_value(drawn["codes"].clone()).unwrap();
    app.state.clock.advance(chrono::Duration::seconds(30));
    for code in [phone.code(&app, 0), codes[0].clone(), "135790".to_owned()] {
        renew_token!();
        call!(post, "/api/v1/auth/logout", None::<Value>);
        renew_token!();
        let waits = call!(post, "/api/v1/auth/login", Some(login.clone()));
        assert_eq!(waits["status"], "second_factor_required");
        renew_token!();
        call!(post, CODE, Some(json!({ "code": code })));
        said.push(code);
    }
    send_outbox(app.state.clone()).await.unwrap();
    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    for route in [TOTP, CONFIRM, CODE] {
        assert!(text.contains(route), "the log was not looked at: {text}");
    }
    let bytes = base32::decode(base32::Alphabet::Rfc4648 { padding: false }, &secret).unwrap();
    said.extend([secret, hex::encode(&bytes), format!("{bytes:?}"), PASSWORD.to_owned()]);
    for code in codes {
        said.extend([code.replace('-', ""), code]);
    }
    for word in said {
        let line = text.lines().find(|line| has_word(line, &word));
        assert_eq!(line, None, "{word} was logged");
    }
}

/// Whether the line has the word, and not by chance as a part of a longer number.
fn has_word(line: &str, word: &str) -> bool {
    let parts: Vec<&str> = line.split(word).collect();
    let apart = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_ascii_alphanumeric());
    parts.windows(2).any(|pair| apart(pair[0].chars().next_back()) && apart(pair[1].chars().next()))
}

fn keep<B>(jar: &mut CookieJar, answer: &ServiceResponse<B>) {
    for cookie in answer.response().cookies() {
        let cookie: Cookie<'static> = cookie.into_owned();
        if cookie.value().is_empty() { jar.remove(cookie) } else { jar.add(cookie) }
    }
}
