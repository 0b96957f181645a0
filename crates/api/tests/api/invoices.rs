//! Invoices: what stands on them, and who gets them.

use std::collections::HashMap;

use securecart_domain::Permission;
use serde_json::json;

use crate::{
    refunds::{Sold, refund, sold},
    support::{Answer, Client},
};

async fn file(client: &Client, path: &str) -> Answer {
    client.get(path).await
}

/// Every text of the sheets, in the order in which it was put there. They are not compressed, and each font says what its
/// glyphs stand for.
fn texts(pdf: &str) -> Vec<String> {
    let letters: Vec<HashMap<u16, char>> = pdf.split("begincmap").skip(1).map(letters).collect();
    let show = |piece: &str| {
        let (before, shown) = piece.rsplit_once(" Tf\n")?;
        let font = usize::from(before.contains("/F2 "));
        let (_, shown) = shown.split_once('\n')?;
        let pairs = bytes(shown.trim());
        let glyphs = pairs.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        Some(glyphs.map(|glyph| letters[font][&glyph]).collect())
    };
    pdf.split("\nBT\n")
        .filter_map(|text| text.split_once(" Tj\nET"))
        .filter_map(|(text, _)| show(text))
        .collect()
}

/// What a `ToUnicode` map says: lines such as `<0001> <0041>`.
fn letters(map: &str) -> HashMap<u16, char> {
    let (map, _) = map.split_once("endcmap").unwrap();
    let pair = |line: &str| {
        let (glyph, letter) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
        let letter = u32::from_str_radix(letter, 16).ok().and_then(char::from_u32)?;
        (glyph.len() == 4).then_some((u16::from_str_radix(glyph, 16).ok()?, letter))
    };
    map.lines().filter_map(pair).collect()
}

/// A string of a PDF: in parentheses with escapes, or in angle brackets as hexadecimal digits.
fn bytes(string: &str) -> Vec<u8> {
    if let Some(digits) = string.strip_prefix('<').and_then(|digits| digits.strip_suffix('>')) {
        return hex::decode(digits).unwrap();
    }
    let inner = string.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap();
    let (mut bytes, mut rest) = (Vec::new(), inner.as_bytes());
    while let [first, after @ ..] = rest {
        let (byte, used) = match (*first, after) {
            (b'\\', [b'n', ..]) => (b'\n', 2),
            (b'\\', [b'r', ..]) => (b'\r', 2),
            (b'\\', [b't', ..]) => (b'\t', 2),
            (b'\\', [b'b', ..]) => (8, 2),
            (b'\\', [b'f', ..]) => (12, 2),
            (b'\\', [a @ b'0'..=b'7', b, c, ..]) => ((a - b'0') * 64 + (b - b'0') * 8 + (c - b'0'), 4),
            (b'\\', [escaped, ..]) => (*escaped, 2),
            (plain, _) => (plain, 1),
        };
        bytes.push(byte);
        rest = &rest[used..];
    }
    bytes
}

#[actix_web::test]
async fn an_invoice_tells_number_lines_tax_and_what_was_paid() {
    let Sold { app, ann, order, .. } = sold(2).await;
    app.execute("UPDATE orders SET tax_name = 'VAT', tax_rate_millionths = 190000, tax_minor = 399, tax_included = true")
        .await;
    let path = format!("/api/v1/me/orders/{order}/invoice");
    let invoice = file(&ann, &path).await;
    assert_eq!((invoice.status, invoice.header("content-type")), (200, "application/pdf"));
    assert_eq!(invoice.header("content-disposition"), "attachment; filename=\"invoice-SC-100001.pdf\"");
    assert!(invoice.text.starts_with("%PDF-1.") && invoice.text.trim_end().ends_with("%%EOF"));
    let texts = texts(&invoice.text);
    for text in [
        "Invoice",
        "Number: SC-100001",
        "Mug",
        "2",
        "12.50 USD",
        "25.00 USD",
        "VAT 19 %, included",
        "3.99 USD",
        "Paid",
        "ann@example.org",
    ] {
        assert!(texts.contains(&text.to_owned()), "{text} is missing in {texts:?}");
    }
    assert_eq!(file(&ann, &path).await.text, invoice.text, "the same order, the same bytes");
}

