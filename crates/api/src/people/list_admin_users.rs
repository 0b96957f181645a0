//! `GET /admin/users`

use actix_web::{get, web::Json};
use securecart_db::accounts::people::{PersonFilter, list_people_any};
use securecart_domain::{
    UserId,
    accounts::{Email, RoleName},
    catalog::PlainText,
};
use securecart_dto::{
    AdminPage, FieldError, Problem,
    people::{AdminUserQuery, AdminUserSummary},
};

use super::summary;
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    state::State,
};

/// The longest text to look for, in characters.
const MAX_SEARCH: usize = 254;

/// A list that keeps the rules.
pub(crate) struct PersonListing {
    filter: PersonFilter,
    /// The address that is looked for, if it is one.
    email: Option<Email>,
    after: Option<UserId>,
    limit: Limit,
}

impl TryFrom<AdminUserQuery> for PersonListing {
    type Error = Vec<FieldError>;

    fn try_from(query: AdminUserQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let text = query.q.as_deref().map(|text| PlainText::optional_line(text, MAX_SEARCH));
        let text = fields.take_optional("?q", text).flatten();
        let role = fields.take_optional("?role", query.role.as_deref().map(RoleName::parse)).flatten();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        let words = text.map(|text| text.to_string()).filter(|text| !text.is_empty());
        let email = words.as_deref().and_then(|words| Email::parse(words).ok());
        let filter = PersonFilter {
            email_index: None,
            username_prefix: words.map(|words| words.to_lowercase()),
            role: role.map(|role| role.to_string()),
            locked: query.locked,
        };
        match (limit, after, fields.finish()) {
            (Some(limit), Some(after), Ok(())) => Ok(Self { filter, email, after, limit }),
            (_, _, errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

/// All accounts, newest first.
#[utoipa::path(tag = "people", operation_id = "list_admin_users", security(("session" = ["read_users"])),
    params(AdminUserQuery), responses(
    (status = 200, description = "A page of accounts and the number of all", body = AdminPage<AdminUserSummary>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/users")]
pub(crate) async fn list_admin_users(
    _access: Allowed<perm::ReadUsers>,
    state: State,
    query: ValidQuery<AdminUserQuery, PersonListing>,
) -> Result<Json<AdminPage<AdminUserSummary>>, ApiError> {
    let PersonListing { mut filter, email, after, limit } = query.into_inner();
    filter.email_index = email.map(|email| state.keys.email_index(&email.key()));
    let mut conn = state.db.connection().await?;
    let (found, total) = list_people_any(&mut conn, &filter, after, limit.get() + 1).await?;
    let (found, next_cursor) = limit.cut(found, |last| last.id);
    Ok(Json(AdminPage { items: found.into_iter().map(summary).collect(), next_cursor, total }))
}
