//! The shop under test.

use std::{net::TcpListener, sync::Arc};

use actix_web::{HttpServer, dev::ServerHandle, web};
use securecart_api::{
    accounts::service::{self, NewAccount},
    adapters::{clock::Clock, mailer::Mailer, payment_gateway::StripeGateway},
    app,
    audit::Denials,
    auth::{
        Actor,
        password::{PasswordCost, PasswordHasher},
    },
    catalog::Window,
    config::{Config, Env},
    http::ApiError,
    imports::OpenFile,
    keys::Keys,
    limits::Limits,
    media::PictureStore,
    security::Watch,
    state::AppState,
};
use securecart_db::{
    Db,
    accounts::{permissions, users},
};
use securecart_domain::{
    Permission, RoleId, UserId,
    accounts::{Email, Username},
};
use securecart_stripe_emulator::{Emulator, EmulatorConfig, RunningEmulator};
use securecart_test_support::TestDatabase;

use super::Client;

/// What every account of a test has as its password.
pub(crate) const PASSWORD: &str = "quiet lamp over water";

/// What seals the data of every test.
pub(crate) const MASTER_KEY: &str = "5f1c9a07e2b84d63a1f0c7d92e68b354c07de1524b9a4f3e8d60a2b7f915e83c";

/// A shop of its own: database, emulator, data folder, clock. Dropping it ends everything.
pub(crate) struct TestApp {
    pub(crate) state: AppState,
    pub(crate) stripe: RunningEmulator,
    pub(crate) origin: String,
    servers: Vec<ServerHandle>,
    data_dir: std::path::PathBuf,
    // Last, so that it outlives everything that uses it.
    database: TestDatabase,
}

impl TestApp {
    /// With the usual settings.
    pub(crate) async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// With some settings changed, named as in the environment.
    pub(crate) async fn start_with(settings: &[(&str, &str)]) -> Self {
        install_tls_provider();
        let database = TestDatabase::new().await.expect("a database for this test");
        let stripe = Emulator::start(EmulatorConfig::default()).await.expect("the emulator starts");
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let clock = Clock::system();
        let data_dir = std::env::temp_dir().join(format!("securecart-test-{}", clock.uuid().simple()));
        let config = config(&origin, &data_dir, &stripe, settings);
        stripe.set_webhook_url(format!("{origin}/api/v1/webhooks/stripe"));
        let keys = Keys::unlock(&database.db(), &config.master_keys, &clock).await.unwrap();
        let state = AppState {
            limits: Limits::new(&config, &clock).unwrap(),
            db: database.db().with_audit_key(config.audit_key()),
            window: Window::new(clock.clone()),
            import_file: OpenFile::default(),
            clock,
            keys,
            passwords: PasswordHasher::new(config.password_cost, 2).unwrap(),
            payments: Arc::new(StripeGateway::new(&config.stripe).unwrap()),
            pictures: PictureStore::of(&config).unwrap(),
            mailer: Mailer::new(&config.mail, &config.data_dir).unwrap(),
            watch: Watch::default(),
            denials: Denials::default(),
            config: Arc::new(config),
        };
        let servers = vec![serve(state.clone(), listener)];
        Self { state, stripe, origin, servers, data_dir, database }
    }

    /// Another instance of the same shop, as after a restart: it knows what the database knows and nothing else. Returns
    /// its origin.
    pub(crate) fn another_instance(&mut self) -> String {
        let limits = Limits::new(&self.state.config, &self.state.clock).unwrap();
        let state =
            AppState { limits, watch: Watch::default(), denials: Denials::default(), ..self.state.clone() };
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        self.servers.push(serve(state, listener));
        origin
    }

    /// Another instance with connections and a memory of its own, as on another machine. Returns its state and origin.
    pub(crate) fn instance_apart(&mut self) -> (AppState, String) {
        let state = AppState {
            limits: Limits::new(&self.state.config, &self.state.clock).unwrap(),
            db: Db::open(self.database.config()).unwrap().with_audit_key(self.state.config.audit_key()),
            window: Window::new(self.state.clock.clone()),
            import_file: OpenFile::default(),
            ..self.state.clone()
        };
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        self.servers.push(serve(state.clone(), listener));
        (state, origin)
    }

    /// Another instance with keys that were read elsewhere, such as from a file. Returns its origin.
    pub(crate) fn instance_with(&mut self, keys: Keys) -> String {
        self.state.keys = keys;
        self.another_instance()
    }

    /// A browser at that address, behind a proxy that has to be trusted.
    pub(crate) fn anonymous_at(&self, address: &str) -> Client {
        Client::at(&self.origin, address)
    }

    /// A browser that has never been here.
    pub(crate) fn anonymous(&self) -> Client {
        Client::new(&self.origin)
    }

    /// The folder for mail files and media.
    pub(crate) fn data_dir(&self) -> &std::path::Path {
        &self.data_dir
    }

    /// Where the database is, for the binary.
    pub(crate) fn database_url(&self) -> &str {
        self.database.url()
    }

    /// Runs SQL, for bringing about what the shop itself never would.
    pub(crate) async fn execute(&self, sql: &str) {
        self.database.execute(sql).await.unwrap();
    }

    /// Runs SQL that the database refuses, and tells in which words.
    pub(crate) async fn refused(&self, sql: &str) -> String {
        format!("{:#}", self.database.execute(sql).await.unwrap_err())
    }

