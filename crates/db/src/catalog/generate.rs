//! A large catalogue made up for measuring: the same products for the same numbers, everywhere and always.

use diesel::sql_types::Integer;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection as _};

use super::changes::{self, Change};
use crate::{Conn, DbError};

/// Everything about a product follows from its number: ids count up, words and prices are drawn from its hash.
macro_rules! for_each_product {
    ($statement:literal) => {
        concat!(
            "WITH made AS (
  SELECT n, ('01940000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS id,
    ('01940000-0002-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS option_id,
    ('x' || substr(md5('dice ' || n), 1, 7))::bit(28)::int AS dice,
    (ARRAY['bright','calm','clever','compact','cosy','crisp','deep','early','fine','firm','folding','fresh','gentle',
      'hardy','heavy','humble','light','little','mellow','narrow','neat','plain','quick','quiet','round','sharp',
      'simple','slim','smooth','soft','solid','sturdy','sunny','swift','tall','tidy','tiny','warm','wide','woven'])
      [1 + ('x' || substr(md5('kind ' || n), 1, 7))::bit(28)::int % 40] AS kind,
    (ARRAY['oak','ash','beech','birch','walnut','bamboo','cork','linen','cotton','wool','felt','leather','canvas',
      'stoneware','porcelain','glass','steel','copper','brass','iron','marble','slate','paper','wicker','rattan',
      'jute','silk','enamel','ceramic','granite'])
      [1 + ('x' || substr(md5('stuff ' || n), 1, 7))::bit(28)::int % 30] AS stuff,
    ('x' || substr(md5('thing ' || n), 1, 7))::bit(28)::int % 60 AS thing_number,
    (ARRAY['mug','bowl','plate','teapot','jug','pan','kettle','board','knife','apron','towel','napkin','blanket',
      'cushion','rug','curtain','lamp','lantern','candle','vase','clock','mirror','shelf','stool','chair','table',
      'basket','tray','box','hook','notebook','pencil','folder','ruler','stand','bag','backpack','wallet','bottle',
      'flask','tent','hammock','planter','trowel','rake','gloves','puzzle','blocks','kite','drum','ball','train',
      'doll','swing','bench','stove','grill','broom','brush','soap'])
      [1 + ('x' || substr(md5('thing ' || n), 1, 7))::bit(28)::int % 60] AS thing
  FROM generate_series($1, $2) AS n
), made_variants AS (
  SELECT made.*, k, ('01940000-0001-7000-8000-' || lpad(to_hex(n * 4 + k), 12, '0'))::uuid AS variant_id,
    CASE WHEN dice % 12 = 0 THEN 0 ELSE 1 + (dice / 7) % 90 END AS units,
    CASE WHEN n % 4 = 3 THEN ''
      WHEN n % 2 = 0 THEN (ARRAY['Red','Blue','Green','Black','White','Grey','Sand','Rust','Navy','Olive','Plum',
        'Teal'])[1 + (dice + k) % 12]
      ELSE (ARRAY['XS','S','M','L','XL','XXL'])[1 + (dice + k) % 6] END AS choice
  FROM made, generate_series(0, 2) AS k WHERE n % 4 <> 3 OR k = 0
) ",
            $statement
        )
    };
}

const STATEMENTS: &[&str] = &[
    "INSERT INTO categories (id, slug, name, position)
SELECT ('01940000-0003-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'aisle-' || n, 'Aisle ' || n, 100 + n
FROM generate_series(1, 20) AS n WHERE $1 <= $2 ON CONFLICT DO NOTHING",
    for_each_product!(
        "INSERT INTO products (id, category_id, slug, name, summary, description, vendor, tags, status, currency,
  min_price_minor, max_price_minor, created_at, updated_at)
SELECT id, ('01940000-0003-7000-8000-' || lpad(to_hex(1 + thing_number % 20), 12, '0'))::uuid, thing || '-no-' || n,
  initcap(kind) || ' ' || stuff || ' ' || thing, 'A ' || kind || ' ' || thing || ' of ' || stuff || '.',
  'Made of ' || stuff || ', number ' || n || ' of its kind.', initcap(stuff) || ' works', ARRAY[stuff, thing],
  'active', 'USD', 500 + dice % 20000, 500 + dice % 20000, '2026-01-01Z', '2026-01-01Z' FROM made"
    ),
    for_each_product!(
        "INSERT INTO product_options (id, product_id, position, name)
SELECT option_id, id, 1, CASE WHEN n % 2 = 0 THEN 'Colour' ELSE 'Size' END FROM made WHERE n % 4 <> 3"
    ),
    for_each_product!(
        "INSERT INTO product_variants (id, product_id, position, title, price_minor, currency, created_at, updated_at)
SELECT variant_id, id, k + 1, choice, 500 + dice % 20000, 'USD', '2026-01-01Z', '2026-01-01Z' FROM made_variants"
    ),
    for_each_product!(
        "INSERT INTO variant_option_values (variant_id, option_id, value)
SELECT variant_id, option_id, choice FROM made_variants WHERE choice <> ''"
    ),
    for_each_product!(
        "INSERT INTO stock_levels (variant_id, on_hand, updated_at)
SELECT variant_id, units, '2026-01-01Z' FROM made_variants"
    ),
    for_each_product!(
        "INSERT INTO stock_movements (id, variant_id, kind, on_hand_delta, reserved_delta, reason, created_at)
SELECT ('01940000-0005-7000-8000-' || lpad(to_hex(n * 4 + k), 12, '0'))::uuid, variant_id, 'receipt', units, 0,
  'made up', '2026-01-01Z' FROM made_variants WHERE units > 0"
    ),
    for_each_product!(
        "UPDATE product_shelf s SET sold = (dice / 3) % 500 FROM made WHERE made.id = s.product_id AND dice % 3 = 0"
    ),
];

/// Adds the products of these numbers, with variants, stock, its ledger, and sales that never were. In US dollars, and
/// not twice: [`DbError::Unique`] where one of them is there.
pub async fn generate_products(tx: &mut Conn, first: i32, last: i32) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    for statement in STATEMENTS {
        diesel::sql_query(*statement).bind::<Integer, _>(first).bind::<Integer, _>(last).execute(tx).await?;
    }
    Ok(())
}

/// Every table that products are generated into, and what triggers keep beside them.
const FILLED: &[&str] = &[
    "products",
    "product_options",
    "product_variants",
    "variant_option_values",
    "stock_levels",
    "stock_movements",
    "product_shelf",
    "facet_values",
    "catalog_words",
];

/// Lets PostgreSQL look at how many products there are by now. It does so by itself as well, but not before a minute has
/// passed, and until then its plans are those for empty tables. For the owner of the tables.
pub async fn analyze_generated(conn: &mut Conn) -> Result<(), DbError> {
    for table in FILLED {
        conn.batch_execute(&format!("ANALYZE {table}")).await?;
    }
    Ok(())
}
