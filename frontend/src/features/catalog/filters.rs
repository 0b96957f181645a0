use securecart_domain::catalog::{OptionChoices, ProductSort};
use securecart_dto::catalog::ProductQuery;

use crate::routes::{query_pairs, query_string};

/// Products fetched at a time.
pub(super) const PAGE_SIZE: u16 = 24;

/// The most pages fetched at once when someone comes back to a long list: the API gives 100 items at most.
const MAX_PAGES: u16 = 4;

/// What a listing shows and in which order: everything of it stands in the address, so that it can be kept,
/// sent to somebody and gone back to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Words to look for.
    pub words: String,
    /// Lowest price in minor units.
    pub min_price: Option<i64>,
    /// Highest price in minor units.
    pub max_price: Option<i64>,
    /// Only what can be bought now.
    pub in_stock: bool,
    /// Only what offers these.
    pub options: OptionChoices,
    /// The order, if it is not the usual one.
    pub sort: Option<ProductSort>,
    /// How many times "load more" was pressed.
    pub more: u16,
}

impl Filters {
    /// What the address says; what it says wrong is left out.
    pub fn from_query(search: &str) -> Self {
        let mut filters = Self::default();
        for (name, value) in query_pairs(search) {
            match name.as_str() {
                "q" => filters.words = value.trim().chars().take(200).collect(),
                "min_price" => filters.min_price = price(&value),
                "max_price" => filters.max_price = price(&value),
                "in_stock" => filters.in_stock = value == "true",
                "option" => filters.options = value.parse().unwrap_or_default(),
                "sort" => filters.sort = value.parse().ok(),
                "more" => filters.more = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        filters
    }

    /// The query string for it; empty if nothing is filtered.
    pub fn to_query(&self) -> String {
        let pairs = [
            ("q", Some(self.words.clone()).filter(|words| !words.is_empty())),
            ("min_price", self.min_price.map(|price| price.to_string())),
            ("max_price", self.max_price.map(|price| price.to_string())),
            ("in_stock", self.in_stock.then(|| "true".to_owned())),
            ("option", Some(self.options.to_string()).filter(|options| !options.is_empty())),
            ("sort", self.sort.map(|sort| sort.to_string())),
            ("more", Some(self.more).filter(|more| *more > 0).map(|more| more.to_string())),
        ];
        query_string(pairs)
    }

    /// The same selection from its beginning.
    #[must_use]
    pub fn from_start(self) -> Self {
        Self { more: 0, ..self }
    }

    /// How many things beside the words narrow the listing.
    pub fn narrowing(&self) -> usize {
        let filters = [self.min_price.is_some(), self.max_price.is_some(), self.in_stock];
        filters.into_iter().filter(|given| *given).count().saturating_add(self.options.len())
    }

    /// Whether anything beside the words narrows the listing.
    pub fn narrows(&self) -> bool {
        self.narrowing() > 0
    }

    /// The same words and order, without anything that narrows.
    #[must_use]
    pub fn widened(self) -> Self {
        Self { words: self.words, sort: self.sort, ..Self::default() }
    }

    /// The order that is used: the best match first when words are looked for, else the newest.
    pub fn order(&self) -> ProductSort {
        self.sort.unwrap_or(self.usual_order())
    }

    /// The order when none is chosen.
    pub fn usual_order(&self) -> ProductSort {
        if self.words.is_empty() { ProductSort::Newest } else { ProductSort::Relevance }
    }

    /// What to ask the server for, at first.
    pub(super) fn first_page(&self, category: Option<&str>) -> ProductQuery {
        let pages = self.more.saturating_add(1).min(MAX_PAGES);
        let limit = Some(PAGE_SIZE.saturating_mul(pages));
        ProductQuery { limit, facets: Some(true), ..self.query(category) }
    }

    /// What to ask the server for next.
    pub(super) fn next_page(&self, category: Option<&str>, cursor: String) -> ProductQuery {
        ProductQuery { limit: Some(PAGE_SIZE), cursor: Some(cursor), ..self.query(category) }
    }

    fn query(&self, category: Option<&str>) -> ProductQuery {
        ProductQuery {
            ids: None,
            q: Some(self.words.clone()).filter(|words| !words.is_empty()),
            category: category.map(str::to_owned),
            min_price: self.min_price,
            max_price: self.max_price,
            in_stock: self.in_stock.then_some(true),
            option: Some(self.options.to_string()).filter(|options| !options.is_empty()),
            facets: None,
            sort: self.sort,
            limit: None,
            cursor: None,
        }
    }
}

fn price(text: &str) -> Option<i64> {
    text.parse().ok().filter(|minor| *minor >= 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_all_of_it() {
        let filters = Filters {
            words: "tea & cups".to_owned(),
            min_price: Some(1000),
            max_price: Some(5000),
            in_stock: true,
            options: OptionChoices::parse("colour:blue,size:m").unwrap(),
            sort: Some(ProductSort::PriceAsc),
            more: 2,
        };
        let query = filters.to_query();
        assert_eq!(
            query,
            "q=tea+%26+cups&min_price=1000&max_price=5000&in_stock=true&option=colour%3Ablue%2Csize%3Am\
             &sort=price_asc&more=2"
        );
        assert_eq!(Filters::from_query(&query), filters);
        assert_eq!(Filters::from_query(&format!("?{query}")), filters);
    }

    #[test]
    fn a_wrong_address_is_read_as_far_as_it_goes() {
        let filters =
            Filters::from_query("?q=tea&min_price=-5&max_price=x&sort=best&in_stock=1&option=blue&unknown=2");
        assert_eq!(filters, Filters { words: "tea".to_owned(), ..Filters::default() });
        assert_eq!(Filters::default().to_query(), "");
    }

    #[test]
    fn going_back_to_a_long_list_fetches_it_at_once_within_what_the_api_gives() {
        let filters = Filters { more: 1, ..Filters::default() };
        assert_eq!(filters.first_page(None).limit, Some(48));
        let far = Filters { more: 60, ..Filters::default() };
        assert!(far.first_page(None).limit.unwrap() <= 100);
    }
}
