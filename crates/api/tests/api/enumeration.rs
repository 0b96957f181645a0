//! What an answer's time tells of who has an account (ASVS 6.3.8). Equal work is held here by counting it; how equal the
//! time is that comes of it is measured by hand, on a machine that does nothing else:
//! `cargo nextest run --workspace --run-ignored only --no-capture -E 'test(medians)'`.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Client, PASSWORD, TestApp};

/// The operations that are told an address or a name of somebody.
#[derive(Clone, Copy, Debug)]
enum Operation {
    Login,
    Register,
    Forgot,
}

impl Operation {
    /// Where it is asked, with what, and the status it answers.
    fn asks(self, email: &str, number: usize) -> (&'static str, Value, u16) {
        match self {
            Self::Login => {
                ("/api/v1/auth/login", json!({"identifier": email, "password": "wrong guess"}), 401)
            }
            Self::Register => {
                let body = json!({"username": format!("new{number}"), "email": email, "password": PASSWORD});
                ("/api/v1/auth/register", body, 201)
            }
            Self::Forgot => ("/api/v1/auth/password/forgot", json!({ "email": email }), 202),
        }
    }

    /// Asks it, in a browser of its own. Gives the time, the hashes and the statements that the answer took.
    async fn take(self, app: &TestApp, email: &str, number: usize) -> (Duration, u64, u64) {
        let client: Client = app.anonymous();
        let token = client.csrf_token().await;
        let (path, body, status) = self.asks(email, number);
        let request = client.request(Method::POST, path).header("x-csrf-token", token).json(&body);
        let (hashes, statements) = (app.state.passwords.hashes(), app.state.db.statements());
        let began = Instant::now();
        let answer = client.send(request).await;
        let took = began.elapsed();
        assert_eq!(answer.status, status, "{}", answer.text);
        (took, app.state.passwords.hashes() - hashes, app.state.db.statements() - statements)
    }
}

const OPERATIONS: [Operation; 3] = [Operation::Login, Operation::Register, Operation::Forgot];

#[actix_web::test]
async fn known_and_unknown_addresses_take_the_same_work() {
    let app = TestApp::start().await;
    app.state.clock.stop();
    app.account("ann").await;
    for operation in OPERATIONS {
        // The first one warms up what is made once.
        operation.take(&app, "warm@example.org", 0).await;
        for round in 1..=2 {
            let unknown = operation.take(&app, &format!("nobody{round}@example.org"), round * 2).await;
            let known = operation.take(&app, "ann@example.org", round * 2 + 1).await;
            assert_eq!((known.1, known.2), (unknown.1, unknown.2), "{operation:?}, round {round}");
        }
    }
}

const SAMPLES: usize = 400;

/// The one in the middle.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

#[actix_web::test]
#[ignore = "judges wall time, for which the machine must do nothing else"]
async fn the_medians_of_known_and_unknown_addresses_are_two_milliseconds_apart_at_most() {
    for operation in OPERATIONS {
        let app = TestApp::start().await;
        app.state.clock.stop();
        app.account("ann").await;
        operation.take(&app, "warm@example.org", 0).await;
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for sample in 1..=SAMPLES {
            let stranger = format!("nobody{sample}@example.org");
            // In turns, so that whatever the machine does meets both; and never throttled, which is alike for both.
            app.state.clock.advance(chrono::Duration::hours(13));
            unknown.push(operation.take(&app, &stranger, sample * 2).await.0);
            known.push(operation.take(&app, "ann@example.org", sample * 2 + 1).await.0);
        }
        let (known, unknown) = (median(known), median(unknown));
        println!("{operation:?}: known {known:.2?}, unknown {unknown:.2?}, {SAMPLES} samples each");
        assert!(known.abs_diff(unknown) < Duration::from_millis(2), "{operation:?} tells them apart");
    }
}
