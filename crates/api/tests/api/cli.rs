//! The binary, as an operator calls it.

use std::process::{Command, Output};

use crate::{
    shopping::{count, on_sale},
    support::{MASTER_KEY, TestApp},
};

/// Runs `securecart` over the database of the test.
pub(crate) fn securecart(app: &TestApp, arguments: &[&str]) -> Output {
    prepared(app).args(arguments).output().unwrap()
}

/// `securecart` with its settings.
pub(crate) fn prepared(app: &TestApp) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_securecart"));
    command.env_clear();
    command.env("DATABASE_URL", app.database_url()).env("SECURECART_DATA_DIR", app.data_dir());
    command.env("SECURECART_SECRET_KEY", "q7Rk2vZpX0aLw9BnYt4mHs8dJf3gUeCi");
    command.env("SECURECART_MASTER_KEYS", MASTER_KEY);
    command.env("STRIPE_SECRET_KEY", app.stripe.secret_key());
    command
        .env("STRIPE_WEBHOOK_SECRET", app.stripe.webhook_secret())
        .env("STRIPE_API_BASE", app.stripe.base_url());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn import(app: &TestApp, rows: &str) -> Output {
    let file = app.data_dir().join("products.csv");
    std::fs::create_dir_all(app.data_dir()).unwrap();
    let header = "Handle,Title,Option1 Name,Option1 Value,Variant Price\n";
    std::fs::write(&file, format!("{header}{rows}")).unwrap();
    securecart(app, &["catalog", "import", "--format", "shopify", file.to_str().unwrap()])
}

#[actix_web::test]
async fn an_import_that_refused_rows_says_how_many_and_ends_with_a_status_of_its_own() {
    let app = TestApp::start().await;
    let good = "mug,Mug,Title,Default Title,10\n";
    let some = import(&app, &format!("{good}jug,Jug,Title,Default Title,ten\n,Nameless,,,1\n"));
    assert_eq!(some.status.code(), Some(3), "{some:?}");
    assert!(text(&some.stdout).starts_with("2 products: 1 added"), "{some:?}");
    assert_eq!(text(&some.stderr), "2 rows were refused; all other products are in\n");
    assert_eq!(count(&app, "products", "slug = 'mug'").await, 1);
    let all = import(&app, good);
    assert_eq!((all.status.code(), text(&all.stderr)), (Some(0), String::new()), "{all:?}");
    let missing = securecart(&app, &["catalog", "import", "--format", "shopify", "/nowhere.csv"]);
    assert_eq!(missing.status.code(), Some(1), "{missing:?}");
}

/// How many lines of the doctor say that something is wrong; one may be about the app that is not built yet.
fn wrong(told: &str) -> usize {
    told.lines().filter(|line| line.starts_with("WRONG")).count()
}

#[actix_web::test]
async fn the_doctor_names_what_is_broken_in_the_books() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let before = text(&securecart(&app, &["doctor"]).stdout);
    assert!(before.contains("ok    stock, orders and payments agree with each other\n"), "{before}");
    app.execute("UPDATE stock_levels SET on_hand = on_hand + 1").await;
    let broken = securecart(&app, &["doctor"]);
    let told = text(&broken.stdout);
    let variant = mug.variant.trim_start_matches("var_");
    let line = told.lines().find(|line| line.contains("the ledger adds up to the counters")).unwrap();
    assert!(line.starts_with("WRONG broken: ") && line.replace('-', "").contains(variant), "{told}");
    assert_eq!((wrong(&told), broken.status.code()), (wrong(&before) + 1, Some(1)), "{told}");
    assert!(text(&broken.stderr).contains(&format!("{} checks failed", wrong(&told))), "{broken:?}");
}

#[actix_web::test]
async fn the_doctor_tells_whether_the_shop_could_change_its_audit_log() {
    let app = TestApp::start().await;
    let Some(owner) = app.owner_url() else { return };
    let judged = async |command: &mut Command| {
        let told = text(&command.arg("doctor").output().unwrap().stdout);
        told.lines().find(|line| line.contains("the audit log")).unwrap().to_owned()
    };
    let good = judged(&mut prepared(&app)).await;
    assert_eq!(good, "ok    the shop's role in the database can not change the audit log");
    let as_owner = judged(prepared(&app).env("DATABASE_URL", owner)).await;
    assert!(as_owner.starts_with("WRONG") && as_owner.contains("DATABASE_OWNER_URL"), "{as_owner}");
}

#[actix_web::test]
async fn the_owner_migrates_and_gives_the_shop_its_rights_back() {
    let app = TestApp::start().await;
    let Some(owner) = app.owner_url() else { return };
    app.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM securecart_program").await;
    assert!(!securecart(&app, &["audit", "verify"]).status.success());
    let migrated = prepared(&app).env("DATABASE_OWNER_URL", owner).arg("migrate").output().unwrap();
    assert!(migrated.status.success(), "{migrated:?}");
    assert_eq!(app.customer("ann").await.get("/api/v1/me").await.status, 200);
    assert!(securecart(&app, &["audit", "verify"]).status.success());
}
