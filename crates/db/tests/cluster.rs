//! The private cluster through a rough life: joined, killed, left half made.

#![expect(clippy::unwrap_used, reason = "a failing test is reported by its panic")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use diesel::sql_types::{BigInt, Bool};
use diesel::{QueryableByName, sql_query};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use securecart_db::cluster::{self, ClusterConfig, ClusterError, RunningCluster};
use securecart_db::{Conn, DatabaseConfig, is_local};

/// Tells the test below, when run as a process of its own, where its cluster is.
const CHILD_DIR: &str = "SECURECART_TEST_CLUSTER_DIR";

/// A directory that goes away with the test.
struct Place {
    dir: PathBuf,
}

impl Place {
    fn new() -> Self {
        Self::named("c")
    }

    fn named(name: &str) -> Self {
        let unique = format!("securecart-{}-{:08x}", std::process::id(), rand::random::<u32>());
        let dir = std::env::temp_dir().canonicalize().unwrap().join(unique);
        fs::create_dir(&dir).unwrap();
        Self { dir: dir.join(name) }
    }

    fn config(&self) -> ClusterConfig {
        // What survives a power failure is not at stake here, and the disk is slow.
        ClusterConfig { durable: false, ..ClusterConfig::durable(&self.dir) }
    }

    async fn start(&self) -> RunningCluster {
        cluster::start(self.config()).await.unwrap()
    }

    fn pid_file(&self) -> PathBuf {
        self.dir.join("data").join("postmaster.pid")
    }

    fn server_pid(&self) -> Option<u32> {
        fs::read_to_string(self.pid_file()).ok()?.lines().next()?.parse().ok()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // A supervisor that is just ending may still open its lock file.
        until("the directory is gone", || {
            let dir = self.dir.parent().unwrap();
            fs::remove_dir_all(dir).is_ok() || !dir.exists()
        });
    }
}

/// As the owner.
async fn connect(cluster: &RunningCluster) -> Conn {
    securecart_db::connect(&DatabaseConfig::new(cluster.owner_url())).await.unwrap()
}

/// As what the shop runs as.
async fn connect_program(cluster: &RunningCluster) -> Conn {
    securecart_db::connect(&DatabaseConfig::new(cluster.url())).await.unwrap()
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

async fn remember(cluster: &RunningCluster) {
    let sql = "CREATE TABLE IF NOT EXISTS memory (word text); INSERT INTO memory VALUES ('kept')";
    connect(cluster).await.batch_execute(sql).await.unwrap();
}

async fn remembered(cluster: &RunningCluster) -> i64 {
    let query = sql_query("SELECT count(*) AS count FROM memory");
    query.get_result::<Count>(&mut connect(cluster).await).await.unwrap().count
}

fn is_alive(pid: u32) -> bool {
    Command::new("kill").args(["-0", &pid.to_string()]).stderr(Stdio::null()).status().unwrap().success()
}

fn kill_9(pid: u32) {
    assert!(Command::new("kill").args(["-9", &pid.to_string()]).status().unwrap().success());
}

fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !holds() {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        sleep(Duration::from_millis(20));
    }
}

#[tokio::test]
async fn it_starts_stops_and_keeps_what_was_committed() {
    let place = Place::new();
    let cluster = place.start().await;
    assert!(is_local(&cluster.url()).unwrap());
    remember(&cluster).await;
    let server = place.server_pid().unwrap();
    cluster.stop().unwrap();
    assert!(!place.pid_file().exists());
    until("the server ends", || !is_alive(server));

    let cluster = place.start().await;
    assert_eq!(remembered(&cluster).await, 1);
    let server = place.server_pid().unwrap();
    drop(cluster);
    until("the server of a dropped cluster ends", || !is_alive(server));
}

#[derive(QueryableByName)]
struct Rights {
    #[diesel(sql_type = Bool)]
    superuser: bool,
    #[diesel(sql_type = Bool)]
    synced: bool,
}

