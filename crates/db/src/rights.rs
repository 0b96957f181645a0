//! What the role that the shop runs as may do with the tables, which belong to another one (ASVS 13.2.2, 16.4.2).
//!
//! A program that was taken over then still can not rewrite what it did: neither a trigger nor a table is its own.

use diesel::{QueryableByName, connection::SimpleConnection, sql_query, sql_types::Bool};
use diesel_async::RunQueryDsl;

use crate::{Conn, DbError};

/// Everything that handlers and jobs need, and no more. Sent at once, so that no moment sees one of the statements
/// without the others.
const RIGHTS: &str = include_str!("../../../migrations/rights.sql");

/// Whether it may, by a right of its own or as a member of the owner.
const MAY_CHANGE: &str = "\
SELECT has_table_privilege('audit_events', 'UPDATE') OR has_table_privilege('audit_events', 'DELETE')
    OR has_table_privilege('audit_events', 'TRUNCATE')
    OR pg_has_role((SELECT relowner FROM pg_class WHERE oid = 'audit_events'::regclass), 'MEMBER') AS may";

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    may: bool,
}

/// Gives the role what it needs of the tables as they are now. Only their owner can.
pub(crate) fn grant(owner: &mut impl SimpleConnection, role: &str) -> diesel::QueryResult<()> {
    let quoted = format!("\"{}\"", role.replace('"', "\"\""));
    owner.batch_execute(&RIGHTS.replace(":program", &quoted))
}

/// Whether the role of this connection could change or remove entries of the audit log, or what keeps it from that.
pub async fn may_change_audit_log(conn: &mut Conn) -> Result<bool, DbError> {
    let answer: Answer = sql_query(MAY_CHANGE).get_result(conn).await?;
    Ok(answer.may)
}
