use std::collections::BTreeMap;

use leptos::prelude::*;
use securecart_dto::catalog::Category;

use super::draft::CouponDraft;
use super::product_picker::ProductPicker;
use crate::api::{self, use_client};
use crate::forms::FormState;
use crate::frame::Loaded;
use crate::ui::{
    Binding, Card, CheckGroup, Checkbox, Field, Select, SelectOption, SkeletonLines, Stack, Text,
};

/// What a new coupon is for: everything, or what is chosen of it.
#[component]
pub(super) fn CoverageFields(form: FormState, draft: RwSignal<CouponDraft>) -> impl IntoView {
    let kind = Binding::new(Signal::derive(move || draft.read().coverage.kind.clone()), move |kind| {
        form.touched("/products");
        form.touched("/categories");
        draft.update(|draft| draft.coverage.kind = kind);
    });
    let kinds = vec![
        SelectOption::new("everything", "Everything in the shop"),
        SelectOption::new("products", "Chosen products"),
        SelectOption::new("categories", "Chosen categories"),
    ];
    let is = move |kind: &'static str| move || draft.read().coverage.kind == kind;
    view! {
        <Card
            title="What it covers".to_owned()
            description="This stays as it is too once the coupon is made.".to_owned()
        >
            <Stack>
                <Field label="It is for" required=true>
                    <Select value=kind options=kinds />
                </Field>
                <Show when=is("products")>
                    <ProductPicker form=form draft=draft />
                </Show>
                <Show when=is("categories")>
                    <Categories form=form draft=draft />
                </Show>
            </Stack>
        </Card>
    }
}

#[component]
fn Categories(form: FormState, draft: RwSignal<CouponDraft>) -> impl IntoView {
    let client = use_client();
    let categories = LocalResource::new(move || api::catalog::list_categories(client));
    view! {
        <Loaded
            resource=categories
            failure="The categories could not be loaded"
            skeleton=|| view! { <SkeletonLines lines=3 /> }
            ready=move |categories| view! { <Ticks form=form draft=draft categories=categories /> }
        />
    }
}

#[component]
fn Ticks(form: FormState, draft: RwSignal<CouponDraft>, categories: Vec<Category>) -> impl IntoView {
    let names: BTreeMap<_, _> =
        categories.iter().map(|category| (category.id, category.name.clone())).collect();
    let ticks = categories.into_iter().map(move |category| {
        let lies_in = category.parent_id.and_then(|id| names.get(&id)).map(|name| format!("In {name}"));
        let id = category.id;
        let on = Signal::derive(move || draft.read().coverage.categories.contains(&id));
        let checked = Binding::new(on, move |tick: bool| {
            form.touched("/categories");
            draft.update(|draft| {
                let chosen = &mut draft.coverage.categories;
                if tick {
                    chosen.insert(id)
                } else {
                    chosen.remove(&id)
                };
            });
        });
        view! { <Checkbox checked=checked label=category.name hint=lies_in /> }
    });
    view! {
        <Text muted=true body="What is in categories below a ticked one is covered too." />
        <CheckGroup
            label="Categories"
            id=FormState::id("/categories")
            error=form.error("/categories")
        >
            {ticks.collect_view()}
        </CheckGroup>
    }
}
