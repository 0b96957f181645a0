use securecart_domain::Currency;
use securecart_domain::catalog::{PlainText, ProductStatus, Slug};
use securecart_dto::admin::{AdminProduct, NewProductRequest, UpdateProductRequest};

use super::checks::{take_former_price, take_price, take_sku, take_units};
use crate::forms::FieldErrors;

const LONGEST_NAME: usize = 200;
pub(super) const LONGEST_SUMMARY: usize = 300;
const LONGEST_DESCRIPTION: usize = 20_000;
const LONGEST_VENDOR: usize = 100;
const LONGEST_TAG: usize = 50;
const MOST_TAGS: usize = 30;

/// What is typed into the form of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ProductDraft {
    pub(super) name: String,
    pub(super) slug: String,
    /// The slug was typed: it no longer follows the name.
    pub(super) own_slug: bool,
    pub(super) summary: String,
    pub(super) description: String,
    pub(super) vendor: String,
    /// Parted by commas.
    pub(super) tags: String,
    /// Slug of the category; empty for none.
    pub(super) category: String,
    pub(super) status: String,
    /// From here on of the first variant of a new product.
    pub(super) price: String,
    pub(super) compare_at_price: String,
    pub(super) sku: String,
    pub(super) stock: String,
}

impl ProductDraft {
    /// A product that is not there yet.
    pub(super) fn empty() -> Self {
        Self { status: ProductStatus::Draft.to_string(), ..Self::default() }
    }

    /// A product as it is.
    pub(super) fn of(product: &AdminProduct) -> Self {
        Self {
            name: product.name.clone(),
            slug: product.slug.clone(),
            own_slug: true,
            summary: product.summary.clone(),
            description: product.description.clone(),
            vendor: product.vendor.clone(),
            tags: product.tags.join(", "),
            category: product.category.as_ref().map(|category| category.slug.clone()).unwrap_or_default(),
            status: product.status.to_string(),
            ..Self::default()
        }
    }

    /// Takes what the product has by now wherever nothing was typed since it was like `was`.
    pub(super) fn follow(&mut self, was: &Self, now: Self) {
        fn part<T: PartialEq>(typed: &mut T, was: &T, now: T) {
            if typed == was {
                *typed = now;
            }
        }
        part(&mut self.name, &was.name, now.name);
        part(&mut self.slug, &was.slug, now.slug);
        part(&mut self.summary, &was.summary, now.summary);
        part(&mut self.description, &was.description, now.description);
        part(&mut self.vendor, &was.vendor, now.vendor);
        part(&mut self.tags, &was.tags, now.tags);
        part(&mut self.category, &was.category, now.category);
        part(&mut self.status, &was.status, now.status);
    }

    /// Another name; the slug follows until somebody has typed one.
    pub(super) fn rename(&mut self, name: String) {
        if !self.own_slug {
            self.slug = Slug::from_name(&name).map(|slug| slug.to_string()).unwrap_or_default();
        }
        self.name = name;
    }

    /// A slug of one's own; without one it follows the name again.
    pub(super) fn take_slug(&mut self, slug: String) {
        self.own_slug = !slug.is_empty();
        self.slug = slug;
    }

    /// The product to add, or what is wrong, by the server's own rules.
    pub(super) fn check_new(
        &self,
        currency: Currency,
        errors: &mut FieldErrors,
    ) -> Option<NewProductRequest> {
        let texts = self.check_texts(errors);
        let price = take_price(errors, "/price", &self.price, currency);
        let former = take_former_price(errors, &self.compare_at_price, price, currency);
        let sku = take_sku(errors, &self.sku);
        let stock = take_units(errors, "/stock", &self.stock);
        let texts = texts?;
        Some(NewProductRequest {
            name: texts.name,
            slug: Some(texts.slug),
            summary: texts.summary,
            description: texts.description,
            vendor: texts.vendor,
            tags: texts.tags,
            category: Some(self.category.clone()).filter(|slug| !slug.is_empty()),
            status: self.status.parse().ok(),
            price: price?,
            compare_at_price: former?,
            sku: sku?,
            stock: stock?,
        })
    }

    /// What differs from the product as it was loaded, or what is wrong.
    pub(super) fn check_change(
        &self,
        before: &AdminProduct,
        errors: &mut FieldErrors,
    ) -> Option<UpdateProductRequest> {
        let texts = self.check_texts(errors)?;
        let category = before.category.as_ref().map(|category| category.slug.as_str()).unwrap_or_default();
        Some(UpdateProductRequest {
            name: changed(texts.name, &before.name),
            slug: changed(texts.slug, &before.slug),
            summary: changed(texts.summary, &before.summary),
            description: changed(texts.description, &before.description),
            vendor: changed(texts.vendor, &before.vendor),
            tags: Some(texts.tags).filter(|tags| *tags != before.tags),
            category: changed(self.category.clone(), category),
            status: self.status.parse().ok().filter(|status| *status != before.status),
        })
    }

