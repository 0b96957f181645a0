use std::collections::BTreeMap;

use securecart_dto::FieldError;

use super::sentence;

/// What is wrong with which field: messages by JSON pointer (`/email`), as the server names fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(BTreeMap<String, String>);

impl FieldErrors {
    /// Nothing is wrong.
    pub fn none() -> Self {
        Self::default()
    }

    /// What the server did not accept.
    pub fn from_server(errors: &[FieldError]) -> Self {
        let mut fields = Self::none();
        for error in errors {
            fields.add(&error.pointer, &error.detail);
        }
        fields
    }

    /// Notes what is wrong with a field. The first thing wrong is said; the next can wait.
    pub fn add(&mut self, pointer: &str, message: impl ToString) {
        self.0.entry(pointer.to_owned()).or_insert_with(|| sentence(message));
    }

    /// Takes the value of a rule, or notes why there is none.
    pub fn take<T, E: ToString>(&mut self, pointer: &str, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.add(pointer, error)).ok()
    }

    /// What is wrong with this field.
    pub fn get(&self, pointer: &str) -> Option<&str> {
        self.0.get(pointer).map(String::as_str)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes back what was said of this field: it is being changed.
    pub fn clear(&mut self, pointer: &str) {
        self.0.remove(pointer);
    }

    /// The messages of fields that are not among these, for the head of the form.
    pub fn others(&self, shown: &[&str]) -> Vec<String> {
        let hidden = self.0.iter().filter(|(pointer, _)| !shown.contains(&pointer.as_str()));
        hidden.map(|(_, message)| message.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_and_server_errors_look_alike() {
        let mut local = FieldErrors::none();
        assert_eq!(local.take("/email", Err::<(), _>("an address looks like a@b.org")), None);
        let server = FieldErrors::from_server(&[
            FieldError::new("/email", "invalid", "an address looks like a@b.org"),
            FieldError::new("/email", "taken", "this one is taken"),
        ]);
        assert_eq!(local, server);
        assert_eq!(server.get("/email"), Some("An address looks like a@b.org."));
    }

    #[test]
    fn an_error_of_no_shown_field_is_not_lost() {
        let mut errors = FieldErrors::none();
        errors.add("/shown", "one");
        errors.add("/elsewhere", "two");
        assert_eq!(errors.others(&["/shown"]), ["Two."]);
        errors.clear("/elsewhere");
        assert!(errors.others(&["/shown"]).is_empty());
    }
}
