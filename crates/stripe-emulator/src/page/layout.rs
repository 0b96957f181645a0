//! The frame around every page, and the headers that keep it harmless.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};
use url::Url;

use super::html::Escaped;
use crate::{
    ledger::{Coupon, Line, Session},
    money::written,
    shared::Shared,
};

/// One page before it is framed.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) status: StatusCode,
    pub(super) title: String,
    /// HTML whose dynamic parts are escaped already.
    pub(super) content: String,
}

impl Page {
    /// The response. `session` gives the order's summary, and its success address is where the form may lead.
    pub(super) fn render(self, shared: &Shared, session: Option<&Session>) -> HttpResponse {
        let summary = session.map(summary).unwrap_or_default();
        let html = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
             <link rel=\"stylesheet\" href=\"/c/assets/pay.css\">\n</head>\n<body>\n<header>\n\
             <p class=\"banner\" role=\"note\"><strong>Test payment page.</strong> No real card is charged and no money \
             moves.</p>\n<p class=\"shop-name\">{shop}</p>\n</header>\n\
             <main>\n{summary}<section class=\"panel\" aria-labelledby=\"heading\">\n{content}</section>\n</main>\n\
             </body>\n</html>\n",
            title = Escaped(&self.title),
            shop = Escaped(&shared.config.shop_name),
            content = self.content,
        );
        HttpResponse::build(self.status)
            .content_type("text/html; charset=utf-8")
            .insert_header((header::CONTENT_SECURITY_POLICY, policy(session)))
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .insert_header((header::REFERRER_POLICY, "no-referrer"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(html)
    }
}

/// Only the page's own style. Browsers apply `form-action` to redirects too, so the shop's origin must be in it.
fn policy(session: Option<&Session>) -> String {
    let shop = session
        .and_then(|session| Url::parse(&session.filled_success_url()).ok())
        .map(|url| format!(" {}", url.origin().ascii_serialization()))
        .unwrap_or_default();
    format!(
        "default-src 'none'; style-src 'self'; form-action 'self'{shop}; base-uri 'none'; frame-ancestors 'none'"
    )
}

fn summary(session: &Session) -> String {
    let rows: Vec<String> = session.lines.iter().map(row).collect();
    format!(
        "<section class=\"summary\" aria-labelledby=\"summary-heading\">\n<h2 id=\"summary-heading\">Your order</h2>\n\
         <table>\n<thead><tr><th scope=\"col\">Item</th><th scope=\"col\">Quantity</th><th scope=\"col\">Price</th></tr>\
         </thead>\n<tbody>\n{rows}</tbody>\n<tfoot>{discount}<tr><th scope=\"row\" colspan=\"2\">Total</th>\
         <td class=\"total\">{total}</td></tr></tfoot>\n</table>\n</section>\n",
        rows = rows.concat(),
        discount = session.discount.as_ref().map(|coupon| discount(session, coupon)).unwrap_or_default(),
        total = Escaped(&written(session.total, &session.currency)),
    )
}

fn discount(session: &Session, coupon: &Coupon) -> String {
    format!(
        "<tr><th scope=\"row\" colspan=\"2\">{name}</th><td>-{amount}</td></tr>\n",
        name = Escaped(coupon.name.as_deref().unwrap_or("Discount")),
        amount = Escaped(&written(session.taken_off(), &session.currency)),
    )
}

fn row(line: &Line) -> String {
    let description = line.description.as_deref().map_or_else(String::new, |text| {
        format!("<span class=\"line-description\">{}</span>", Escaped(text))
    });
    format!(
        "<tr><th scope=\"row\">{name}{description}</th><td>{quantity}</td><td>{total}</td></tr>\n",
        name = Escaped(&line.name),
        quantity = line.quantity,
        total = Escaped(&written(line.total, &line.currency)),
    )
}
