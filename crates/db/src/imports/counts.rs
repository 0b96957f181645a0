//! How far imports are, of a whole page of them at once.

use std::collections::{BTreeMap, HashMap};

use diesel::{
    ExpressionMethods, QueryDsl, QueryableByName,
    dsl::count_star,
    sql_types::{Array, BigInt, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    ImportId,
    catalog::{ImportOutcome, UndoOutcome},
};

use crate::{Conn, DbError, schema::catalog_import_products, stored::Place};

/// The products of an import, by what became of them, and their pictures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportTally {
    /// What applying would do, as the check found.
    pub checked: BTreeMap<ImportOutcome, u64>,
    /// What it did.
    pub applied: BTreeMap<ImportOutcome, u64>,
    /// What undoing did.
    pub undone: BTreeMap<UndoOutcome, u64>,
    /// Pictures that lie elsewhere.
    pub pictures: PictureCounts,
}

/// Pictures that lie elsewhere, by how far fetching them is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PictureCounts {
    /// Still to be fetched.
    pub waiting: u64,
    /// There.
    pub fetched: u64,
    /// Given up.
    pub failed: u64,
}

/// Counts products and pictures of these imports, in two statements. One that has none yet is missing.
pub async fn tally_imports(
    conn: &mut Conn,
    imports: &[ImportId],
) -> Result<HashMap<ImportId, ImportTally>, DbError> {
    let mut tallies = HashMap::new();
    count_products(conn, imports, &mut tallies).await?;
    count_pictures(conn, imports, &mut tallies).await?;
    Ok(tallies)
}

type Row = (ImportId, String, Option<String>, Option<String>, i64);

async fn count_products(
    conn: &mut Conn,
    imports: &[ImportId],
    tallies: &mut HashMap<ImportId, ImportTally>,
) -> Result<(), DbError> {
    use catalog_import_products as of;
    let rows: Vec<Row> = of::table
        .filter(of::import_id.eq_any(imports))
        .group_by((of::import_id, of::kind, of::outcome, of::undo))
        .select((of::import_id, of::kind, of::outcome, of::undo, count_star()))
        .load(conn)
        .await?;
    for (import, kind, outcome, undo, number) in rows {
        let place = Place { table: "catalog_import_products", id: import };
        let tally = tallies.entry(import).or_default();
        let number = u64::try_from(number).unwrap_or(0);
        *tally.checked.entry(place.word("kind", &kind)?).or_default() += number;
        if let Some(outcome) = outcome {
            *tally.applied.entry(place.word("outcome", &outcome)?).or_default() += number;
        }
        if let Some(undo) = undo {
            *tally.undone.entry(place.word("undo", &undo)?).or_default() += number;
        }
    }
    Ok(())
}

#[derive(QueryableByName)]
struct PictureRow {
    #[diesel(sql_type = Uuid)]
    import_id: ImportId,
    #[diesel(sql_type = BigInt)]
    waiting: i64,
    #[diesel(sql_type = BigInt)]
    fetched: i64,
    #[diesel(sql_type = BigInt)]
    failed: i64,
}

/// A product stands in a file once, so that no picture counts twice.
const COUNT_PICTURES: &str = "\
SELECT i.import_id, count(*) FILTER (WHERE p.url IS NULL AND p.fetch_failed_at IS NULL) AS waiting,
  count(*) FILTER (WHERE p.url IS NOT NULL) AS fetched,
  count(*) FILTER (WHERE p.fetch_failed_at IS NOT NULL) AS failed
FROM catalog_import_products i JOIN product_images p ON p.product_id = i.product_id
WHERE i.import_id = ANY ($1) AND p.source_url IS NOT NULL
GROUP BY i.import_id";

async fn count_pictures(
    conn: &mut Conn,
    imports: &[ImportId],
    tallies: &mut HashMap<ImportId, ImportTally>,
) -> Result<(), DbError> {
    let rows: Vec<PictureRow> =
        diesel::sql_query(COUNT_PICTURES).bind::<Array<Uuid>, _>(imports).load(conn).await?;
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    for row in rows {
        let pictures = PictureCounts {
            waiting: count(row.waiting),
            fetched: count(row.fetched),
            failed: count(row.failed),
        };
        tallies.entry(row.import_id).or_default().pictures = pictures;
    }
    Ok(())
}
