use leptos::prelude::*;
use securecart_domain::catalog::ImportOutcome;
use securecart_dto::imports::{ImportDifference, ImportRow, ImportRowError};

use super::selection::RowSelection;
use super::words::{field_words, kind_words, outcome_words, undo_words};
use crate::features::staff::list_frame::ListFrame;
use crate::features::staff::listing::{Listing, use_select};
use crate::routes::Route;
use crate::ui::{
    Binding, Cell, Cluster, Column, Disclosure, EmptyState, Field, Gap, Row, RowTitle, Section, Select,
    SelectOption, Stack, StatusPill, Table, Text,
};

/// Differences that are shown before somebody asks for the others.
const SHOWN: usize = 4;

/// The products of the file: what would be different, and what is wrong.
#[component]
pub(super) fn ImportRows(listing: Listing<RowSelection>) -> impl IntoView {
    let rows = move || view! { <Rows listing=listing /> }.into_any();
    view! {
        <Section title="What is in the file">
            <Stack>
                <KindFilter listing=listing />
                <ListFrame
                    listing=listing
                    failure="The products of the file could not be loaded"
                    nothing=ViewFn::from(|| view! { <Nothing /> })
                    rows=ViewFn::from(rows)
                />
            </Stack>
        </Section>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <EmptyState
            title="Nothing is here yet"
            detail="Products are listed as soon as the shop has looked at them.".to_owned()
            icon=icondata::LuFileSearch
        />
    }
}

#[component]
fn KindFilter(listing: Listing<RowSelection>) -> impl IntoView {
    let select = StoredValue::new(use_select(listing));
    let current = listing.selection;
    let value = Binding::new(
        Signal::derive(move || current.get().kind.map(|kind| kind.to_string()).unwrap_or_default()),
        move |word: String| {
            let selection = RowSelection { kind: word.parse().ok(), ..current.get_untracked() };
            select.with_value(|select| select(selection));
        },
    );
    let kinds: Vec<SelectOption> =
        ImportOutcome::ALL.iter().map(|kind| SelectOption::new(kind.as_str(), kind_words(*kind).1)).collect();
    view! {
        <Cluster>
            <Field label="What happens" label_hidden=true unmarked=true>
                <Select value=value placeholder="All products".to_owned() options=kinds />
            </Field>
        </Cluster>
    }
}

#[component]
fn Rows(listing: Listing<RowSelection>) -> impl IntoView {
    let columns = vec![
        Column::number("Line"),
        Column::new("Product"),
        Column::new("What happens"),
        Column::new("What is different"),
    ];
    let key = |row: &ImportRow| (row.line, row.outcome, row.undo);
    view! {
        <Table caption="Products of the file" columns=columns busy=listing.busy>
            <For each=move || listing.items() key=key let(row)>
                <ProductRow row=row />
            </For>
        </Table>
    }
}

#[component]
fn ProductRow(row: ImportRow) -> impl IntoView {
    let (tone, kind) = kind_words(row.kind);
    let name = if row.name.is_empty() { "No product".to_owned() } else { row.name };
    let title = match row.product_id {
        Some(id) => {
            view! { <RowTitle name=name href=Route::AdminProduct(id).path() detail=row.key /> }.into_any()
        }
        None => view! { <RowTitle name=name detail=row.key /> }.into_any(),
    };
    let became = row.undo.map(undo_words).or_else(|| row.outcome.map(outcome_words));
    view! {
        <Row>
            <Cell label="Line" numeric=true>
                {row.line}
            </Cell>
            <Cell label="Product" heading=true>
                {title}
            </Cell>
            <Cell label="What happens">
                <Stack gap=Gap::Small>
                    <StatusPill tone=tone label=kind />
                    {became.map(|words| view! { <Text muted=true>{words}</Text> })}
                </Stack>
            </Cell>
            <Cell label="What is different">
                <Stack gap=Gap::Small>
                    <Errors errors=row.errors />
                    <Differences differences=row.differences />
                </Stack>
            </Cell>
        </Row>
    }
}

#[component]
fn Errors(errors: Vec<ImportRowError>) -> impl IntoView {
    errors
        .into_iter()
        .map(|error| {
            let place = match error.column {
                Some(column) => format!("Line {}, column {column}", error.line),
                None => format!("Line {}", error.line),
            };
            view! { <Text>{format!("{place}: {}", error.detail)}</Text> }
        })
        .collect_view()
}

#[component]
fn Differences(differences: Vec<ImportDifference>) -> impl IntoView {
    let mut shown: Vec<String> = differences.iter().map(difference_words).collect();
    let others = shown.split_off(shown.len().min(SHOWN));
    let lines =
        |lines: Vec<String>| lines.into_iter().map(|line| view! { <Text>{line}</Text> }).collect_view();
    let more = (!others.is_empty()).then(|| {
        let summary = format!("{} more", others.len());
        view! {
            <Disclosure summary=summary>
                <Stack gap=Gap::Small>{lines(others)}</Stack>
            </Disclosure>
        }
    });
    view! {
        {lines(shown)}
        {more}
    }
}

/// A difference in one line: `Price (M): 10.00 USD → 12.50 USD`.
fn difference_words(difference: &ImportDifference) -> String {
    let field = field_words(&difference.field);
    let field = match difference.variant.as_deref().filter(|variant| !variant.is_empty()) {
        Some(variant) => format!("{field} ({variant})"),
        None => field.to_owned(),
    };
    match (&difference.before, &difference.after) {
        (Some(before), Some(after)) => format!("{field}: {before} → {after}"),
        (Some(before), None) => format!("{field}: {before} → nothing"),
        (None, after) => format!("{field}: {}", after.as_deref().unwrap_or("nothing")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_read_from_before_to_after() {
        let words = |variant: Option<&str>, before: Option<&str>, after: Option<&str>| {
            difference_words(&ImportDifference {
                field: "price".to_owned(),
                variant: variant.map(str::to_owned),
                before: before.map(str::to_owned),
                after: after.map(str::to_owned),
            })
        };
        assert_eq!(
            words(Some("M"), Some("10.00 USD"), Some("12.50 USD")),
            "Price (M): 10.00 USD → 12.50 USD"
        );
        assert_eq!(words(Some(""), None, Some("5.00 USD")), "Price: 5.00 USD");
        assert_eq!(words(None, Some("5.00 USD"), None), "Price: 5.00 USD → nothing");
    }
}
