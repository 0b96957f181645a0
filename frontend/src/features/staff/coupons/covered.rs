use std::collections::BTreeMap;

use leptos::prelude::*;
use securecart_domain::{Permission, ProductId};
use securecart_dto::catalog::ProductQuery;
use securecart_dto::coupons::Coupon;

use crate::api::{self, ApiError, Client, use_client};
use crate::features::staff::words::counted;
use crate::frame::Loaded;
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Card, Disclosure, Gap, SkeletonLines, Stack, Text, TextLink};

/// The most products that the list takes by their ids; the API's limit.
const AT_ONCE: usize = 24;

/// From how many lines on the list is folded.
const MANY: usize = 12;

/// One thing that is covered, and its page.
#[derive(Clone)]
struct Line {
    name: String,
    page: Option<Route>,
}

/// What a coupon is for, by name.
#[component]
pub(super) fn CoveredCard(coupon: Coupon) -> impl IntoView {
    let content = if coupon.covers_all {
        view! { <Text body="Everything in the shop." /> }.into_any()
    } else {
        view! { <Chosen coupon=coupon /> }.into_any()
    };
    view! { <Card title="What it covers".to_owned()>{content}</Card> }
}

#[component]
fn Chosen(coupon: Coupon) -> impl IntoView {
    let (client, session) = (use_client(), use_session());
    let counts =
        [(coupon.categories.len(), "category", "categories"), (coupon.products.len(), "product", "products")];
    let count = |(count, one, many): (usize, &str, &str)| {
        (count > 0).then(|| counted(u64::try_from(count).unwrap_or(u64::MAX), one, many))
    };
    let summary = counts.into_iter().filter_map(count).collect::<Vec<_>>().join(", ");
    let many = coupon.products.len().saturating_add(coupon.categories.len()) > MANY;
    let seen = untrack(|| session.may(Permission::ReadProducts));
    let coupon = StoredValue::new(coupon);
    let lines = LocalResource::new(move || async move { named(client, &coupon.get_value(), seen).await });
    let content = move || {
        view! {
            <Loaded
                resource=lines
                failure="What it covers could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=2 /> }
                ready=|lines| view! { <Lines lines=lines /> }
            />
        }
    };
    if many {
        return view! { <Disclosure summary=summary>{content()}</Disclosure> }.into_any();
    }
    view! {
        <Stack>
            <Text muted=true body=summary />
            {content()}
        </Stack>
    }
    .into_any()
}

#[component]
fn Lines(lines: Vec<Line>) -> impl IntoView {
    let each = lines.into_iter().map(|line| match line.page {
        Some(page) => view! { <TextLink href=page.path()>{line.name}</TextLink> }.into_any(),
        None => view! { <Text body=line.name /> }.into_any(),
    });
    view! { <Stack gap=Gap::Small>{each.collect_view()}</Stack> }
}

/// The categories and then the products. What has no name here is no longer in the shop, or not yet.
async fn named(client: Client, coupon: &Coupon, staff: bool) -> Result<Vec<Line>, ApiError> {
    let mut lines = Vec::new();
    if !coupon.categories.is_empty() {
        let all = api::catalog::list_categories(client).await?;
        let covered = all.into_iter().filter(|category| coupon.categories.contains(&category.id));
        lines.extend(
            covered.map(|category| Line { page: Some(Route::category(category.slug)), name: category.name }),
        );
    }
    let names = product_names(client, &coupon.products).await?;
    lines.extend(coupon.products.iter().map(|id| Line {
        name: names.get(id).cloned().unwrap_or_else(|| "A product that is not in the shop now".to_owned()),
        page: staff.then_some(Route::AdminProduct(*id)),
    }));
    Ok(lines)
}

/// The names of those that shoppers see, as many at once as the list takes.
async fn product_names(client: Client, ids: &[ProductId]) -> Result<BTreeMap<ProductId, String>, ApiError> {
    let mut names = BTreeMap::new();
    for some in ids.chunks(AT_ONCE) {
        let asked = some.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let query = ProductQuery { ids: Some(asked), ..ProductQuery::default() };
        let page = api::catalog::list_products(client, &query).await?;
        names.extend(page.items.into_iter().map(|product| (product.id, product.name)));
    }
    Ok(names)
}
