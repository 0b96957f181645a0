//! Invoices: what stands on them, and who gets them.

use securecart_domain::Permission;
use serde_json::json;

use crate::{
    refunds::{Sold, refund, sold},
    support::{Answer, Client},
};

async fn file(client: &Client, path: &str) -> Answer {
    client.get(path).await
}

/// Every text of the sheets, in the order in which it was put there. They are not compressed.
fn texts(pdf: &str) -> Vec<&str> {
    pdf.split(") Tj").filter_map(|before| before.rsplit_once('(').map(|(_, text)| text)).collect()
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
        assert!(texts.contains(&text), "{text} is missing in {texts:?}");
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
    assert!(shown.contains(&"Given back") && shown.contains(&"-12.50 USD"), "{shown:?}");
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
    assert!(lines("BT") > 5 && lines("BT") == lines("ET"), "what is text stays text: {invoice}");
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
    assert!(texts(&invoice).contains(&"Bowl 60"));
}
