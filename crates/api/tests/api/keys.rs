//! The keys of a database: made once, recognised ever after.

use std::cell::Cell;

use futures_util::future::{join, join_all};
use securecart_api::{
    adapters::clock::Clock,
    config::{Config, Env, MasterKeyConfig},
    keys::{Keys, UnlockError, retire, rotate, status},
};
use securecart_db::accounts::users::find_user;
use securecart_keys::{KeyError, Place};
use serde_json::json;

use crate::{
    shopping::count,
    support::{Client, MASTER_KEY, PASSWORD, TestApp},
};

const OTHER_KEY: &str = "e83c5f1c9a07e2b84d63a1f0c7d92e68b354c07de1524b9a4f3e8d60a2b7f915";

fn config(keys: &str) -> MasterKeyConfig {
    let env = Env::of([
        ("SECURECART_SECRET_KEY", "q7Rk2vZpX0aLw9BnYt4mHs8dJf3gUeCi"),
        ("STRIPE_SECRET_KEY", "sk_test_0123456789abcdefghij"),
        ("STRIPE_WEBHOOK_SECRET", "whsec_0123456789abcdefghij"),
        ("SECURECART_MASTER_KEYS", keys),
    ]);
    Config::from_env(&env).unwrap().master_keys
}

async fn unlock(app: &TestApp, keys: &str) -> Result<Keys, UnlockError> {
    Keys::unlock(&app.state.db, &config(keys), &Clock::system()).await
}

#[actix_web::test]
async fn what_one_start_sealed_the_next_one_opens() {
    let app = TestApp::start().await;
    let place = Place::new("totp", "secret", "usr_1");
    let sealed = app.state.keys.seal(&place, b"seed").unwrap();
    let again = unlock(&app, MASTER_KEY).await.unwrap();
    assert_eq!(again.open(&place, &sealed).unwrap().as_slice(), b"seed");
    assert_eq!(again.index("x", "ann"), app.state.keys.index("x", "ann"));
    let elsewhere = Place::new("totp", "secret", "usr_2");
    assert_eq!(again.open(&elsewhere, &sealed).unwrap_err(), KeyError::Unreadable);
}

#[actix_web::test]
async fn keys_of_another_database_are_refused_in_one_sentence() {
    let app = TestApp::start().await;
    let refused = unlock(&app, OTHER_KEY).await.err().unwrap().to_string();
    assert!(refused.contains("does not hold the key") && !refused.contains(OTHER_KEY), "{refused}");
    assert_eq!(count(&app, "master_keys", "true").await, 1, "and are not taken down");
}

#[actix_web::test]
async fn a_further_key_may_be_put_in_front() {
    let app = TestApp::start().await;
    let place = Place::new("totp", "secret", "usr_1");
    let sealed = app.state.keys.seal(&place, b"seed").unwrap();
    let both = unlock(&app, &format!("{OTHER_KEY}\n{MASTER_KEY}")).await.unwrap();
    assert_eq!(both.open(&place, &sealed).unwrap().as_slice(), b"seed");
    assert_eq!(count(&app, "master_keys", "true").await, 2);
}