    fn check_texts(&self, errors: &mut FieldErrors) -> Option<Texts> {
        let name = errors.take("/name", PlainText::line(&self.name, LONGEST_NAME));
        let slug = errors.take("/slug", Slug::parse(self.slug.trim()));
        let summary = errors.take("/summary", PlainText::optional_line(&self.summary, LONGEST_SUMMARY));
        let description =
            errors.take("/description", PlainText::paragraphs(&self.description, LONGEST_DESCRIPTION));
        let vendor = errors.take("/vendor", PlainText::optional_line(&self.vendor, LONGEST_VENDOR));
        let tags = self.check_tags(errors);
        Some(Texts {
            name: name?.to_string(),
            slug: slug?.to_string(),
            summary: summary?.to_string(),
            description: description?.to_string(),
            vendor: vendor?.to_string(),
            tags: tags?,
        })
    }

    fn check_tags(&self, errors: &mut FieldErrors) -> Option<Vec<String>> {
        let typed = self.tags.split(',').map(str::trim).filter(|tag| !tag.is_empty());
        let mut tags: Vec<String> = Vec::new();
        for tag in typed {
            let tag = errors.take("/tags", PlainText::line(tag, LONGEST_TAG))?.to_string();
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        if tags.len() > MOST_TAGS {
            errors.add("/tags", format!("a product has at most {MOST_TAGS} tags"));
        }
        Some(tags)
    }
}

struct Texts {
    name: String,
    slug: String,
    summary: String,
    description: String,
    vendor: String,
    tags: Vec<String>,
}

fn changed(now: String, before: &str) -> Option<String> {
    Some(now).filter(|now| now != before)
}

#[cfg(test)]
mod tests {
    use securecart_domain::Money;

    use super::*;

    fn typed() -> ProductDraft {
        let mut draft = ProductDraft::empty();
        draft.rename("Crème Brûlée Set".to_owned());
        draft.price = "12.5".to_owned();
        draft.tags = "kitchen, gift,, kitchen ".to_owned();
        draft
    }

    #[test]
    fn the_slug_follows_the_name_until_one_is_typed() {
        let mut draft = typed();
        assert_eq!(draft.slug, "creme-brulee-set");
        draft.take_slug("brulee".to_owned());
        draft.rename("Another".to_owned());
        assert_eq!(draft.slug, "brulee");
        draft.take_slug(String::new());
        draft.rename("Third".to_owned());
        assert_eq!(draft.slug, "third");
    }

    #[test]
    fn what_was_typed_stays_and_the_rest_follows() {
        let was = ProductDraft { summary: "Old".to_owned(), vendor: "Old".to_owned(), ..typed() };
        let mut draft = ProductDraft { summary: "Mine".to_owned(), ..was.clone() };
        let theirs = "Theirs".to_owned();
        draft.follow(&was, ProductDraft { summary: theirs.clone(), vendor: theirs.clone(), ..was.clone() });
        assert_eq!(draft, ProductDraft { summary: "Mine".to_owned(), vendor: theirs, ..was });
    }

    #[test]
    fn a_new_product_is_read_from_what_is_typed() {
        let mut errors = FieldErrors::none();
        let product = typed().check_new(Currency::Usd, &mut errors).unwrap();
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(product.price, Money::new(1250, Currency::Usd));
        assert_eq!(product.tags, ["kitchen", "gift"]);
        assert_eq!((product.compare_at_price, product.sku, product.stock), (None, None, 0));
        assert_eq!(product.status, Some(ProductStatus::Draft));
    }

    #[test]
    fn each_wrong_field_is_named_at_once() {
        let wrong = ProductDraft {
            price: "12".to_owned(),
            compare_at_price: "12.00".to_owned(),
            sku: "a b".to_owned(),
            stock: "-1".to_owned(),
            ..ProductDraft::empty()
        };
        let mut errors = FieldErrors::none();
        assert!(wrong.check_new(Currency::Usd, &mut errors).is_none());
        for pointer in ["/name", "/slug", "/compare_at_price", "/sku", "/stock"] {
            assert!(errors.get(pointer).is_some(), "{pointer}");
        }
    }
}