    /// A connection as the owner of the tables, who may do what the shop may not.
    pub(crate) async fn owner(&self) -> securecart_db::Conn {
        self.database.connect().await.unwrap()
    }

    /// URL of the database as the owner of the tables; `None`, said aloud, where the shop runs as that one too.
    pub(crate) fn owner_url(&self) -> Option<&str> {
        self.database.has_two_roles().then_some(&self.database.owner().url)
    }

    /// What `SELECT … AS number` gives.
    pub(crate) async fn number(&self, sql: &str) -> i64 {
        self.database.number(sql).await.unwrap()
    }

    /// An account of that name, without roles.
    pub(crate) async fn account(&self, name: &str) -> UserId {
        let new = NewAccount {
            username: Username::parse(name).unwrap(),
            email: Email::parse(&format!("{name}@example.org")).unwrap(),
            email_verified: true,
            password_hash: self.state.passwords.hash(PASSWORD).await.unwrap(),
        };
        let (clock, keys) = (&self.state.clock, &self.state.keys);
        let created = self
            .state
            .db
            .transaction(async |tx| {
                Ok::<_, ApiError>(service::create_account(tx, clock, keys, &Actor::system(), &new).await?)
            })
            .await;
        created.unwrap()
    }

    /// A customer of that name, signed in.
    pub(crate) async fn customer(&self, name: &str) -> Client {
        self.account(name).await;
        self.signed_in(name).await
    }

    /// A member of staff who holds exactly these permissions, signed in.
    pub(crate) async fn staff(&self, permissions: &[Permission]) -> Client {
        let name = format!("staff{}", self.state.clock.uuid().simple());
        let user = self.account(&name).await;
        let role = RoleId::new(self.state.clock.uuid());
        let role_name = format!("role_{}", role.uuid().simple());
        let mut conn = self.state.db.connection().await.unwrap();
        permissions::insert_role(&mut conn, role, &role_name, "for a test", permissions).await.unwrap();
        permissions::grant_role(&mut conn, user, &role_name).await.unwrap();
        drop(conn);
        self.signed_in(&name).await
    }

    /// The account of that name, opened if there is none, with the role of that name given to it.
    pub(crate) async fn give(&self, name: &str, role: &str) -> UserId {
        let mut conn = self.state.db.connection().await.unwrap();
        let found = users::find_user_by_username(&mut conn, name).await.unwrap();
        drop(conn);
        let user = match found {
            Some(user) => user.id,
            None => self.account(name).await,
        };
        let mut conn = self.state.db.connection().await.unwrap();
        permissions::grant_role(&mut conn, user, role).await.unwrap();
        user
    }

    /// Takes all roles away from the account that a client is signed in to.
    pub(crate) async fn revoke_roles(&self, client: &Client) {
        let session = client.get("/api/v1/auth/session").await;
        let user = session.body["user"]["id"].as_str().unwrap().parse().unwrap();
        permissions::revoke_roles(&mut self.state.db.connection().await.unwrap(), user).await.unwrap();
    }

    /// Signs in to an existing account, in a browser that its owner has long been using: no mail is about it.
    pub(crate) async fn signed_in(&self, name: &str) -> Client {
        let client = self.anonymous();
        let answer = client.login(name, PASSWORD).await;
        assert_eq!(answer.status, 200, "{name} can not sign in: {}", answer.body);
        self.execute(
            "DELETE FROM outbox WHERE done_at IS NULL AND payload #>> '{notice,what}' = 'new_device'",
        )
        .await;
        client
    }
}

fn serve(state: AppState, listener: TcpListener) -> ServerHandle {
    let data = web::Data::new(state);
    let server = HttpServer::new(move || app::build(data.clone()))
        .workers(2)
        .disable_signals()
        .listen(listener)
        .unwrap()
        .run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    handle
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // The future only waits for the end; asking for it happens at once.
        for server in &self.servers {
            drop(server.stop(false));
        }
        self.state.db.close();
        if let Err(error) = std::fs::remove_dir_all(&self.data_dir) {
            assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "{error}");
        }
    }
}

fn config(
    origin: &str,
    data_dir: &std::path::Path,
    stripe: &RunningEmulator,
    settings: &[(&str, &str)],
) -> Config {
    let data_dir = data_dir.to_string_lossy();
    let mut variables = vec![
        ("SECURECART_PUBLIC_URL", origin),
        ("SECURECART_DATA_DIR", &data_dir),
        ("SECURECART_SECRET_KEY", "q7Rk2vZpX0aLw9BnYt4mHs8dJf3gUeCi"),
        ("SECURECART_MASTER_KEYS", MASTER_KEY),
        ("STRIPE_SECRET_KEY", stripe.secret_key()),
        ("STRIPE_WEBHOOK_SECRET", stripe.webhook_secret()),
        ("STRIPE_API_BASE", stripe.base_url()),
        // Tests of the second factor ask for it.
        ("SECURECART_STAFF_SECOND_FACTOR", "optional"),
        // Tests of limits switch them on.
        ("SECURECART_RATE_LIMITS", "off"),
    ];
    variables.extend_from_slice(settings);
    let mut config = Config::from_env(&Env::of(variables)).expect("the settings of the tests are good");
    // Tests are about what is hashed, not about how slowly.
    config.password_cost = PasswordCost { memory_kib: 8, passes: 1 };
    config
}

fn install_tls_provider() {
    // Every test of the process does this; the first one wins and the others are content.
    drop(rustls::crypto::ring::default_provider().install_default());
    drop(tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_test_writer().try_init());
}
