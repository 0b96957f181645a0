//! The shop window: answers that are the same for everybody, kept in memory as long as the catalogue stays as it is.
//!
//! Nothing is kept unless this instance hears of every change (`jobs::follow_catalog`), and nothing that is sold is ever
//! decided by what is kept: cart and checkout ask the database.

mod keeper;

use std::sync::Arc;

use securecart_db::{
    Conn, Db, DbError,
    catalog::{FacetCounts, ListOrder, ProductFilter, ProductKey, SearchWords, count_facets},
};
use securecart_domain::{ProductId, ReviewId};
use serde::Serialize;

use self::keeper::Keeper;
use super::listing::Listing;
use crate::{
    adapters::clock::Clock,
    http::{ApiError, etag::CachedBody, page::Limit},
};

/// The most answers kept: of 20 KB, as lists of 24 are, they come to 20 MB.
const ANSWERS: u64 = 1_000;
/// The most counts of facets kept.
const FACETS: u64 = 1_000;

/// What was asked for, in the one form that equal questions have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Question {
    /// A page of a list.
    Products(Listing),
    /// A product.
    Product(ProductKey),
    /// What goes with a product.
    Related(ProductKey),
    /// A page of a product's reviews.
    Reviews(ProductKey, Option<ReviewId>, Limit),
    /// What may be meant.
    Suggestions(SearchWords),
    /// All categories.
    Categories,
}

impl Question {
    /// Whether the answer stays true when nothing but stock changes. Answers with cards do not: those tell it.
    fn ignores_stock(&self) -> bool {
        matches!(self, Self::Categories | Self::Reviews(..))
    }
}

/// An answer, ready to be sent.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) body: CachedBody,
    /// What it is about, if it is about one product.
    pub(super) product: Option<ProductId>,
}

impl Answer {
    /// Of something that is about no single product.
    pub(crate) fn of(content: &impl Serialize) -> Result<Self, ApiError> {
        Ok(Self { body: CachedBody::of(content)?, product: None })
    }
}

/// What this process keeps.
#[derive(Clone)]
pub struct Window {
    clock: Clock,
    answers: Arc<Keeper<Question, Answer>>,
    /// Those that outlive the changes of stock.
    lasting: Arc<Keeper<Question, Answer>>,
    facets: Arc<Keeper<ProductFilter, FacetCounts>>,
}

impl Window {
    /// Nothing yet.
    pub fn new(clock: Clock) -> Self {
        let (answers, lasting) = (Arc::new(Keeper::new(ANSWERS)), Arc::new(Keeper::new(ANSWERS)));
        Self { clock, answers, lasting, facets: Arc::new(Keeper::new(FACETS)) }
    }

    /// The answer to the question; `make` asks the database if it is not there.
    pub(crate) async fn answer(
        &self,
        db: &Db,
        question: Question,
        make: impl Future<Output = Result<Answer, ApiError>>,
    ) -> Result<Answer, ApiError> {
        // Noted before anything is read: a change that comes meanwhile makes a newer state.
        match db.catalog_changes().state() {
            Some(state) if question.ignores_stock() => {
                self.lasting.get(state.range, self.clock.now(), question, make).await
            }
            Some(state) => self.answers.get(state.stock, self.clock.now(), question, make).await,
            None => make.await,
        }
    }

    /// The facets of a list, which outlive the changes of units that its cards do not.
    pub(super) async fn facets(
        &self,
        db: &Db,
        conn: &mut Conn,
        filter: &ProductFilter,
        words: Option<&SearchWords>,
    ) -> Result<FacetCounts, DbError> {
        // Order and page mean nothing to them.
        let counted = ProductFilter {
            words: words.cloned(),
            order: ListOrder::Newest(None),
            limit: 0,
            ..filter.clone()
        };
        let make = count_facets(conn, filter, words);
        match db.catalog_changes().state() {
            Some(state) => self.facets.get(state.catalogue, self.clock.now(), counted, make).await,
            None => make.await,
        }
    }
}
