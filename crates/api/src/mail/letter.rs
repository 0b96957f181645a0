//! A letter: a greeting, some sentences, perhaps one link. Text and HTML are made of the same words.

use anyhow::Context as _;
use askama::Template;
use chrono::{DateTime, Utc};

use crate::adapters::mailer::Message;

/// A link into the shop.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// What it does.
    pub(super) label: &'static str,
    /// Below the configured public address, always.
    pub(super) address: String,
}

/// A letter to one person.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    /// One line.
    pub(super) subject: String,
    /// The account that it is about.
    pub(super) username: Option<String>,
    /// What has to be said.
    pub(super) paragraphs: Vec<String>,
    /// What can be done.
    pub(super) link: Option<Link>,
    /// What else is good to know.
    pub(super) afterwards: Vec<String>,
}

/// Which letter of which shop goes where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Envelope<'a> {
    /// The shop's name.
    pub(super) shop: &'a str,
    /// The address it goes to.
    pub(super) to: &'a str,
    /// The same for every attempt at the same letter.
    pub(super) key: &'a str,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct LetterText<'a> {
    shop: &'a str,
    subject: &'a str,
    username: Option<&'a str>,
    paragraphs: &'a [String],
    link: Option<&'a Link>,
    afterwards: &'a [String],
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct LetterHtml<'a> {
    shop: &'a str,
    subject: &'a str,
    username: Option<&'a str>,
    paragraphs: &'a [String],
    link: Option<&'a Link>,
    afterwards: &'a [String],
}

impl Letter {
    /// Both parts, ready to be sent.
    pub(super) fn seal(&self, envelope: Envelope<'_>) -> anyhow::Result<Message> {
        let (shop, subject, username) = (envelope.shop, self.subject.as_str(), self.username.as_deref());
        let (paragraphs, link, afterwards) =
            (self.paragraphs.as_slice(), self.link.as_ref(), self.afterwards.as_slice());
        let text = LetterText { shop, subject, username, paragraphs, link, afterwards };
        let html = LetterHtml { shop, subject, username, paragraphs, link, afterwards };
        message(envelope, subject, &text, &html)
    }
}

/// A message of two rendered parts.
pub(super) fn message(
    envelope: Envelope<'_>,
    subject: &str,
    text: &impl Template,
    html: &impl Template,
) -> anyhow::Result<Message> {
    Ok(Message {
        to: envelope.to.to_owned(),
        subject: subject.to_owned(),
        text: text.render().context("the text of a mail can not be made")?,
        html: html.render().context("the HTML of a mail can not be made")?,
        key: envelope.key.to_owned(),
    })
}

/// A point in time as mails tell it.
pub(super) fn in_words(at: DateTime<Utc>) -> String {
    at.format("%-d %B %Y, %H:%M UTC").to_string()
}
