//! Files that mean no good, or are none.

use std::fmt::Write as _;

use reqwest::Method;
use securecart_api::imports::work_on_import;
use serde_json::json;

use super::{HEAD, IMPORTS, Shop, send};

#[actix_web::test]
async fn no_file_breaks_the_shop() {
    let shop = Shop::open().await;
    let utf16: Vec<u8> =
        format!("{HEAD}mug,Mug,,,,,,,1\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let huge = format!("{HEAD}mug,{},,,,,,,1\n", "x".repeat(2_000_000));
    let wide = format!("{HEAD}mug,Mug,,,,,,,1{}\n", ",".repeat(200_000));
    let long_handle = format!("{HEAD}{},Mug,,,,,,,1\n", "a".repeat(5_000));
    let binary: Vec<u8> = (0..200_000_u32)
        .map(|number| u8::try_from(number.wrapping_mul(2_654_435_761) >> 24).unwrap())
        .collect();
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("UTF-16", utf16),
        ("binary", binary),
        ("a head alone", HEAD.into()),
        ("blank lines", format!("{HEAD}\n\n,,,,,,,,\n").into()),
        ("an open quote", format!("{HEAD}mug,\"Mug,,,,,,,1\n").into()),
        ("NUL", format!("{HEAD}mu\0g,M\0ug,,,,,\0,,1\0\n").into()),
        ("latin-1", [HEAD.as_bytes(), b"caf\xe9,Caf\xe9,,,,,,,1\n"].concat()),
        ("a huge cell", huge.into()),
        ("a wide row", wide.into()),
        ("a long handle", long_handle.into()),
        ("quotes within", format!("{HEAD}mug,M\"u\"g,,,,,,,1\"\"\n").into()),
        ("JSON", b"{\"products\": []}".to_vec()),
    ];
    for (what, file) in files {
        let answer = shop.bring(&file).await;
        assert_eq!(answer.status, 201, "{what}: {}", answer.text);
        shop.work().await;
        let import = shop.staff.get(&super::path_of(&answer)).await.body;
        assert!(["checked", "failed"].contains(&import["status"].as_str().unwrap()), "{what}: {import}");
        assert!(
            import["status"] == "failed" || import["checked"]["added"] == 0 || what == "quotes within",
            "{what}: {import}"
        );
    }
    assert_eq!(shop.count("products").await, 0);
}

#[actix_web::test]
async fn what_the_database_would_refuse_is_told_at_its_row_and_keeps_nobody_waiting() {
    let shop = Shop::open().await;
    let head = "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant Price,Image Src\n";
    // Values that are different and make one title all the same; letters that PostgreSQL does not keep.
    let clash = format!("{head}mug,Mug,A,x / y,B,z,1,\nmug,,,x,,y / z,1,\n");
    let nul = format!("{head}jug,Jug,,,,,1,https://pics.example/a\0b.jpg\n");
    let (clash, nul) = (shop.bring(clash).await, shop.bring(nul).await);
    let fine = shop.bring(format!("{head}cup,Cup,,,,,1,\n")).await;
    shop.work().await;
    for answer in [&clash, &nul] {
        let rows = shop.rows(&super::path_of(answer)).await;
        assert_eq!((rows.len(), &rows[0]["kind"]), (1, &json!("refused")), "{rows:?}");
        assert!(rows[0]["errors"][0]["line"].as_u64().unwrap() >= 2, "{rows:?}");
    }
    let fine = shop.staff.get(&super::path_of(&fine)).await.body;
    assert_eq!((&fine["status"], &fine["checked"]["added"]), (&json!("checked"), &json!(1)));
}

#[actix_web::test]
async fn options_that_swap_their_names_are_renamed() {
    let shop = Shop::open().await;
    let file = "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant Price\n\
        tee,Tee,Size,S,Colour,Blue,1\n";
    shop.import(file).await;
    let path = shop.import(file.replace("Size,S,Colour,Blue", "Colour,S,Size,Blue")).await;
    assert_eq!(shop.staff.get(&path).await.body["applied"]["changed"], 1);
    let options = shop.products().await[0]["options"].clone();
    assert_eq!((&options[0]["name"], &options[1]["name"]), (&json!("Colour"), &json!("Size")));
}

