use leptos::prelude::*;
use securecart_domain::accounts::Country;
use securecart_dto::addresses::Address;

use crate::ui::{Badge, Button, ButtonKind, ButtonSize, Card, Cluster, EmptyState, Gap, Stack, Tone};

/// What is being done to the book.
#[derive(Clone, PartialEq)]
pub(super) enum Task {
    Add,
    Change(Box<Address>),
}

/// All addresses, one card each.
#[component]
pub(super) fn Book(
    addresses: Vec<Address>,
    task: RwSignal<Option<Task>>,
    removing: RwSignal<Option<Address>>,
) -> impl IntoView {
    if addresses.is_empty() {
        return view! {
            <EmptyState
                title="No addresses yet".to_owned()
                detail=Some("Keep the places that you have things sent to.".to_owned())
            />
        }
        .into_any();
    }
    let cards = addresses.into_iter().map(move |address| view! { <Entry address task removing /> });
    view! { <Stack gap=Gap::Large>{cards.collect_view()}</Stack> }.into_any()
}

#[component]
fn Entry(
    address: Address,
    task: RwSignal<Option<Task>>,
    removing: RwSignal<Option<Address>>,
) -> impl IntoView {
    let lines = lines(&address).into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    let spoken = format!("{}, {}", address.name, address.line1);
    let (change, remove) = (format!("Change {spoken}"), format!("Remove {spoken}"));
    let (shipping, billing) = (address.default_shipping, address.default_billing);
    let (changed, removed) = (address.clone(), address.clone());
    let actions = move || {
        view! {
            <Button
                kind=ButtonKind::Secondary
                size=ButtonSize::Small
                attr:aria-label=change
                on:click=move |_| task.set(Some(Task::Change(Box::new(changed.clone()))))
            >
                "Change"
            </Button>
            <Button
                kind=ButtonKind::Secondary
                size=ButtonSize::Small
                attr:aria-label=remove
                on:click=move |_| removing.set(Some(removed.clone()))
            >
                "Remove"
            </Button>
        }
    };
    view! {
        <Card title=address.name actions=actions>
            <Stack>
                <div>{lines}</div>
                <Cluster gap=Gap::Small>
                    {shipping.then(|| view! { <Badge tone=Tone::Success>"Orders go here"</Badge> })}
                    {billing.then(|| view! { <Badge>"On invoices"</Badge> })}
                </Cluster>
            </Stack>
        </Card>
    }
}

/// What stands on a parcel, below the name.
fn lines(address: &Address) -> Vec<String> {
    let town = format!("{} {}", address.postcode, address.city);
    let country = Country::parse(&address.country);
    let country = country.map_or_else(|_| address.country.clone(), |country| country.name().to_owned());
    let all =
        [&address.company, &address.line1, &address.line2, &town, &address.region, &country, &address.phone];
    all.into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}