#[actix_web::test]
async fn an_invoice_is_for_its_customer_and_for_staff_who_see_orders() {
    let Sold { app, ann, clerk, order, line, .. } = sold(2).await;
    let mine = format!("/api/v1/me/orders/{order}/invoice");
    let theirs = format!("/api/v1/admin/orders/{order}/invoice");
    let one = json!({"lines": [{"line_id": line, "quantity": 1}]});
    assert_eq!(refund(&clerk, &order, one).await.status, 201);
    let invoice = file(&clerk, &theirs).await;
    let shown = texts(&invoice.text);
    assert!(
        shown.contains(&"Given back".to_owned()) && shown.contains(&"-12.50 USD".to_owned()),
        "{shown:?}"
    );
    assert_eq!(file(&ann, &mine).await.text, invoice.text);
    let mallory = app.customer("mallory").await;
    assert_eq!(file(&mallory, &mine).await.status, 404);
    assert_eq!(file(&mallory, &theirs).await.status, 403);
    assert_eq!(file(&app.anonymous(), &mine).await.status, 401);
    assert_eq!(file(&app.staff(&[Permission::ReadRefunds]).await, &theirs).await.status, 403);
}

#[actix_web::test]
async fn names_that_would_be_instructions_are_text_and_long_orders_go_on_on_another_sheet() {
    let Sold { app, ann, order, .. } = sold(1).await;
    let path = format!("/api/v1/me/orders/{order}/invoice");
    app.execute("UPDATE order_lines SET name = 'Mug) Tj ET BT (x'").await;
    let invoice = file(&ann, &path).await.text;
    let lines = |wanted: &str| invoice.lines().filter(|line| *line == wanted).count();
    assert!(lines("BT") > 5 && lines("BT") == lines("ET"), "what is text stays text");
    assert!(texts(&invoice).contains(&"Mug) Tj ET BT (x".to_owned()));
    assert_eq!(invoice.matches("/MediaBox").count(), 1);
    app.execute(
        "INSERT INTO order_lines (id, order_id, product_id, variant_id, position, name, variant_title, unit_price_minor, \
         quantity, total_minor, discount_minor, tax_minor, currency) \
         SELECT gen_random_uuid(), order_id, product_id, variant_id, 1 + n, 'Bowl ' || n, '', 0, 1, 0, 0, 0, currency \
         FROM order_lines, generate_series(1, 60) n",
    )
    .await;
    let invoice = file(&ann, &path).await.text;
    assert_eq!(invoice.matches("/MediaBox").count(), 2);
    assert!(texts(&invoice).contains(&"Bowl 60".to_owned()));
}

#[actix_web::test]
async fn names_are_spelt_as_their_owners_do_and_long_ones_go_on_in_the_next_line() {
    let Sold { app, ann, order, .. } = sold(1).await;
    let path = format!("/api/v1/me/orders/{order}/invoice");
    let names = ["Dzbanek Łódź", "Ružomberok 5 €", "Αθήνα", "Київ", "Đà Nẵng"];
    for name in names {
        app.execute(&format!("UPDATE order_lines SET name = '{name}'")).await;
        let invoice = file(&ann, &path).await.text;
        let shown = texts(&invoice);
        assert!(shown.contains(&name.to_owned()), "{name} is missing in {shown:?}");
    }
    app.execute("UPDATE order_lines SET name = 'Cup of 茶'").await;
    assert!(
        texts(&file(&ann, &path).await.text).contains(&"Cup of ?".to_owned()),
        "what is not known is seen"
    );
    let long = "teapot ".repeat(28);
    app.execute(&format!("UPDATE order_lines SET name = '{}'", long.trim())).await;
    let shown = texts(&file(&ann, &path).await.text);
    let teapots: usize = shown.iter().map(|text| text.matches("teapot").count()).sum();
    assert!(teapots == 28 && shown.iter().all(|text| text.len() < 100), "{shown:?}");
}
