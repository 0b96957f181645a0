use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use securecart_dto::catalog::ProductDetail;

use super::buy_box::BuyBox;
use super::categories::use_categories;
use super::picked::Picked;
use super::related::Related;
use super::reviews::Reviews;
use super::tree::crumbs_to;
use super::viewed::{RecentlyViewed, remember};
use crate::api::{self, use_client};
use crate::frame::{Loaded, PageTitle, picture};
use crate::routes::Route;
use crate::ui::{Breadcrumbs, Container, Crumb, Disclosure, Gap, Picture, PictureGallery, SkeletonBlock};
use crate::ui::{SkeletonLines, SplitLayout, Stack, SummaryList, SummaryRow, Text};

/// A product: pictures, what it is, and how to buy it.
#[component]
pub fn ProductPage() -> impl IntoView {
    let client = use_client();
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("slug").unwrap_or_default()));
    let product = LocalResource::new(move || {
        let slug = slug.get();
        async move { api::catalog::get_product(client, &slug).await }
    });
    view! {
        <Container>
            <Loaded
                resource=product
                failure="The product could not be loaded"
                whole_page=true
                skeleton=|| view! { <Skeleton /> }
                ready=move |found: ProductDetail| {
                    view! { <Product product=found /> }
                }
            />
        </Container>
    }
}

#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <SplitLayout wide_side=true side=|| view! { <SkeletonLines lines=8 /> }>
            <SkeletonBlock picture=true />
        </SplitLayout>
    }
}

#[component]
fn Product(product: ProductDetail) -> impl IntoView {
    let picked = Picked::of(&product);
    let crumbs = crumbs(&product);
    let pictures = pictures(&product, picked);
    let (bought, told) = (product.clone(), product.clone());
    let (id, slug) = (product.id, product.slug.clone());
    remember(id);
    view! {
        <PageTitle text=product.name.clone() />
        <Stack gap=Gap::Large>
            <Breadcrumbs crumbs=crumbs />
            <SplitLayout
                wide_side=true
                side=move || view! { <BuyBox product=bought.clone() picked=picked /> }
            >
                <PictureGallery pictures=pictures name=product.name />
            </SplitLayout>
            <About product=told picked=picked />
            <Related product=id />
            <Reviews product=id slug=slug />
            <RecentlyViewed but=id />
        </Stack>
    }
}

/// The way to the product through the categories that its own lies in. As long as those are not there, its own will do.
fn crumbs(product: &ProductDetail) -> Signal<Vec<Crumb>> {
    let (categories, name) = (use_categories(), product.name.clone());
    let own = product.category.clone();
    Signal::derive(move || {
        let slug = own.as_ref().map(|own| own.slug.as_str()).unwrap_or_default();
        let mut crumbs = crumbs_to(&categories.list(), slug);
        if let Some(own) = own.as_ref().filter(|_| crumbs.len() == 1) {
            crumbs.push(Crumb::link(own.name.clone(), Route::category(own.slug.clone())));
        }
        crumbs.push(Crumb::here(name.clone()));
        crumbs
    })
}

/// The pictures, that of the chosen variant first.
fn pictures(product: &ProductDetail, picked: Picked) -> Signal<Vec<Picture>> {
    let all: Vec<_> =
        product.images.iter().map(|image| picture(image.url.clone(), image.alt.clone())).collect();
    Signal::derive(move || {
        let own = picked.variant().and_then(|variant| variant.image_url);
        let mut pictures = all.clone();
        // A stable sort: only the variant's own picture moves.
        pictures.sort_by_key(|picture| Some(&picture.src) != own.as_ref());
        pictures
    })
}

#[component]
fn About(product: ProductDetail, picked: Picked) -> impl IntoView {
    let code = move || picked.variant().and_then(|variant| variant.sku);
    let vendor = product.vendor;
    let made_by = Some(vendor.clone()).filter(|vendor| !vendor.is_empty()).map(|vendor| {
        view! { <SummaryRow label="Made by">{vendor}</SummaryRow> }
    });
    let number = move || code().map(|code| view! { <SummaryRow label="Article">{code}</SummaryRow> });
    let description = Some(product.description).filter(|text| !text.is_empty()).map(|text| {
        view! {
            <Disclosure summary="Description" open=true>
                <Text body=text />
            </Disclosure>
        }
    });
    view! {
        <Stack gap=Gap::Small>
            {description}
            <Disclosure summary="Details">
                <SummaryList>
                    {made_by}
                    {number}
                </SummaryList>
            </Disclosure>
        </Stack>
    }
}
