//! The keys of a database: made once, recognised ever after.

use securecart_api::{
    adapters::clock::Clock,
    config::{Config, Env, MasterKeyConfig},
    keys::{Keys, UnlockError},
};
use securecart_keys::{KeyError, Place};

use crate::{
    shopping::count,
    support::{MASTER_KEY, TestApp},
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
    let started = futures_util::future::join_all((0..6).map(|_| unlock(&app, MASTER_KEY))).await;
    let indexes: Vec<_> = started.into_iter().map(|keys| keys.unwrap().index("x", "ann")).collect();
    assert!(indexes.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(count(&app, "data_keys", "true").await, 2);
}
