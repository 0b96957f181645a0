//! The mails about what comes back.

use anyhow::Context as _;
use securecart_db::{orders::OrderRecord, returns::ReturnRecord};
use securecart_domain::{OrderId, ReturnId};

use super::{
    letter::Letter,
    refund_letters::{find, mailed, page},
};
use crate::{adapters::mailer::Message, config::HttpConfig, state::AppState};

/// What is said of a return.
pub(super) type Words = fn(&OrderRecord, &ReturnRecord, &HttpConfig) -> Letter;

/// The letter about a return.
pub(super) async fn about_return(
    state: &AppState,
    key: &str,
    order: OrderId,
    id: ReturnId,
    words: Words,
) -> anyhow::Result<Option<Message>> {
    let order = find(state, order).await?;
    let found = order.returns.iter().find(|found| found.id == id).context("the return of a mail is gone")?;
    mailed(state, key, &order, &words(&order, found, &state.config.http))
}

/// That it may be sent.
pub(super) fn approved(order: &OrderRecord, found: &ReturnRecord, http: &HttpConfig) -> Letter {
    let mut letter = about(
        order,
        found,
        http,
        format!("You may send it back: order {}", order.number),
        "We take this back. Please send it to us:",
    );
    letter.afterwards.push("When it has arrived we write to you, and give your money back.".to_owned());
    letter
}

/// That it is not taken back.
pub(super) fn rejected(order: &OrderRecord, found: &ReturnRecord, http: &HttpConfig) -> Letter {
    let subject = format!("About your return: order {}", order.number);
    about(order, found, http, subject, "We are sorry: we do not take this back. Please keep it:")
}

/// That it has arrived.
pub(super) fn received(order: &OrderRecord, found: &ReturnRecord, http: &HttpConfig) -> Letter {
    let subject = format!("Your return has arrived: order {}", order.number);
    let mut letter = about(order, found, http, subject, "What you sent back has arrived:");
    // What was said when it was approved is of no use any more.
    letter.paragraphs.truncate(found.lines.len().saturating_add(1));
    letter.afterwards.push("We look at it, and write to you when your money is on its way.".to_owned());
    letter
}

fn about(
    order: &OrderRecord,
    found: &ReturnRecord,
    http: &HttpConfig,
    subject: String,
    first: &str,
) -> Letter {
    let mut paragraphs = vec![first.to_owned()];
    paragraphs.extend(found.lines.iter().map(|line| match line.variant_title.as_str() {
        "" => format!("{} × {}", line.quantity, line.name),
        variant => format!("{} × {} ({variant})", line.quantity, line.name),
    }));
    paragraphs.extend(found.answer.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
    Letter {
        subject,
        username: order.username.clone(),
        paragraphs,
        link: page(order, http),
        afterwards: Vec::new(),
    }
}
