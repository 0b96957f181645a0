//! `expand[]`: objects in place of their ids: <https://docs.stripe.com/api/expanding_objects>.

use serde_json::{Value, json};

use super::Ledger;
use crate::{error::ApiError, params::Param};

const DEEPEST: usize = 4;

/// Every field that holds an id or is included on request, on any object here.
const EXPANDABLE: [&str; 8] =
    ["charge", "data", "latest_charge", "line_items", "payment_intent", "price", "product", "refunds"];

/// Refuses paths that no object here has; asked before a call has any effect.
pub(crate) fn check_expand(expand: &Param<'_>) -> Result<(), ApiError> {
    for element in expand.elements()? {
        let path = element.text()?.unwrap_or_default();
        if path.split('.').count() > DEEPEST {
            let message =
                format!("You cannot expand more than {DEEPEST} levels of a property. Property: {path}");
            return Err(ApiError::parameter("parameter_invalid", "expand", message));
        }
        if !path.split('.').all(|step| EXPANDABLE.contains(&step)) {
            let message = format!("This property cannot be expanded ({path}).");
            return Err(ApiError::parameter("parameter_invalid", "expand", message));
        }
    }
    Ok(())
}

impl Ledger {
    /// Expands what the call asks for, as far as this object has it.
    pub(crate) fn expand(&self, shown: &mut Value, expand: &Param<'_>) -> Result<(), ApiError> {
        for element in expand.elements()? {
            let steps: Vec<&str> = element.text()?.unwrap_or_default().split('.').collect();
            self.expand_path(shown, &steps);
        }
        Ok(())
    }

    fn expand_path(&self, value: &mut Value, steps: &[&str]) {
        let Some((step, rest)) = steps.split_first() else {
            return;
        };
        if let Value::Array(elements) = value {
            for element in elements {
                self.expand_path(element, steps);
            }
            return;
        }
        if let Some(included) = self.includable(value, step)
            && let Some(fields) = value.as_object_mut()
        {
            fields.entry((*step).to_owned()).or_insert(included);
        }
        let Some(field) = value.get_mut(*step) else {
            return;
        };
        if let Value::String(id) = field
            && let Some(object) = self.object(id).or_else(|| self.product(id))
        {
            *field = object;
        }
        self.expand_path(field, rest);
    }

    /// Lists that objects have only when asked for.
    fn includable(&self, value: &Value, step: &str) -> Option<Value> {
        let kind = value.get("object").and_then(Value::as_str)?;
        let id = value.get("id").and_then(Value::as_str)?;
        match (kind, step) {
            ("checkout.session", "line_items") => {
                let lines = self.sessions.get(id)?.lines.iter().map(super::Line::json).collect();
                Some(whole_list(lines, &format!("/v1/checkout/sessions/{id}/line_items")))
            }
            ("charge", "refunds") => {
                let refunds = self.list_refunds(None, Some(id));
                Some(whole_list(refunds, &format!("/v1/charges/{id}/refunds")))
            }
            _ => None,
        }
    }

    fn product(&self, id: &str) -> Option<Value> {
        if !id.starts_with("prod_") {
            return None;
        }
        let mut lines = self.sessions.iter().flat_map(|session| &session.lines);
        lines.find(|line| line.product_id == id).map(super::Line::product_json)
    }
}

fn whole_list(data: Vec<Value>, url: &str) -> Value {
    json!({ "object": "list", "data": data, "has_more": false, "url": url })
}
