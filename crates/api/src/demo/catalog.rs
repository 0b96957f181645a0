//! Storing the demo's catalogue.

use securecart_db::{
    Conn, DbError,
    catalog::{NewCategory, count_products_by_source, find_category_id, insert_category, place_category},
};
use securecart_domain::{
    CategoryId,
    catalog::{PlainText, Slug},
};

use super::{file::DemoCatalog, pictures::Pictures, report::CatalogOutcome};
use crate::{
    adapters::clock::Clock,
    auth::Actor,
    import::store::{self, Stored},
    state::AppState,
};

/// What the keys of the demo's products begin with.
pub(super) const SOURCE: &str = "demo:";

/// Adds the categories and products that are missing. Those that are there stay as people made them.
pub(super) async fn load(state: &AppState) -> anyhow::Result<CatalogOutcome> {
    let (ours, others) = count_products_by_source(&mut *state.db.connection().await?, SOURCE).await?;
    if ours == 0 && others > 0 {
        return Ok(CatalogOutcome::ShopInUse);
    }
    Pictures::write(&state.pictures).await?;
    let (catalog, pictures) = (DemoCatalog::read()?, Pictures::embedded());
    let categories = categories(&catalog, &pictures, &state.clock)?;
    state.db.transaction(async |tx| add_categories(tx, &categories).await).await?;
    let (mut added, mut unchanged) = (0, 0);
    for product in &catalog.products {
        let product = catalog.product(product, &pictures, state.config.shop.currency)?;
        let stored = state
            .db
            .transaction(async |tx| {
                store::add_missing_product(tx, &state.clock, &Actor::system(), &product).await
            })
            .await?;
        if stored == Stored::Added { added += 1 } else { unchanged += 1 }
    }
    Ok(CatalogOutcome::Loaded { added, unchanged })
}

/// A category with the slug of the one that it lies in.
type PlacedCategory = (NewCategory, Option<Slug>);

fn categories(
    catalog: &DemoCatalog,
    pictures: &Pictures,
    clock: &Clock,
) -> anyhow::Result<Vec<PlacedCategory>> {
    let category = |category: &super::file::DemoCategory| {
        let image = category.image.as_ref().map(|image| pictures.address(&image.file)).transpose()?;
        let new = NewCategory {
            id: CategoryId::new(clock.uuid()),
            slug: Slug::parse(&category.slug)?,
            name: PlainText::line(&category.name, 100)?,
            description: category.description.clone(),
            image_url: image.map(str::to_owned),
        };
        Ok((new, category.parent.as_deref().map(Slug::parse).transpose()?))
    };
    catalog.categories.iter().map(category).collect()
}

async fn add_categories(tx: &mut Conn, categories: &[PlacedCategory]) -> Result<(), DbError> {
    for (category, parent) in categories {
        let id = insert_category(tx, category).await?;
        let parent = match parent {
            Some(slug) if id == category.id => find_category_id(tx, slug).await?,
            _ => None,
        };
        if let Some(parent) = parent {
            place_category(tx, id, parent).await?;
        }
    }
    Ok(())
}
