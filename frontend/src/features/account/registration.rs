use securecart_domain::accounts::{Email, NewPassword, Username};
use securecart_domain::privacy::ConsentPurpose;
use securecart_dto::accounts::{MeasurePasswordRequest, RegisterRequest};
use securecart_dto::privacy::ConsentAnswer;

use crate::forms::FieldErrors;

/// The fields of the form, from top to bottom. The last one is known to the browser alone.
pub(super) const FIELDS: &[&str] = &["/username", "/email", "/password", "/password_again"];

/// What is typed into the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Registration {
    pub(super) username: String,
    pub(super) email: String,
    pub(super) password: String,
    pub(super) password_again: String,
    /// Nobody has to want news.
    pub(super) news: bool,
}

impl Registration {
    /// The account to open, or what is wrong, by the server's own rules.
    pub(super) fn check(&self, errors: &mut FieldErrors) -> Option<RegisterRequest> {
        let username = errors.take("/username", Username::parse(&self.username));
        let email = errors.take("/email", Email::parse(&self.email));
        let own_words = [self.username.as_str(), self.email.as_str()];
        let password = errors.take("/password", NewPassword::parse(&self.password, &own_words));
        errors.take("/password_again", same(&self.password, &self.password_again));
        let (username, email, password) = (username?, email?, password?);
        Some(RegisterRequest {
            username: username.as_str().to_owned(),
            email: email.as_str().to_owned(),
            password: password.expose().to_owned(),
            consents: self.news.then(|| given(ConsentPurpose::MarketingEmail)).into_iter().collect(),
        })
    }

    /// The password, for the meter.
    pub(super) fn to_measure(&self) -> MeasurePasswordRequest {
        let Self { username, email, password, .. } = self.clone();
        MeasurePasswordRequest { password, username, email }
    }

    /// What is wrong with one field, to be said when it is left.
    pub(super) fn check_field(&self, pointer: &str) -> Result<(), String> {
        let mut errors = FieldErrors::none();
        self.check(&mut errors);
        errors.get(pointer).map_or(Ok(()), |message| Err(message.to_owned()))
    }
}

/// Consent to a question as it is asked today.
fn given(purpose: ConsentPurpose) -> ConsentAnswer {
    ConsentAnswer { purpose, text_version: purpose.text_version(), given: true }
}

/// Whether a new password was typed twice alike.
pub(super) fn same(password: &str, again: &str) -> Result<(), &'static str> {
    if password == again { Ok(()) } else { Err("the two passwords are not the same") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Registration {
        Registration {
            username: "ann".to_owned(),
            email: " ann@example.org ".to_owned(),
            password: "correct horse battery".to_owned(),
            password_again: "correct horse battery".to_owned(),
            news: false,
        }
    }

    #[test]
    fn what_passes_the_rules_is_sent() {
        let mut errors = FieldErrors::none();
        let account = typed().check(&mut errors).unwrap();
        assert!(errors.is_empty());
        assert_eq!(account.email, "ann@example.org");
        assert!(account.consents.is_empty(), "nobody agrees by saying nothing");
        let news = Registration { news: true, ..typed() }.check(&mut errors).unwrap().consents;
        assert_eq!(news, [given(ConsentPurpose::MarketingEmail)]);
    }

    #[test]
    fn each_wrong_field_is_named_at_once() {
        let wrong = Registration { password_again: "another".to_owned(), ..Registration::default() };
        let mut errors = FieldErrors::none();
        assert!(wrong.check(&mut errors).is_none());
        assert!(FIELDS.iter().all(|field| errors.get(field).is_some()), "{errors:?}");
    }

    #[test]
    fn a_password_like_the_name_is_refused_beside_its_field() {
        let wrong = Registration { username: "battery".to_owned(), ..typed() };
        assert!(wrong.check_field("/password").is_err());
        assert!(wrong.check_field("/username").is_ok());
    }
}
