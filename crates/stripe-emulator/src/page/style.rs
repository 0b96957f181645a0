//! The page's one style sheet.

use actix_web::{HttpResponse, get, http::header};

const STYLE: &str = include_str!("pay.css");

#[get("/c/assets/pay.css")]
pub(super) async fn payment_style() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .body(STYLE)
}
