//! That the audit log can be trusted: written or nothing done, and checked by the binary.

use std::{collections::BTreeSet, fs, path::Path};

use securecart_domain::{Permission, audit::EVENTS};
use serde_json::json;

use crate::{cli::securecart, shopping::count, support::TestApp};

#[actix_web::test]
async fn what_can_not_be_written_down_is_not_done() {
    let app = TestApp::start().await;
    let staff = app.staff(&[Permission::WriteProducts]).await;
    app.execute("ALTER TABLE audit_events ADD CHECK (event <> 'product_created') NOT VALID").await;
    let product = json!({"name": "Mug", "price": {"amount_minor": 100, "currency": "USD"}});
    assert_eq!(staff.post("/api/v1/admin/products", product).await.status, 500);
    assert_eq!(count(&app, "products", "true").await, 0);
}

#[actix_web::test]
async fn the_binary_names_the_first_broken_entry_and_ends_with_a_status_of_its_own() {
    let app = TestApp::start().await;
    app.customer("ann").await;
    let told = |output: &std::process::Output| {
        (output.status.code(), String::from_utf8([&output.stdout[..], &output.stderr[..]].concat()).unwrap())
    };
    let (code, text) = told(&securecart(&app, &["audit", "verify"]));
    assert_eq!((code, text.contains("are as they were written\ncheckpoint ")), (Some(0), true), "{text}");
    let checkpoint = text.lines().find_map(|line| line.strip_prefix("checkpoint ")).unwrap().to_owned();
    app.customer("bob").await;
    let with = ["audit", "verify", "--checkpoint", &checkpoint];
    assert_eq!(told(&securecart(&app, &with)).0, Some(0), "it has only grown");
    let bad = told(&securecart(&app, &["audit", "verify", "--checkpoint", "7"]));
    assert_eq!(bad.0, Some(1), "{}", bad.1);
    app.execute(
        "ALTER TABLE audit_events DISABLE TRIGGER USER; \
         UPDATE audit_events SET address = '127.0.0.2' WHERE event = 'authn_login_success' AND seq = \
         (SELECT min(seq) FROM audit_events WHERE event = 'authn_login_success')",
    )
    .await;
    let seq = "SELECT min(seq) AS number FROM audit_events WHERE event = 'authn_login_success'";
    let expected = format!("broken: entry {} was changed\n", app.number(seq).await);
    assert_eq!(told(&securecart(&app, &["audit", "verify"])), (Some(3), expected));
}

/// Every event that the code can record is in the list (a debug assertion refuses others), and the list is what
/// `docs/LOGGING.md` has in its table.
#[test]
fn the_documentation_lists_every_event() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = fs::read_to_string(root.join("docs/LOGGING.md")).unwrap();
    let table = text.split("| Event |").nth(1).unwrap().split("\n\n").next().unwrap();
    let named: Vec<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|line| line.split('`').next())
        .collect();
    assert_eq!(named.iter().copied().collect::<BTreeSet<_>>(), EVENTS.iter().copied().collect());
    assert_eq!(named.len(), EVENTS.len(), "each once");
    let mut code = String::new();
    read_all(&root.join("crates/api/src"), &mut code);
    for event in EVENTS {
        assert!(code.contains(&format!("\"{event}\"")), "nothing records {event} any more");
    }
}

fn read_all(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, text);
        } else {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}
