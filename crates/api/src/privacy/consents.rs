//! The decisions about consents.

use securecart_db::{
    Conn,
    accounts::people::lock_person,
    privacy::consents::{ConsentRecord, insert_consent, list_consents_for_owner},
};
use securecart_domain::{
    ConsentId, UserId,
    privacy::{ConsentPurpose, ConsentSource},
};
use securecart_dto::privacy::{Consent, ConsentAnswer, Consents};
use serde_json::json;

use super::PrivacyError;
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::Actor,
};

/// How each question stands, in the order of their declaration.
pub(super) async fn list(conn: &mut Conn, user: UserId) -> Result<Consents, PrivacyError> {
    let answers = list_consents_for_owner(conn, user).await?;
    Ok(Consents { items: ConsentPurpose::ALL.iter().map(|purpose| stand(*purpose, &answers)).collect() })
}

fn stand(purpose: ConsentPurpose, answers: &[ConsentRecord]) -> Consent {
    let of_it = || answers.iter().filter(|answer| answer.purpose == purpose);
    let last = |given| of_it().find(|answer| answer.given == given).map(|answer| answer.answered_at);
    Consent {
        purpose,
        text: purpose.text().to_owned(),
        text_version: purpose.text_version(),
        // Consent to another wording is none to this one.
        given: of_it()
            .next()
            .is_some_and(|newest| newest.given && newest.text_version == purpose.text_version()),
        given_at: last(true),
        withdrawn_at: last(false),
    }
}

/// Notes answers; one that says what holds already is no new answer. Refuses consent to another wording than today's.
pub(crate) async fn answer_all(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    user: UserId,
    source: ConsentSource,
    answers: &[ConsentAnswer],
) -> Result<(), PrivacyError> {
    if answers.is_empty() {
        return Ok(());
    }
    // Of two answers at once the second sees the first.
    lock_person(tx, user).await?.ok_or(PrivacyError::NoAccount)?;
    for (index, answer) in answers.iter().enumerate() {
        let ConsentAnswer { purpose, text_version, given } = *answer;
        if given && text_version != purpose.text_version() {
            let pointer = format!("/consents/{index}/text_version");
            return Err(PrivacyError::OldWording { pointer });
        }
        let before = list_consents_for_owner(tx, user).await?;
        let newest = before.iter().find(|known| known.purpose == purpose);
        let holds = newest.is_some_and(|known| known.given && known.text_version == text_version);
        let said = newest.is_some_and(|known| known.given);
        if (given && holds) || (!given && !said) {
            continue;
        }
        let (id, now) = (ConsentId::new(clock.uuid()), clock.now());
        let new = ConsentRecord { id, purpose, text_version, given, source, answered_at: now };
        insert_consent(tx, user, &new).await?;
        let entry = Entry {
            event: if given { "consent_given" } else { "consent_withdrawn" },
            object_kind: "user",
            object_key: user.to_string(),
            outcome: Outcome::Success,
            detail: json!({ "purpose": purpose, "text_version": text_version }),
        };
        audit::record(tx, now, actor, entry).await?;
    }
    Ok(())
}