#[tokio::test]
async fn the_shop_is_no_superuser_and_its_data_is_synced() {
    let place = Place::new();
    let cluster = cluster::start(ClusterConfig::durable(&place.dir)).await.unwrap();
    let query = || {
        sql_query(
            "SELECT current_setting('is_superuser')::bool AS superuser, \
         current_setting('fsync')::bool AND current_setting('synchronous_commit')::bool AS synced",
        )
    };
    for mut connection in [connect(&cluster).await, connect_program(&cluster).await] {
        let rights: Rights = query().get_result(&mut connection).await.unwrap();
        assert!(!rights.superuser && rights.synced);
    }
}

#[tokio::test]
async fn a_cluster_from_before_the_program_had_a_role_of_its_own_gets_one() {
    let place = Place::new();
    let cluster = place.start().await;
    remember(&cluster).await;
    let mut admin = securecart_db::connect(&DatabaseConfig::new(cluster.admin_url())).await.unwrap();
    admin.batch_execute("DROP ROLE securecart_program").await.unwrap();
    drop(admin);
    cluster.stop().unwrap();
    fs::rename(place.dir.join("provisioned-2"), place.dir.join("provisioned")).unwrap();
    fs::remove_file(place.dir.join("program-password")).unwrap();
    let cluster = place.start().await;
    connect_program(&cluster).await;
    assert_eq!(remembered(&cluster).await, 1);
}

#[tokio::test]
async fn a_wrong_password_is_refused() {
    let place = Place::new();
    let cluster = place.start().await;
    for (file, url) in [("password", cluster.owner_url()), ("program-password", cluster.url())] {
        let password = fs::read_to_string(place.dir.join(file)).unwrap();
        let guessed = url.replace(password.trim(), "guessed");
        assert_ne!(guessed, url);
        assert!(securecart_db::connect(&DatabaseConfig::new(guessed)).await.is_err());
    }
}

#[tokio::test]
async fn the_last_of_several_users_stops_it() {
    let place = Place::new();
    let first = place.start().await;
    let server = place.server_pid().unwrap();
    let second = place.start().await;
    first.stop().unwrap();
    assert_eq!(place.server_pid(), Some(server));
    remember(&second).await;
    second.stop().unwrap();
    until("the server ends with its last user", || !is_alive(server));
}

#[tokio::test]
async fn several_that_start_at_once_share_one_server() {
    let place = Place::new();
    let (one, two, three) = tokio::join!(place.start(), place.start(), place.start());
    remember(&one).await;
    assert_eq!(remembered(&two).await, 1);
    assert_eq!(remembered(&three).await, 1);
}

/// Not a test: the process that `a_killed_user_leaves_nothing_behind` kills.
#[tokio::test]
#[ignore = "run by another test as a process of its own"]
async fn a_user_that_waits_to_be_killed() {
    let Some(dir) = std::env::var_os(CHILD_DIR) else {
        return;
    };
    let cluster = cluster::start(ClusterConfig::durable(PathBuf::from(dir))).await.unwrap();
    remember(&cluster).await;
    println!("ready");
    sleep(Duration::from_mins(1));
}

fn user_process(dir: &Path) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "a_user_that_waits_to_be_killed", "--ignored", "--nocapture"]);
    let mut child = command.env(CHILD_DIR, dir).stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line.ends_with("ready")));
    child
}

#[tokio::test]
async fn a_killed_user_leaves_nothing_behind() {
    let place = Place::new();
    let mut user = user_process(&place.dir);
    let server = place.server_pid().unwrap();
    user.kill().unwrap();
    user.wait().unwrap();
    until("the server of a killed user ends", || !is_alive(server));
    assert_eq!(remembered(&place.start().await).await, 1);
}

#[tokio::test]
async fn starting_right_after_a_kill_works_whatever_the_old_server_does() {
    let place = Place::new();
    let mut user = user_process(&place.dir);
    user.kill().unwrap();
    user.wait().unwrap();
    assert_eq!(remembered(&place.start().await).await, 1);
}

