//! Typed access to the parameters of a call, refusing in Stripe's words and naming the parameter.

use std::collections::BTreeMap;

use url::Url;

use crate::{error::ApiError, form::Node};

/// One parameter, present or not, that knows its full bracketed name.
#[derive(Clone, Debug)]
pub(crate) struct Param<'a> {
    name: String,
    node: Option<&'a Node>,
}

impl<'a> Param<'a> {
    /// The whole request.
    pub(crate) fn root(node: &'a Node) -> Self {
        Self { name: String::new(), node: Some(node) }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn is_present(&self) -> bool {
        self.node.is_some()
    }

    /// The parameter inside this one.
    pub(crate) fn get(&self, field: &str) -> Self {
        let node = match self.node {
            Some(Node::Map(entries)) => entries.iter().find(|(name, _)| name == field).map(|(_, node)| node),
            _ => None,
        };
        Self { name: self.child_name(field), node }
    }

    fn child_name(&self, field: &str) -> String {
        if self.name.is_empty() { field.to_owned() } else { format!("{}[{field}]", self.name) }
    }

    /// Refuses any field that is not in the list (`parameter_unknown`).
    pub(crate) fn allow_only(&self, known: &[&str]) -> Result<(), ApiError> {
        let unknown = self.entries()?.iter().find(|(name, _)| !known.contains(&name.as_str()));
        let Some((field, _)) = unknown else {
            return Ok(());
        };
        let name = self.child_name(field);
        let message = format!("Received unknown parameter: {name}");
        Err(ApiError::parameter("parameter_unknown", &name, message))
    }

    fn entries(&self) -> Result<&'a [(String, Node)], ApiError> {
        match self.node {
            None => Ok(&[]),
            Some(Node::Map(entries)) => Ok(entries),
            Some(Node::Text(_)) => Err(self.invalid("parameter_invalid", "Invalid object")),
        }
    }

    /// The text, which must not be empty when given (`parameter_invalid_empty`).
    pub(crate) fn text(&self) -> Result<Option<&'a str>, ApiError> {
        match self.node {
            None => Ok(None),
            Some(Node::Text(text)) if text.is_empty() => {
                let name = &self.name;
                let message = format!(
                    "You passed an empty string for '{name}'. We assume empty values are an attempt to unset a \
                     parameter; however '{name}' cannot be unset. You should remove '{name}' from your request \
                     or supply a non-empty value."
                );
                Err(ApiError::parameter("parameter_invalid_empty", name, message))
            }
            Some(Node::Text(text)) => Ok(Some(text)),
            Some(Node::Map(_)) => Err(self.invalid("parameter_invalid_string", "Invalid string")),
        }
    }

    /// The text of at most `limit` characters.
    pub(crate) fn short_text(&self, limit: usize) -> Result<Option<String>, ApiError> {
        let text = self.text()?;
        if text.is_some_and(|text| text.chars().count() > limit) {
            let message = format!("Invalid string: must be at most {limit} characters");
            return Err(ApiError::parameter("parameter_invalid_string", &self.name, message));
        }
        Ok(text.map(str::to_owned))
    }

    /// Refuses an absent value (`parameter_missing`).
    pub(crate) fn required<T>(&self, value: Option<T>) -> Result<T, ApiError> {
        value.ok_or_else(|| {
            let message = format!("Missing required param: {}.", self.name);
            ApiError::parameter("parameter_missing", &self.name, message)
        })
    }

    /// One of the words, or `parameter_invalid` naming them all.
    pub(crate) fn one_of(&self, words: &[&'static str]) -> Result<Option<&'static str>, ApiError> {
        let Some(text) = self.text()? else {
            return Ok(None);
        };
        let found = words.iter().find(|word| **word == text);
        found.map(|word| Some(*word)).ok_or_else(|| {
            let message = format!("Invalid {}: must be one of {}", self.name, words.join(", "));
            ApiError::parameter("parameter_invalid", &self.name, message)
        })
    }

    /// A whole number of at least `least` (`parameter_invalid_integer`).
    pub(crate) fn integer(&self, least: i64) -> Result<Option<i64>, ApiError> {
        let Some(text) = self.text()? else {
            return Ok(None);
        };
        let number: i64 = text.parse().map_err(|_| {
            ApiError::parameter("parameter_invalid_integer", &self.name, format!("Invalid integer: {text}"))
        })?;
        if number < least {
            let message = format!("This value must be greater than or equal to {least}.");
            return Err(ApiError::parameter("parameter_invalid_integer", &self.name, message));
        }
        Ok(Some(number))
    }

    /// An absolute `http` or `https` address, as it was written (`url_invalid`).
    pub(crate) fn web_address(&self) -> Result<Option<String>, ApiError> {
        let Some(text) = self.short_text(5_000)? else {
            return Ok(None);
        };
        let valid =
            Url::parse(&text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        if valid {
            return Ok(Some(text));
        }
        Err(ApiError::parameter("url_invalid", &self.name, "Not a valid URL".to_owned()))
    }

    /// The elements of an array, in order of their numbers.
    pub(crate) fn elements(&self) -> Result<Vec<Self>, ApiError> {
        let mut elements = Vec::new();
        for (name, node) in self.entries()? {
            let number: u32 = name.parse().map_err(|_| self.invalid("parameter_invalid", "Invalid array"))?;
            let element = Self { name: self.child_name(name), node: Some(node) };
            elements.push((number, element));
        }
        elements.sort_by_key(|(number, _)| *number);
        Ok(elements.into_iter().map(|(_, element)| element).collect())
    }

    /// Stripe's metadata: at most 50 pairs, names of 40 and values of 500 characters; an empty value is no pair.
    pub(crate) fn metadata(&self) -> Result<BTreeMap<String, String>, ApiError> {
        let mut metadata = BTreeMap::new();
        if matches!(self.node, Some(Node::Text(text)) if text.is_empty()) {
            return Ok(metadata);
        }
        for (name, node) in self.entries()? {
            let full = self.child_name(name);
            let Node::Text(value) = node else {
                let message = "Invalid metadata: values must be strings".to_owned();
                return Err(ApiError::parameter("parameter_invalid", &full, message));
            };
            if name.chars().count() > 40 || value.chars().count() > 500 {
                let message = "Metadata keys can have up to 40 characters and values up to 500.".to_owned();
                return Err(ApiError::parameter("parameter_invalid", &full, message));
            }
            if !value.is_empty() {
                metadata.insert(name.clone(), value.clone());
            }
        }
        if metadata.len() > 50 {
            return Err(self.invalid("parameter_invalid", "Metadata can have up to 50 keys"));
        }
        Ok(metadata)
    }

    fn invalid(&self, code: &'static str, message: &str) -> ApiError {
        ApiError::parameter(code, &self.name, message.to_owned())
    }
}
