use leptos::prelude::*;
use securecart_domain::Permission;
use securecart_domain::accounts::{Country, Region};
use securecart_domain::delivery::{Estimate, MethodKind};
use securecart_dto::Page;
use securecart_dto::delivery::{ShippingMethod, ShippingMethodTerms};
use securecart_dto::taxes::{TaxRate, TaxRateTerms};

use crate::api;
use crate::frame::{Loaded, PageTitle};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{
    ButtonLink, Cell, Column, Container, EmptyState, Gap, PageHeader, Row, RowTitle, Section, SkeletonTable,
    Stack, StatusPill, Table, Tone, Width,
};

/// All shipping methods and tax rates: what checkout offers, and what it adds.
#[component]
pub(in crate::features::staff) fn DeliveryPage() -> impl IntoView {
    let session = use_session();
    let methods = LocalResource::new(move || api::delivery::list_methods(session.client()));
    let rates = LocalResource::new(move || api::delivery::list_rates(session.client()));
    let all_methods = |page: Page<ShippingMethod>| view! { <Methods methods=page.items /> };
    let all_rates = |page: Page<TaxRate>| view! { <Rates rates=page.items /> };
    let add = move |route: Route, label: &'static str| {
        session.may(Permission::WriteSettings).then(|| {
            view! {
                <ButtonLink href=route icon=icondata::LuPlus>
                    {label}
                </ButtonLink>
            }
        })
    };
    view! {
        <PageTitle text="Delivery and taxes" />
        <Container width=Width::Full>
            <PageHeader title="Delivery and taxes" lead="What shoppers can choose at checkout, and what it adds." />
            <Stack gap=Gap::Huge>
                <Section
                    title="Shipping methods"
                    actions=move || add(Route::AdminNewShippingMethod, "Add shipping method")
                >
                    <Loaded
                        resource=methods
                        failure="The shipping methods could not be loaded"
                        skeleton=|| view! { <SkeletonTable rows=4 columns=4 /> }
                        ready=all_methods
                    />
                </Section>
                <Section
                    title="Tax rates"
                    lead="The rate of the smallest place counts. What is collected bears the tax of the shop's own place."
                    actions=move || add(Route::AdminNewTaxRate, "Add tax rate")
                >
                    <Loaded
                        resource=rates
                        failure="The tax rates could not be loaded"
                        skeleton=|| view! { <SkeletonTable rows=2 columns=4 /> }
                        ready=all_rates
                    />
                </Section>
            </Stack>
        </Container>
    }
}

#[component]
fn Methods(methods: Vec<ShippingMethod>) -> impl IntoView {
    if methods.is_empty() {
        return view! {
            <EmptyState
                title="There are no shipping methods"
                detail="Checkout asks for no address then, and adds nothing.".to_owned()
            />
        }
        .into_any();
    }
    let columns = vec![
        Column::new("Method"),
        Column::new("Goes to"),
        Column::new("Takes"),
        Column::number("Costs"),
        Column::number("Free from"),
        Column::new("State"),
    ];
    let rows = methods.into_iter().map(|method| view! { <MethodRow method=method /> }).collect_view();
    view! {
        <Table caption="Shipping methods" columns=columns>
            {rows}
        </Table>
    }
    .into_any()
}

#[component]
fn MethodRow(method: ShippingMethod) -> impl IntoView {
    let terms = method.terms;
    let (reach, takes) = (reach(&terms), takes(&terms));
    let free_from = terms.free_from.map_or_else(|| "Never".to_owned(), |amount| amount.to_string());
    view! {
        <Row>
            <Cell label="Method" heading=true>
                <RowTitle
                    name=terms.name
                    href=Route::AdminShippingMethod(method.id).path()
                    detail=Some(terms.description).filter(|text| !text.is_empty())
                />
            </Cell>
            <Cell label="Goes to">{reach}</Cell>
            <Cell label="Takes">{takes}</Cell>
            <Cell label="Costs" numeric=true>
                {terms.price.to_string()}
            </Cell>
            <Cell label="Free from" numeric=true>
                {free_from}
            </Cell>
            <Cell label="State">
                <State active=terms.active on="Offered" />
            </Cell>
        </Row>
    }
}

#[component]
fn State(active: bool, on: &'static str) -> impl IntoView {
    let (tone, label) = if active { (Tone::Success, on) } else { (Tone::Neutral, "Switched off") };
    view! { <StatusPill tone=tone label=label /> }
}

fn reach(terms: &ShippingMethodTerms) -> String {
    match (terms.kind, &terms.countries) {
        (MethodKind::Pickup, _) => "Collected".to_owned(),
        (MethodKind::Ship, None) => "The whole world".to_owned(),
        (MethodKind::Ship, Some(codes)) if codes.len() > 3 => format!("{} countries", codes.len()),
        (MethodKind::Ship, Some(codes)) => {
            codes.iter().map(|code| country_name(code)).collect::<Vec<_>>().join(", ")
        }
    }
}

fn takes(terms: &ShippingMethodTerms) -> String {
    let estimate = terms.estimate.and_then(|days| Estimate::parse(days.from, days.to).ok());
    estimate.map_or_else(|| "Not said".to_owned(), |estimate| estimate.to_string())
}

fn country_name(code: &str) -> String {
    Country::parse(code).map_or_else(|_| code.to_owned(), |country| country.name().to_owned())
}

#[component]
fn Rates(rates: Vec<TaxRate>) -> impl IntoView {
    if rates.is_empty() {
        return view! {
            <EmptyState title="There are no tax rates" detail="Orders bear no tax then.".to_owned() />
        }
        .into_any();
    }
    let columns = vec![
        Column::new("Place"),
        Column::new("Tax"),
        Column::number("Rate"),
        Column::new("Prices"),
        Column::new("Shipping"),
        Column::new("State"),
    ];
    let rows = rates.into_iter().map(|rate| view! { <RateRow rate=rate /> }).collect_view();
    view! {
        <Table caption="Tax rates" columns=columns>
            {rows}
        </Table>
    }
    .into_any()
}

#[component]
fn RateRow(rate: TaxRate) -> impl IntoView {
    let terms = rate.terms;
    let place = place_name(&terms);
    view! {
        <Row>
            <Cell label="Place" heading=true>
                <RowTitle name=place href=Route::AdminTaxRate(rate.id).path() />
            </Cell>
            <Cell label="Tax">{terms.name}</Cell>
            <Cell label="Rate" numeric=true>
                {format!("{} %", terms.percent)}
            </Cell>
            <Cell label="Prices">{if terms.included { "Contain it" } else { "It comes on top" }}</Cell>
            <Cell label="Shipping">{if terms.on_shipping { "Taxed" } else { "Not taxed" }}</Cell>
            <Cell label="State">
                <State active=terms.active on="Counts" />
            </Cell>
        </Row>
    }
}

/// "California, United States".
pub(super) fn place_name(terms: &TaxRateTerms) -> String {
    let country = country_name(&terms.country);
    let known = Country::parse(&terms.country).ok();
    let region = known.and_then(|known| Region::parse(known, &terms.region).ok());
    region.map_or(country.clone(), |region| format!("{}, {country}", region.name()))
}
