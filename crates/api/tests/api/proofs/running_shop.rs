//! The program itself, as a process that can be killed and started again over the same database.

use std::{
    net::TcpListener,
    os::unix::process::ExitStatusExt as _,
    process::{Child, Stdio},
    time::Duration,
};

use reqwest::Method;
use securecart_api::crash_point::Step;
use serde_json::Value;

use crate::{
    cli::prepared,
    support::{Answer, Client, TestApp},
};

/// How long anything may take until it is called lost.
const PATIENCE: Duration = Duration::from_secs(30);
/// The signal that nobody can catch.
const SIGKILL: i32 = 9;

/// A port that nobody listens on.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// `securecart serve`; dropping it kills it.
pub(super) struct RunningShop<'a> {
    app: &'a TestApp,
    pub(super) origin: String,
    port: u16,
    operator_port: u16,
    process: Child,
}

impl<'a> RunningShop<'a> {
    /// Starts the program, which ends itself when it comes to `kill_at`, and sends it what the provider has to tell.
    pub(super) async fn start(app: &'a TestApp, kill_at: Step) -> Self {
        let (port, operator_port) = (free_port(), free_port());
        let origin = format!("http://localhost:{port}");
        app.stripe.set_webhook_url(format!("{origin}/api/v1/webhooks/stripe"));
        let process = spawn(app, port, operator_port, Some(kill_at));
        let mut shop = Self { app, origin, port, operator_port, process };
        shop.wait_until_ready().await;
        shop
    }

    /// Waits for the sudden end that was asked for, lets time pass for the database, and starts the program again.
    pub(super) async fn wait_for_the_end_and_start_again(&mut self) {
        let killed = wait_for(async || self.process.try_wait().unwrap()).await;
        assert_eq!(killed.signal(), Some(SIGKILL), "the program ended otherwise: {killed}");
        self.app.execute(A_MINUTE_LATER).await;
        self.process = spawn(self.app, self.port, self.operator_port, None);
        self.wait_until_ready().await;
    }

    async fn wait_until_ready(&mut self) {
        let ready = format!("http://127.0.0.1:{}/health/ready", self.operator_port);
        wait_for(async || {
            let answer = reqwest::get(&ready).await.ok();
            // A program that comes to its end while it starts is ready for being started again.
            (answer.is_some_and(|answer| answer.status().is_success())
                || self.process.try_wait().unwrap().is_some())
            .then_some(())
        })
        .await;
    }
}

impl Drop for RunningShop<'_> {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// What jobs wait for before they look again has passed: leases, pauses and the time that a call may take.
const A_MINUTE_LATER: &str = "
    UPDATE checkouts SET last_checked_at = NULL, created_at = created_at - interval '2 minutes';
    UPDATE outbox SET locked_until = now() - interval '1 second', next_attempt_at = now() - interval '1 second'
     WHERE done_at IS NULL;
    UPDATE refunds SET next_attempt_at = now() - interval '1 second' WHERE status = 'pending';
    UPDATE webhook_events SET received_at = received_at - interval '2 minutes' WHERE processed_at IS NULL;
    UPDATE idempotency_keys SET claimed_until = now() - interval '1 second' WHERE answer_sealed IS NULL";

fn spawn(app: &TestApp, port: u16, operator_port: u16, kill_at: Option<Step>) -> Child {
    let mut command = prepared(app);
    command.env("SECURECART_LISTEN", format!("127.0.0.1:{port}"));
    command.env("SECURECART_OPERATOR_LISTEN", format!("127.0.0.1:{operator_port}"));
    command.env("SECURECART_PUBLIC_URL", format!("http://localhost:{port}"));
    command.env("SECURECART_RATE_LIMITS", "off").env("SECURECART_STAFF_SECOND_FACTOR", "optional");
    command.env("PATH", std::env::var("PATH").unwrap_or_default());
    if let Some(step) = kill_at {
        command.env("SECURECART_KILL_AT", step.name());
    }
    command.arg("serve").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Asks until there is an answer.
pub(super) async fn wait_for<T>(mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let began = std::time::Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(began.elapsed() < PATIENCE, "waited too long");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// A `POST` with a key to a program that may end meanwhile: nothing, if no answer came.
pub(super) async fn post(client: &Client, path: &str, key: &str, body: &Value) -> Option<Answer> {
    let session = client.try_send(client.request(Method::GET, "/api/v1/auth/session")).await?;
    let token = session.body["csrf_token"].as_str()?.to_owned();
    let request = client.request(Method::POST, path).header("x-csrf-token", token);
    let request = request.header("idempotency-key", key).header("content-type", "application/json");
    client.try_send(request.body(body.to_string())).await
}
