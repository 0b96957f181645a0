//! The card form.

use std::fmt::Write;

use actix_web::http::StatusCode;
use chrono::DateTime;

use super::{html::Escaped, layout::Page};
use crate::{
    ledger::{Session, TEST_CARDS},
    money::written,
};

/// What is wrong with the last try, and what to keep of it. Card data is never sent back.
#[derive(Debug, Default)]
pub(super) struct Retry {
    pub(super) message: String,
    /// The form's name for the field at fault, if one is.
    pub(super) field: Option<&'static str>,
    pub(super) email: Option<String>,
    pub(super) name: Option<String>,
}

/// One labelled field of the form.
struct Field<'a> {
    name: &'static str,
    label: &'static str,
    attributes: &'static str,
    value: &'a str,
}

const EMAIL: &str = "type=\"email\" autocomplete=\"email\" maxlength=\"254\"";
const NUMBER: &str =
    "inputmode=\"numeric\" autocomplete=\"cc-number\" maxlength=\"23\" placeholder=\"4242 4242 4242 4242\"";
const EXPIRY: &str = "autocomplete=\"cc-exp\" maxlength=\"9\" placeholder=\"MM/YY\"";
const CODE: &str = "inputmode=\"numeric\" autocomplete=\"cc-csc\" maxlength=\"4\" placeholder=\"123\"";
const NAME: &str = "autocomplete=\"cc-name\" maxlength=\"100\"";

/// The page with the form; with a `retry` it says what was wrong and is a 422.
pub(super) fn card_form(session: &Session, retry: Option<&Retry>) -> Page {
    let email = retry.and_then(|retry| retry.email.as_deref()).or(session.customer_email.as_deref());
    let name = retry.and_then(|retry| retry.name.as_deref());
    let field = |name, label, attributes, value| Field { name, label, attributes, value };
    let fields = [
        field("email", "Email", EMAIL, email.unwrap_or_default()),
        field("card_number", "Card number", NUMBER, ""),
        field("exp", "Expiry date", EXPIRY, ""),
        field("cvc", "Security code", CODE, ""),
        field("name", "Name on card", NAME, name.unwrap_or_default()),
    ];
    let inputs: Vec<String> = fields.iter().map(|field| input(field, retry)).collect();
    let inputs = inputs.concat();
    let total = written(session.total, &session.currency);
    let content = format!(
        "<h1 id=\"heading\">Pay {total}</h1>\n{problem}\
         <form method=\"post\" action=\"/c/pay/{id}/pay\">\n<div class=\"fields\">\n{inputs}</div>\n\
         <button type=\"submit\">Pay {total}</button>\n</form>\n{cancel}{cards}{expiry}",
        total = Escaped(&total),
        problem = retry.map(problem).unwrap_or_default(),
        id = Escaped(&session.id),
        cancel = cancel_link(session),
        cards = test_cards(),
        expiry = expiry(session.expires_at),
    );
    match retry {
        None => Page { status: StatusCode::OK, title: "Pay by card (test)".to_owned(), content },
        Some(_) => Page {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            title: "Error: the payment did not go through (test)".to_owned(),
            content,
        },
    }
}

fn problem(retry: &Retry) -> String {
    format!("<p class=\"problem\" id=\"problem\" role=\"alert\">{}</p>\n", Escaped(&retry.message))
}

fn input(field: &Field<'_>, retry: Option<&Retry>) -> String {
    let at_fault = retry.is_some_and(|retry| retry.field == Some(field.name));
    let fault = if at_fault { " aria-invalid=\"true\" aria-describedby=\"problem\" autofocus" } else { "" };
    format!(
        "<div class=\"field field-{name}\"><label for=\"{name}\">{label}</label>\
         <input id=\"{name}\" name=\"{name}\" value=\"{value}\" required {attributes}{fault}></div>\n",
        name = field.name,
        label = field.label,
        value = Escaped(field.value),
        attributes = field.attributes,
    )
}

/// The way back to the shop without paying.
pub(super) fn cancel_link(session: &Session) -> String {
    session.cancel_url.as_deref().map_or_else(String::new, |url| {
        let url = url.replace("{CHECKOUT_SESSION_ID}", &session.id);
        format!("<p class=\"cancel\"><a href=\"{}\">Cancel and return to the shop</a></p>\n", Escaped(&url))
    })
}

fn test_cards() -> String {
    let mut list = String::from("<details>\n<summary>Test cards</summary>\n<ul>\n");
    for card in &TEST_CARDS {
        // Writing to a string cannot fail.
        writeln!(list, "<li><code>{}</code> {}</li>", grouped(card.number), card.meaning).unwrap_or_default();
    }
    list.push_str("</ul>\n<p>Any future expiry date and any security code will do.</p>\n</details>\n");
    list
}

fn grouped(number: &str) -> String {
    let characters: Vec<char> = number.chars().collect();
    let groups: Vec<String> = characters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

fn expiry(expires_at: i64) -> String {
    DateTime::from_timestamp(expires_at, 0).map_or_else(String::new, |time| {
        format!(
            "<p class=\"expiry\">This page is open until <time datetime=\"{}\">{}</time>.</p>\n",
            time.format("%Y-%m-%dT%H:%M:%SZ"),
            time.format("%-d %B %Y, %H:%M UTC")
        )
    })
}