#[actix_web::test]
async fn of_many_instances_that_start_at_once_all_have_the_same_keys() {
    let app = TestApp::start().await;
    app.execute("DELETE FROM data_keys; DELETE FROM master_keys").await;
    let started = join_all((0..6).map(|_| unlock(&app, MASTER_KEY))).await;
    let indexes: Vec<_> = started.into_iter().map(|keys| keys.unwrap().index("x", "ann")).collect();
    assert!(indexes.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(count(&app, "data_keys", "true").await, 2);
}

/// Settings that name a file with that ring in it.
fn in_file(app: &TestApp, ring: &str) -> MasterKeyConfig {
    std::fs::create_dir_all(app.data_dir()).unwrap();
    let file = app.data_dir().join("master.key");
    std::fs::write(&file, ring).unwrap();
    again(&file)
}

/// The settings of a program that starts now.
fn again(file: &std::path::Path) -> MasterKeyConfig {
    MasterKeyConfig { text: std::fs::read_to_string(file).unwrap().into(), file: Some(file.to_owned()) }
}

#[actix_web::test]
async fn keys_are_rotated_and_retired_while_the_shop_is_open() {
    let app = TestApp::start().await;
    let (db, clock) = (&app.state.db, &app.state.clock);
    let config = in_file(&app, MASTER_KEY);
    let open = Keys::unlock(db, &config, clock).await.unwrap();
    let ann = app.account("ann").await;
    let rotation = rotate(db, &config, clock).await.unwrap();
    assert!(rotation.drawn && rotation.rewrapped == 3, "the shop's, the index's and ann's: {rotation:?}");
    assert_eq!(count(&app, "data_keys", &format!("master_key_id <> '{}'", rotation.current)).await, 0);
    let user = find_user(&mut db.connection().await.unwrap(), ann).await.unwrap().unwrap();
    assert!(open.person(&user).is_ok(), "an instance that runs looks into the file again");

    let file = config.file.clone().unwrap();
    let early = retire(db, &again(&file), clock).await.unwrap_err().to_string();
    assert!(early.contains("two minutes"), "{early}");
    clock.advance(chrono::Duration::minutes(3));
    assert_eq!(retire(db, &again(&file), clock).await.unwrap(), (1, true));
    assert_eq!(std::fs::read_to_string(&file).unwrap().lines().count(), 1);
    assert!(Keys::unlock(db, &again(&file), clock).await.unwrap().person(&user).is_ok());
    assert!(unlock(&app, MASTER_KEY).await.is_err(), "the old key opens nothing any more");
}

#[actix_web::test]
async fn who_has_not_noticed_a_retired_key_can_wrap_nothing_with_it() {
    let app = TestApp::start().await;
    let (db, clock) = (&app.state.db, &app.state.clock);
    let config = in_file(&app, MASTER_KEY);
    rotate(db, &config, clock).await.unwrap();
    clock.advance(chrono::Duration::minutes(3));
    retire(db, &again(config.file.as_deref().unwrap()), clock).await.unwrap();
    // The keys of this app came from a variable, so it never notices.
    let account = json!({"username": "bob", "email": "bob@example.org", "password": PASSWORD});
    assert_eq!(app.anonymous().post("/api/v1/auth/register", account).await.status, 500);
    assert_eq!(count(&app, "users", "username = 'bob'").await, 0);
}

#[actix_web::test]
async fn an_interrupted_rotation_is_finished_and_no_second_key_drawn() {
    let app = TestApp::start().await;
    let (db, clock) = (&app.state.db, &app.state.clock);
    app.account("ann").await;
    let config = in_file(&app, &format!("{OTHER_KEY}\n{MASTER_KEY}\n"));
    let rotation = rotate(db, &config, clock).await.unwrap();
    assert!(!rotation.drawn && rotation.rewrapped == 3, "{rotation:?}");
    let status = status(db, &config).await.unwrap();
    let told: Vec<_> = status.iter().map(|key| (key.current, key.key.data_keys)).collect();
    assert!(told.contains(&(true, 3)) && told.contains(&(false, 0)), "{told:?}");
}

/// Somebody who registers, gives a name and reads it, again and again until everything is over.
async fn bustle(origin: &str, who: usize, over: &Cell<bool>) -> usize {
    let mut rounds = 0;
    while !over.get() || rounds == 0 {
        let (client, name) = (Client::new(origin), format!("shopper{who}x{rounds}"));
        let account = json!({"username": name, "email": format!("{name}@example.org"), "password": PASSWORD});
        let answer = client.post("/api/v1/auth/register", account).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let answer = client.patch("/api/v1/me", json!({"full_name": name})).await;
        assert_eq!((answer.status, &answer.body["full_name"]), (200, &json!(name)), "{}", answer.text);
        rounds += 1;
    }
    rounds
}

#[actix_web::test]
async fn a_rotation_disturbs_nobody_and_leaves_nothing_on_the_old_key() {
    let mut app = TestApp::start().await;
    let file = in_file(&app, MASTER_KEY).file.unwrap();
    let (db, clock) = (app.state.db.clone(), app.state.clock.clone());
    let keys = Keys::unlock(&db, &again(&file), &clock).await.unwrap();
    let (origin, over) = (app.instance_with(keys.clone()), Cell::new(false));
    let rotating = async {
        for _ in 0..3 {
            rotate(&db, &again(&file), &clock).await.unwrap();
            keys.refresh(&db).await.unwrap();
        }
        clock.advance(chrono::Duration::minutes(3));
        let retired = retire(&db, &again(&file), &clock).await.unwrap();
        over.set(true);
        retired
    };
    let people = join_all((0..4).map(|who| bustle(&origin, who, &over)));
    let (retired, rounds) = join(rotating, people).await;
    // A rotation that meets keys which were wrapped with the old one meanwhile finishes those first and draws none.
    assert!((1..=3).contains(&retired.0) && retired.1, "{retired:?}");
    let accounts = i64::try_from(rounds.iter().sum::<usize>()).unwrap();
    assert_eq!(count(&app, "data_keys", "purpose = 'customer'").await, accounts);
    let status = status(&db, &again(&file)).await.unwrap();
    assert_eq!((status.len(), status[0].current, status[0].key.data_keys), (1, true, accounts + 2));
}
