use leptos::prelude::*;
use securecart_dto::catalog::{Category, ProductQuery, ProductSummary};

use super::card::SummaryCard;
use super::categories::use_categories;
use super::popular::Popular;
use super::viewed::RecentlyViewed;
use crate::api::{self, use_client};
use crate::frame::{Loaded, PageTitle, picture};
use crate::routes::Route;
use crate::ui::{ButtonLink, Card, Cluster, Container, Gap, Grid, Hero, Loading, ProductGrid};
use crate::ui::{Section, SkeletonBlock, SkeletonCards, Stack, Text, TextLink, Tile, TileGrid};

/// How many new products the home page shows.
const NEW: u16 = 8;

/// The home page: what the shop promises, its branches, what is new and what sells best. All of it can be bought now.
#[component]
pub fn HomePage() -> impl IntoView {
    let client = use_client();
    let newest = LocalResource::new(move || async move {
        let query = ProductQuery { in_stock: Some(true), limit: Some(NEW), ..ProductQuery::default() };
        api::catalog::list_products(client, &query).await.map(|page| page.items)
    });
    let pictures = move || {
        let products = newest.get().and_then(Result::ok).unwrap_or_default();
        products.into_iter().filter_map(|product| product.image_url).map(|url| picture(url, "")).collect()
    };
    // Once that list is known not to come, nothing of it is on the page.
    let shown = move || {
        let newest = newest.get()?.unwrap_or_default();
        Some(newest.into_iter().map(|product| product.id).collect())
    };
    view! {
        <PageTitle text="Good things for home, desk and road" />
        <Container>
            <Stack>
                <Hero
                    title="Good things, bought without worry"
                    lead="A small shop for home, desk and road. You pay on a secure page, nobody follows you around, and what is in stock is really there."
                    pictures=Signal::derive(pictures)
                >
                    <Cluster gap=Gap::Small>
                        <ButtonLink href=Route::everything()>"Browse everything"</ButtonLink>
                    </Cluster>
                </Hero>
                <Categories />
                <Section
                    title="New and in stock"
                    actions=|| view! { <TextLink href=Route::everything()>"See all"</TextLink> }
                >
                    <Loaded
                        resource=newest
                        failure="The newest products could not be loaded"
                        skeleton=|| view! { <SkeletonCards count=NEW.into() /> }
                        ready=|products| view! { <Cards products=products /> }
                    />
                </Section>
                <Popular but=Signal::derive(shown) but_at_most=NEW />
                <RecentlyViewed in_stock=true />
                <Trust />
            </Stack>
        </Container>
    }
}

#[component]
fn Cards(products: Vec<ProductSummary>) -> impl IntoView {
    let cards = products
        .into_iter()
        .enumerate()
        .map(|(index, product)| view! { <SummaryCard product=product loading=Loading::in_list(index) /> })
        .collect_view();
    view! { <ProductGrid>{cards}</ProductGrid> }
}

#[component]
fn Categories() -> impl IntoView {
    let ready = |categories: Vec<Category>| {
        let shown = |category: &Category| category.parent_id.is_none() && category.product_count > 0;
        let full = categories.into_iter().filter(shown);
        view! { <TileGrid>{full.map(tile).collect_view()}</TileGrid> }
    };
    view! {
        <Section title="Browse by category">
            <Loaded
                resource=use_categories().resource()
                failure="The categories could not be loaded"
                skeleton=|| view! { <SkeletonBlock /> }
                ready=ready
            />
        </Section>
    }
}

fn tile(category: Category) -> impl IntoView {
    let count = match category.product_count {
        1 => "1 product".to_owned(),
        many => format!("{many} products"),
    };
    view! {
        <Tile
            href=Route::category(category.slug)
            title=category.name
            detail=count
            picture=category.image_url.map(|url| picture(url, ""))
        />
    }
}

#[component]
fn Trust() -> impl IntoView {
    view! {
        <Section title="Why you can trust this shop">
            <Grid columns=3>
                <Card title="When you pay">
                    <Text body="You enter your card on a page of the payment provider, never on ours. An order is placed only for money that has really arrived, once and in the amount you saw." />
                </Card>
                <Card title="When you sign in">
                    <Text body="Your password is kept only as an argon2id hash. Your session is a cookie that no script can read, and changing your password ends every other session." />
                </Card>
                <Card title="When you look around">
                    <Text body="Everything on these pages comes from this shop: no trackers, no adverts, no fonts or scripts of somebody else. Your browser enforces it." />
                </Card>
            </Grid>
        </Section>
    }
}