#[tokio::test]
async fn a_server_without_supervisor_is_taken_over_and_stopped() {
    let place = Place::new();
    let first = place.start().await;
    let server = place.server_pid().unwrap();
    let parent = fs::read_to_string(format!("/proc/{server}/stat")).unwrap();
    let parent = parent.rsplit_once(") ").unwrap().1.split(' ').nth(1).unwrap().parse().unwrap();
    kill_9(parent);
    let second = place.start().await;
    assert_eq!(place.server_pid(), Some(server));
    drop(first);
    remember(&second).await;
    drop(second);
    until("the orphan ends", || !is_alive(server));
}

#[tokio::test]
async fn a_killed_server_recovers_at_the_next_start() {
    let place = Place::new();
    let cluster = cluster::start(ClusterConfig::durable(&place.dir)).await.unwrap();
    remember(&cluster).await;
    let server = place.server_pid().unwrap();
    kill_9(server);
    until("the killed server is gone", || !is_alive(server));
    assert!(place.pid_file().exists(), "its note stays");
    let again = place.start().await;
    assert_eq!(remembered(&again).await, 1);
    drop(cluster);
    assert_eq!(remembered(&again).await, 1, "the first user leaves the second alone");
}

#[tokio::test]
async fn a_stale_note_with_the_number_of_another_program_does_no_harm() {
    let place = Place::new();
    place.start().await.stop().unwrap();
    let note =
        format!("{}\n{}\n0\n5432\n\n\n0 0\nready\n", std::process::id(), place.dir.join("data").display());
    fs::write(place.pid_file(), note).unwrap();
    remember(&place.start().await).await;
}

#[tokio::test]
async fn an_interrupted_set_up_is_repeated() {
    let place = Place::new();
    let unfinished = place.dir.join("data.unfinished");
    fs::create_dir_all(&unfinished).unwrap();
    fs::write(unfinished.join("PG_VERSION"), "15\n").unwrap();
    remember(&place.start().await).await;
}

#[tokio::test]
async fn a_path_too_long_for_a_socket_leads_to_the_loopback_interface() {
    let place = Place::named(&"long".repeat(30));
    let cluster = place.start().await;
    assert!(cluster.url().contains("@127.0.0.1:"));
    remember(&cluster).await;
    let joined = place.start().await;
    assert_eq!(joined.url(), cluster.url());
}

#[tokio::test]
async fn ctrl_c_in_the_terminal_does_not_reach_the_server() {
    let place = Place::new();
    let _cluster = place.start().await;
    let group = |pid: u32| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
        stat.rsplit_once(") ").unwrap().1.split(' ').nth(2).unwrap().to_owned()
    };
    assert_ne!(group(place.server_pid().unwrap()), group(std::process::id()));
}

#[tokio::test]
async fn what_cannot_work_is_said_in_one_sentence() {
    let place = Place::new();
    place.start().await.stop().unwrap();
    let version = place.dir.join("data").join("PG_VERSION");
    let installed = fs::read_to_string(&version).unwrap();
    fs::write(&version, "8\n").unwrap();
    let error = cluster::start(place.config()).await.unwrap_err();
    assert!(matches!(&error, ClusterError::OtherVersion { version, .. } if version == "8"), "{error}");
    fs::write(&version, installed).unwrap();

    let configuration = place.dir.join("data").join("postgresql.conf");
    let before = fs::read_to_string(&configuration).unwrap();
    fs::write(&configuration, format!("{before}\nno_such_setting = 1\n")).unwrap();
    let error = cluster::start(place.config()).await.unwrap_err();
    assert!(error.to_string().starts_with("PostgreSQL did not start: "), "{error}");
    fs::write(&configuration, before).unwrap();

    fs::remove_file(place.dir.join("password")).unwrap();
    let error = cluster::start(place.config()).await.unwrap_err();
    assert!(matches!(error, ClusterError::PasswordMissing { .. }), "{error}");
    until("the failed attempts leave no server", || place.server_pid().is_none());
}

#[test]
fn secrets_are_for_our_eyes_only() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let _cluster = runtime.block_on(place.start());
    for (name, mode) in [("password", 0o600), ("admin-password", 0o600), ("run", 0o700), ("data", 0o700)] {
        let found = fs::metadata(place.dir.join(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(found, mode, "{name}");
    }
}
