//! Taking the catalogue away: every product as a file, written page by page, so that the largest catalogue needs no
//! more memory than a small one.

mod export_products;
pub(crate) mod own;
pub(crate) mod shopify;

use std::collections::HashMap;

use csv::{QuoteStyle, WriterBuilder};
use securecart_db::{
    Db, DbError,
    catalog::{CategoryName, ProductRecord, list_category_paths, list_products_to_export},
};
use securecart_domain::{ProductId, catalog::ProductFileFormat};
use url::Url;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::import::cells::harmless;

/// Products that are read and written at once.
const PAGE: i64 = 100;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(export_products::export_products);
}

/// Why an export broke off.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The table could not be written.
    #[error("the table could not be written")]
    Csv(#[from] csv::Error),
}

/// The way to each category, by its slug.
pub(crate) type Paths = HashMap<String, Vec<CategoryName>>;

/// A file of all products, in the order in which they were added, that is being written.
pub struct Export {
    db: Db,
    format: ProductFileFormat,
    public_url: Url,
    paths: Option<Paths>,
    after: Option<ProductId>,
    done: bool,
}

impl Export {
    /// Begins one. Pictures of the shop get addresses below `public_url` where the format is read elsewhere.
    pub fn new(db: Db, format: ProductFileFormat, public_url: Url) -> Self {
        Self { db, format, public_url, paths: None, after: None, done: false }
    }

    /// The next piece of the file; `None` behind its end.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, ExportError> {
        if self.done {
            return Ok(None);
        }
        let mut conn = self.db.connection().await?;
        let mut rows = Vec::new();
        let paths = if let Some(paths) = self.paths.take() {
            paths
        } else {
            rows.push(self.head());
            list_category_paths(&mut conn).await?
        };
        let products = list_products_to_export(&mut conn, self.after, PAGE).await?;
        drop(conn);
        self.done = products.len() < usize::try_from(PAGE).unwrap_or(0);
        self.after = products.last().map(|last| last.id);
        for product in &products {
            rows.extend(self.rows(product, &paths));
        }
        self.paths = Some(paths);
        Ok(Some(table(&rows)?))
    }

    fn head(&self) -> Vec<String> {
        match self.format {
            ProductFileFormat::Securecart => own::head(),
            ProductFileFormat::Shopify => shopify::head(),
        }
    }

    fn rows(&self, product: &ProductRecord, paths: &Paths) -> Vec<Vec<String>> {
        match self.format {
            ProductFileFormat::Securecart => own::rows(product, paths),
            ProductFileFormat::Shopify => shopify::rows(product, &self.public_url),
        }
    }
}

/// Lines of a table, every cell in quotes and none of them a formula.
pub(crate) fn table(rows: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = WriterBuilder::new().quote_style(QuoteStyle::Always).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell).into_owned()))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
