//! Stripe's pages of lists: `limit`, `starting_after`, `ending_before`.

use serde_json::{Value, json};

use crate::{error::ApiError, params::Param};

const DEFAULT_LIMIT: usize = 10;
const LARGEST_LIMIT: i64 = 100;

/// The names that every list takes.
pub(super) const LIST_PARAMS: [&str; 4] = ["ending_before", "expand", "limit", "starting_after"];

/// One page of the objects, which come newest first.
pub(super) fn page(all: Vec<Value>, url: &str, params: &Param<'_>) -> Result<Value, ApiError> {
    let limit = read_limit(&params.get("limit"))?;
    let (after, before) = (params.get("starting_after"), params.get("ending_before"));
    let (mut start, mut end) = (0, all.len());
    if after.is_present() {
        start = position(&all, &after)?.saturating_add(1);
    }
    if before.is_present() {
        end = position(&all, &before)?;
        start = start.max(end.saturating_sub(limit));
    }
    let wanted: Vec<Value> = all.into_iter().take(end).skip(start).collect();
    let has_more = wanted.len() > limit || (before.is_present() && start > 0);
    let data: Vec<Value> = wanted.into_iter().take(limit).collect();
    Ok(json!({ "object": "list", "data": data, "has_more": has_more, "url": url }))
}

fn read_limit(param: &Param<'_>) -> Result<usize, ApiError> {
    let Some(limit) = param.integer(1)? else {
        return Ok(DEFAULT_LIMIT);
    };
    if limit > LARGEST_LIMIT {
        let message = format!("This value must be less than or equal to {LARGEST_LIMIT}.");
        return Err(ApiError::parameter("parameter_invalid_integer", param.name(), message));
    }
    Ok(usize::try_from(limit).unwrap_or(DEFAULT_LIMIT))
}

fn position(all: &[Value], param: &Param<'_>) -> Result<usize, ApiError> {
    let id = param.required(param.text()?)?;
    let found = all.iter().position(|object| object.get("id").and_then(Value::as_str) == Some(id));
    found.ok_or_else(|| ApiError::missing("object", id, param.name()))
}
