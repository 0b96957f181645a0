use leptos::prelude::*;
use securecart_domain::catalog::ProductStatus;
use securecart_domain::{Permission, ProductId};
use securecart_dto::admin::{AdminProduct, AdminProductQuery};
use securecart_dto::catalog::{ProductQuery, ProductSummary};

use super::draft::CouponDraft;
use crate::api::{self, ApiError};
use crate::features::staff::words::product_words;
use crate::forms::FormState;
use crate::frame::smallest_picture;
use crate::session::{Session, use_session};
use crate::ui::icon::focus_element;
use crate::ui::{Field, FilterChip, FilterChips, PickInput, Suggestion};

/// From how many characters on something is suggested.
const FEWEST: usize = 2;

/// The most that are suggested.
const SUGGESTED: u16 = 8;

/// What was found for which words.
type Found = (String, Result<Vec<Suggestion>, ApiError>);

/// Finds products by their words and shows those that were picked.
#[component]
pub(super) fn ProductPicker(form: FormState, draft: RwSignal<CouponDraft>) -> impl IntoView {
    let session = use_session();
    let typed = RwSignal::new(String::new());
    let words = Memo::new(move |_| typed.with(|typed| typed.trim().to_owned()));
    let found = LocalResource::new(move || {
        let words = words.get();
        async move {
            let found = if is_enough(&words) { find(session, &words).await } else { Ok(Vec::new()) };
            (words, found)
        }
    });
    let chosen = move |suggestion: &Suggestion| {
        suggestion.value.parse::<ProductId>().is_ok_and(|id| draft.read().coverage.has(id))
    };
    let suggestions = Signal::derive(move || match found.get() {
        Some((_, Ok(found))) if is_enough(&words.read()) => {
            found.into_iter().filter(|suggestion| !chosen(suggestion)).collect()
        }
        _ => Vec::new(),
    });
    let hint = Signal::derive(move || Some(hint(&words.get(), found.get().as_ref())));
    let pick = move |value: String| {
        let named = suggestions.get_untracked().into_iter().find(|suggestion| suggestion.value == value);
        if let Some((id, named)) = value.parse().ok().zip(named) {
            form.touched("/products");
            draft.update(|draft| draft.coverage.add(id, named.label));
        }
    };
    view! {
        <Field
            label="Add a product"
            unmarked=true
            hint=hint
            id=FormState::id("/products")
            error=form.error("/products")
        >
            <PickInput on_type=move |text| typed.set(text) suggestions=suggestions on_pick=pick />
        </Field>
        <Chosen form=form draft=draft />
    }
}

#[component]
fn Chosen(form: FormState, draft: RwSignal<CouponDraft>) -> impl IntoView {
    let chosen = Memo::new(move |_| draft.read().coverage.products.clone());
    let chips = move || {
        let chip = |(id, name): (ProductId, String)| {
            let remove = move |()| {
                form.touched("/products");
                draft.update(|draft| draft.coverage.products.retain(|(chosen, _)| *chosen != id));
                // The chip that was pressed is gone.
                focus_element(&FormState::id("/products"));
            };
            view! { <FilterChip label=name verb="Remove" on_remove=remove /> }
        };
        chosen.get().into_iter().map(chip).collect_view()
    };
    move || {
        (!chosen.read().is_empty())
            .then(|| view! { <FilterChips label="Chosen products">{chips()}</FilterChips> })
    }
}

fn is_enough(words: &str) -> bool {
    words.chars().count() >= FEWEST
}

fn hint(words: &str, found: Option<&Found>) -> String {
    match found {
        Some((asked, Ok(found))) if is_enough(words) && asked == words && found.is_empty() => {
            format!("No product has “{words}” in its name or SKU.")
        }
        Some((_, Err(error))) => error.detail(),
        _ => "Part of a name or SKU".to_owned(),
    }
}

/// Products of any state for those who see the staff's list, else those that shoppers see.
async fn find(session: Session, words: &str) -> Result<Vec<Suggestion>, ApiError> {
    let (q, limit) = (Some(words.to_owned()), Some(SUGGESTED));
    if session.may(Permission::ReadProducts) {
        let query = AdminProductQuery { q, limit, ..AdminProductQuery::default() };
        let page = api::staff::list_products(session.client(), &query).await?;
        return Ok(page.items.into_iter().map(of_staff).collect());
    }
    let query = ProductQuery { q, limit, ..ProductQuery::default() };
    let page = api::catalog::list_products(session.client(), &query).await?;
    Ok(page.items.into_iter().map(of_shop).collect())
}

fn of_staff(product: AdminProduct) -> Suggestion {
    let detail = match product.status {
        ProductStatus::Active => {
            product.variants.first().and_then(|variant| variant.sku.clone()).unwrap_or_default()
        }
        other => product_words(other).1.to_owned(),
    };
    Suggestion {
        label: product.name,
        detail,
        picture: product.images.into_iter().next().map(|image| smallest_picture(image.url)),
        value: product.id.to_string(),
    }
}

fn of_shop(product: ProductSummary) -> Suggestion {
    Suggestion {
        label: product.name,
        detail: String::new(),
        picture: product.image_url.map(smallest_picture),
        value: product.id.to_string(),
    }
}
