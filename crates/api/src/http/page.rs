//! Pages of lists: how many, and where the next one begins.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use securecart_dto::{FieldError, catalog::ListQuery};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::fields::Fields;

/// Items on a page: 1 to 100, 24 unless told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limit(u16);

/// The number of items asked for is out of range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a page has 1 to 100 items")]
pub struct InvalidLimit;

/// A page of a list that goes by id: the cursor is the last item's.
#[derive(Clone, Copy, Debug)]
pub struct PageAfter<Id> {
    /// The last item of the page before.
    pub after: Option<Id>,
    /// How many.
    pub limit: Limit,
}

impl<Id: DeserializeOwned> TryFrom<ListQuery> for PageAfter<Id> {
    type Error = Vec<FieldError>;

    fn try_from(query: ListQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(decode));
        match (limit, after) {
            (Some(limit), Some(after)) => Ok(Self { after, limit }),
            _ => Err(fields.into_errors()),
        }
    }
}

/// The text is no cursor of this list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("take the cursor from next_cursor of the page before, with the same filters and order")]
pub struct InvalidCursor;

impl Limit {
    const DEFAULT: u16 = 24;
    const MAX: u16 = 100;

    /// Refuses zero and more than a hundred.
    pub fn parse(asked: Option<u16>) -> Result<Self, InvalidLimit> {
        let limit = asked.unwrap_or(Self::DEFAULT);
        if (1..=Self::MAX).contains(&limit) { Ok(Self(limit)) } else { Err(InvalidLimit) }
    }

    /// For SQL.
    pub fn get(self) -> i64 {
        i64::from(self.0)
    }

    /// Splits off the one row that was fetched beyond the page, which tells that there is a next page.
    /// Returns the page and, if there is more, the last item's index mapped by `cursor`.
    pub fn cut<T, C: Serialize>(
        self,
        mut rows: Vec<T>,
        cursor: impl Fn(&T) -> C,
    ) -> (Vec<T>, Option<String>) {
        let most = usize::from(self.0);
        if rows.len() <= most {
            return (rows, None);
        }
        rows.truncate(most);
        let next = rows.last().map(|last| encode(&cursor(last)));
        (rows, next)
    }
}

/// A cursor as it goes over the wire: opaque, and only good for the list that gave it.
pub fn encode<T: Serialize>(position: &T) -> String {
    // Positions are small structs of numbers and text; serialising them can not fail.
    BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(position).unwrap_or_default())
}

/// The longest cursor: the position may name a product by all of its name, 200 letters of four bytes, each escaped.
const MAX_CURSOR: usize = 4000;

/// The position that a cursor stands for. The shop puts no control characters into one, and PostgreSQL takes no NUL in a
/// text: what somebody else made is refused here.
pub fn decode<T: DeserializeOwned>(cursor: &str) -> Result<T, InvalidCursor> {
    if cursor.len() > MAX_CURSOR {
        return Err(InvalidCursor);
    }
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).map_err(|_| InvalidCursor)?;
    let position: Value = serde_json::from_slice(&bytes).map_err(|_| InvalidCursor)?;
    if has_controls(&position) {
        return Err(InvalidCursor);
    }
    serde_json::from_value(position).map_err(|_| InvalidCursor)
}

fn has_controls(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains(char::is_control),
        Value::Array(list) => list.iter().any(has_controls),
        Value::Object(fields) => {
            fields.iter().any(|(name, value)| name.contains(char::is_control) || has_controls(value))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_whether_there_is_another() {
        let limit = Limit::parse(Some(2)).unwrap();
        assert_eq!(limit.cut(vec![1, 2], |last| *last), (vec![1, 2], None));
        let (page, next) = limit.cut(vec![1, 2, 3], |last| *last);
        assert_eq!((page, decode::<i32>(&next.unwrap())), (vec![1, 2], Ok(2)));
    }

    #[test]
    fn foreign_cursors_and_limits_are_refused() {
        assert_eq!(Limit::parse(Some(0)), Err(InvalidLimit));
        assert_eq!(Limit::parse(Some(101)), Err(InvalidLimit));
        for cursor in ["", "%", "e30", &"A".repeat(5000)] {
            assert_eq!(decode::<i32>(cursor), Err(InvalidCursor));
        }
        assert_eq!(decode::<(String, i32)>(&encode(&("a\0b", 1))), Err(InvalidCursor));
    }

    proptest::proptest! {
        #[test]
        fn any_cursor_is_a_position_or_none(text in proptest::prelude::any::<String>(), position in proptest::prelude::any::<(i64, String)>()) {
            // Whatever it is, it does not panic.
            decode::<(i64, String)>(&text).ok();
            decode::<(i64, String)>(&encode(&text)).ok();
            let cursor = encode(&position);
            let ours = cursor.len() <= MAX_CURSOR && !position.1.contains(char::is_control);
            let expected = if ours { Ok(position) } else { Err(InvalidCursor) };
            proptest::prop_assert_eq!(decode(&cursor), expected);
        }
    }
}
