//! Reading variables.

use std::{collections::HashMap, fs, str::FromStr};

use secrecy::SecretString;

/// The environment, as a value so that tests can make their own.
#[derive(Clone, Debug, Default)]
pub struct Env {
    variables: HashMap<String, String>,
}

impl Env {
    /// The process's own.
    pub fn process() -> Self {
        Self { variables: std::env::vars().collect() }
    }

    /// One of these variables; later ones win.
    pub fn of<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self {
            variables: pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        }
    }

    /// The variable; one that is set to nothing counts as not set.
    pub fn text(&self, name: &str) -> Option<String> {
        self.variables.get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// The variable as `T`, or the default; `form` says in the fault what it should look like.
    pub fn parse<T: FromStr>(&self, name: &str, default: T, form: &str, faults: &mut Vec<String>) -> T {
        match self.text(name).map(|text| text.parse()) {
            None => default,
            Some(Ok(value)) => value,
            Some(Err(_)) => {
                faults.push(format!("{name} has to be {form}."));
                default
            }
        }
    }

    /// The variable as a switch.
    pub fn flag(&self, name: &str, default: bool, faults: &mut Vec<String>) -> bool {
        match self.text(name).as_deref() {
            None => default,
            Some("1" | "true" | "on" | "yes") => true,
            Some("0" | "false" | "off" | "no") => false,
            Some(_) => {
                faults.push(format!("{name} has to be on or off."));
                default
            }
        }
    }

    /// The secret `NAME`, or the content of the file that `NAME_FILE` names (ASVS 13.3.1).
    pub fn secret(&self, name: &str, faults: &mut Vec<String>) -> Option<SecretString> {
        if let Some(value) = self.text(name) {
            return Some(value.into());
        }
        let path = self.text(&format!("{name}_FILE"))?;
        match fs::read_to_string(&path) {
            Ok(content) => {
                Some(content.trim().to_owned()).filter(|content| !content.is_empty()).map(Into::into)
            }
            Err(error) => {
                faults.push(format!("{name}_FILE names a file that can not be read ({}).", error.kind()));
                None
            }
        }
    }
}
