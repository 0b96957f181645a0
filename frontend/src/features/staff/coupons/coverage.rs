use std::collections::BTreeSet;

use securecart_domain::{CategoryId, ProductId};

use crate::forms::FieldErrors;

/// The most products, and the most categories, that one coupon lists; the API's limit.
pub(super) const MOST: usize = 100;

/// What a coupon is for. What was chosen of the other kind is kept until the form is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Coverage {
    /// `everything`, `products` or `categories`.
    pub(super) kind: String,
    /// The chosen products with their names, in the order in which they were chosen.
    pub(super) products: Vec<(ProductId, String)>,
    pub(super) categories: BTreeSet<CategoryId>,
}

impl Coverage {
    /// The whole catalogue.
    pub(super) fn everything() -> Self {
        Self { kind: "everything".to_owned(), products: Vec::new(), categories: BTreeSet::new() }
    }

    /// Adds a product, once.
    pub(super) fn add(&mut self, id: ProductId, name: String) {
        if !self.has(id) {
            self.products.push((id, name));
        }
    }

    /// Whether the product is chosen.
    pub(super) fn has(&self, id: ProductId) -> bool {
        self.products.iter().any(|(chosen, _)| *chosen == id)
    }

    /// What is sent, by the server's rules: nothing of either kind is everything.
    pub(super) fn check(&self, errors: &mut FieldErrors) -> (Vec<ProductId>, Vec<CategoryId>) {
        let many = format!("at most {MOST}");
        match self.kind.as_str() {
            "products" => {
                let chosen: Vec<_> = self.products.iter().map(|(id, _)| *id).collect();
                let bounds = bounds(chosen.len(), "choose at least one product", &many);
                errors.take("/products", bounds);
                (chosen, Vec::new())
            }
            "categories" => {
                let bounds = bounds(self.categories.len(), "tick at least one category", &many);
                errors.take("/categories", bounds);
                (Vec::new(), self.categories.iter().copied().collect())
            }
            _ => (Vec::new(), Vec::new()),
        }
    }
}

fn bounds<'a>(chosen: usize, none: &'a str, many: &'a str) -> Result<(), &'a str> {
    match chosen {
        0 => Err(none),
        1..=MOST => Ok(()),
        _ => Err(many),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(number: usize) -> ProductId {
        format!("prd_{number:032x}").parse().unwrap()
    }

    #[test]
    fn a_coupon_of_products_has_some_and_not_too_many() {
        let mut coverage = Coverage { kind: "products".to_owned(), ..Coverage::everything() };
        let mut errors = FieldErrors::none();
        coverage.check(&mut errors);
        assert_eq!(errors.get("/products"), Some("Choose at least one product."));
        (0..=MOST).for_each(|number| coverage.add(product(number), String::new()));
        coverage.add(product(0), "twice".to_owned());
        assert_eq!(coverage.products.len(), MOST + 1);
        let mut errors = FieldErrors::none();
        coverage.check(&mut errors);
        assert_eq!(errors.get("/products"), Some("At most 100."));
    }

    #[test]
    fn only_what_was_chosen_last_is_sent() {
        let category: CategoryId = format!("cat_{:032x}", 1).parse().unwrap();
        let mut coverage = Coverage {
            kind: "categories".to_owned(),
            products: vec![(product(1), "Mug".to_owned())],
            categories: BTreeSet::from([category]),
        };
        let mut errors = FieldErrors::none();
        assert_eq!(coverage.check(&mut errors), (vec![], vec![category]));
        coverage.kind = "products".to_owned();
        assert_eq!(coverage.check(&mut errors), (vec![product(1)], vec![]));
        coverage.kind = "everything".to_owned();
        assert_eq!(coverage.check(&mut errors), (vec![], vec![]));
        assert!(errors.is_empty());
    }
}
