//! The binary, as an operator calls it.

use std::process::{Command, Output};

use crate::{shopping::count, support::TestApp};

/// Runs `securecart` over the database of the test.
fn securecart(app: &TestApp, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_securecart"));
    command.env_clear().args(arguments);
    command.env("DATABASE_URL", app.database_url()).env("SECURECART_DATA_DIR", app.data_dir());
    command.env("SECURECART_SECRET_KEY", "q7Rk2vZpX0aLw9BnYt4mHs8dJf3gUeCi");
    command.env("STRIPE_SECRET_KEY", app.stripe.secret_key());
    command
        .env("STRIPE_WEBHOOK_SECRET", app.stripe.webhook_secret())
        .env("STRIPE_API_BASE", app.stripe.base_url());
    command.output().unwrap()
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