/// A rule of the database that imports do not know, and work that can not be done at all, stand for what nobody has
/// thought of.
#[actix_web::test]
async fn an_import_that_can_not_go_on_lets_others_pass_and_is_given_up() {
    let shop = Shop::open().await;
    shop.app.execute("ALTER TABLE products ADD CONSTRAINT unforeseen CHECK (name <> 'Odd')").await;
    let odd = shop.check(format!("{HEAD}odd,Odd,,true,,,,0,1\neven,Even,,true,,,,0,1\n")).await;
    let rows = shop.rows(&odd).await;
    assert_eq!(rows[0]["errors"][0]["code"], "not_storable");
    assert_eq!(shop.staff.get(&odd).await.body["checked"]["added"], 1);
    // Its file is none that a worker could read.
    shop.bring(format!("{HEAD}mug,Mug,,true,,,,0,1\n")).await;
    shop.app.execute("UPDATE catalog_imports SET done = 5000000 WHERE status = 'checking'").await;
    shop.app
        .execute(
            "ALTER TABLE catalog_imports ADD CONSTRAINT unforeseen CHECK (status <> 'checked' OR done < 100)",
        )
        .await;
    assert!(work_on_import(&shop.app.state, 1000).await.is_err());
    let fine = shop.bring(format!("{HEAD}cup,Cup,,true,,,,0,1\n")).await;
    shop.work().await;
    assert_eq!(
        shop.staff.get(&super::path_of(&fine)).await.body["status"],
        "checked",
        "others have their turn"
    );
    for _ in 0..9 {
        shop.app.state.clock.advance(chrono::Duration::minutes(10));
        assert!(work_on_import(&shop.app.state, 1000).await.is_err());
    }
    // Those who brought it are signed out by now.
    let given_up = "catalog_imports WHERE status = 'failed' AND failure LIKE 'The shop could not%'";
    assert_eq!(shop.count(given_up).await, 1);
    shop.app.state.clock.advance(chrono::Duration::minutes(10));
    assert!(!work_on_import(&shop.app.state, 1000).await.unwrap(), "nothing waits any more");
}

#[actix_web::test]
async fn a_product_with_more_variants_than_anybody_sells_is_refused_with_few_words() {
    let shop = Shop::open().await;
    let mut file = HEAD.to_owned();
    for number in 0..20_000 {
        writeln!(file, "tee,Tee,,true,Size,S{number},,0,x").unwrap();
    }
    let rows = shop.rows(&shop.check(&file).await).await;
    assert_eq!(rows[0]["errors"].as_array().unwrap().len(), 51, "fifty errors, and how many more there are");
    let many = file.replace(",x\n", ",1\n");
    let rows = shop.rows(&shop.check(many).await).await;
    assert_eq!(rows[0]["errors"].as_array().unwrap().len(), 1);
    assert_eq!(rows[0]["errors"][0]["line"], 502);
}

#[actix_web::test]
async fn a_form_of_other_fields_is_refused() {
    let shop = Shop::open().await;
    assert_eq!(send(&shop.staff, "xlsx", "add", b"x").await.pointers(), ["/format"]);
    assert_eq!(send(&shop.staff, "shopify", "replace", b"x").await.pointers(), ["/mode"]);
    assert_eq!(send(&shop.staff, "shopify", "add", b"").await.pointers(), ["/file"]);
    let json = shop.staff.post(IMPORTS, json!({})).await;
    assert_eq!((json.status, json.problem()), (415, "unsupported-media-type"));
    let forged =
        shop.staff.request(Method::POST, IMPORTS).header("content-type", "multipart/form-data; boundary=x");
    assert_eq!(shop.staff.send(forged.body("--x--")).await.problem(), "forged-request");
    assert_eq!(shop.count("catalog_imports").await, 0);
}

#[actix_web::test]
async fn formulas_come_in_as_what_they_are_and_never_go_out_as_such() {
    let shop = Shop::open().await;
    shop.import(format!("{HEAD}mug,\"'=cmd|' /C calc'!A0\",,true,,,,0,1\njug,=1+1,,true,,,,0,1\n")).await;
    let names: Vec<String> =
        shop.products().await.iter().map(|product| product["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names, ["=1+1", "=cmd|' /C calc'!A0"]);
    let file = shop.staff.get("/api/v1/admin/exports/products").await.text;
    assert!(file.contains("\"'=1+1\"") && file.contains("\"'=cmd|") && !file.contains("\"="), "{file}");
}

/// The most memory that this process has used so far, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[actix_web::test]
async fn twenty_thousand_rows_are_checked_in_bounded_memory_and_more_than_a_million_refused() {
    let shop = Shop::open().await;
    let mut file = HEAD.replace("Variant Price", "Variant Price,Image Src");
    for product in 0..400 {
        writeln!(file, "thing-{product},Thing {product},,true,,,,0,1,").unwrap();
        for picture in 0..49 {
            writeln!(file, "thing-{product},,,,,,,,,https://pics.example/{product}/{picture}.jpg").unwrap();
        }
    }
    let before = peak();
    let path = shop.check(&file).await;
    let used = peak().saturating_sub(before);
    let import = shop.staff.get(&path).await.body;
    assert_eq!((&import["rows"], &import["checked"]["added"]), (&json!(20_000), &json!(400)));
    // Where tests share a process, the others use memory too; nextest gives each one its own.
    let alone = std::env::var_os("NEXTEST").is_some();
    assert!(!alone || used < 200 * 1024, "{used} KiB for a file of {} bytes", file.len());
    let path = shop.check(format!("{HEAD}{}", ",,,,,,,,\n".repeat(1_000_001))).await;
    let failure = shop.staff.get(&path).await.body["failure"].clone();
    assert!(failure.as_str().unwrap().contains("too large"), "{failure}");
}
