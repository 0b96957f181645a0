use leptos::prelude::*;
use securecart_domain::accounts::{AddressForm, Asked, Country, Region};

use super::draft::AddressDraft;
use crate::forms::FormState;
use crate::ui::{Field, Gap, Grid, Select, SelectOption, TextInput};

/// Where the parts of an address stand in the request that carries it.
#[derive(Debug)]
pub struct AddressPointers {
    /// Who gets it.
    pub name: &'static str,
    /// The firm.
    pub company: &'static str,
    /// Street and number.
    pub line1: &'static str,
    /// What else leads there.
    pub line2: &'static str,
    /// The town.
    pub city: &'static str,
    /// State or province.
    pub region: &'static str,
    /// The postcode.
    pub postcode: &'static str,
    /// The country.
    pub country: &'static str,
    /// A number to call.
    pub phone: &'static str,
}

impl AddressPointers {
    /// The pointer of a part, by its name.
    pub fn of(&self, part: &str) -> &'static str {
        match part {
            "name" => self.name,
            "company" => self.company,
            "line1" => self.line1,
            "line2" => self.line2,
            "city" => self.city,
            "region" => self.region,
            "postcode" => self.postcode,
            "phone" => self.phone,
            _ => self.country,
        }
    }
}

/// All countries there are, to choose from.
pub fn all_countries() -> Vec<SelectOption> {
    Country::all().map(|country| SelectOption::new(country.code(), country.name())).collect()
}

/// A line of text with what browsers know it by.
#[component]
fn Line(
    form: FormState,
    pointer: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    autocomplete: &'static str,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    view! {
        <Field label=label required=required id=FormState::id(pointer) error=form.error(pointer)>
            <TextInput value=value autocomplete=autocomplete max_length=120_u32 />
        </Field>
    }
}

/// The fields of an address.
#[component]
pub fn AddressFields(
    /// The form that they are in.
    form: FormState,
    /// What is typed.
    draft: AddressDraft,
    /// Where the parts stand in the request.
    at: &'static AddressPointers,
    /// The countries to choose from.
    #[prop(into)]
    countries: Signal<Vec<SelectOption>>,
) -> impl IntoView {
    view! {
        <Field label="Country" required=true id=FormState::id(at.country) error=form.error(at.country)>
            <Select
                value=draft.country
                options=countries
                placeholder=Signal::stored(Some("Choose a country".to_owned()))
                autocomplete="country"
            />
        </Field>
        <Line form pointer=at.name label="Full name" value=draft.name autocomplete="name" required=true />
        <Line form pointer=at.company label="Company" value=draft.company autocomplete="organization" />
        <Line
            form
            pointer=at.line1
            label="Street and number"
            value=draft.line1
            autocomplete="address-line1"
            required=true
        />
        <Line form pointer=at.line2 label="Address line 2" value=draft.line2 autocomplete="address-line2" />
        <TownFields form draft at />
        <RegionField form draft pointer=at.region />
        <Line form pointer=at.phone label="Phone" value=draft.phone autocomplete="tel" />
    }
}

/// The form of the chosen country.
fn form_of(draft: AddressDraft) -> Memo<AddressForm> {
    Memo::new(move |_| AddressForm::of(Country::parse(&draft.country.read()).ok()))
}

/// Whether to ask; for what was typed before the country changed, too, so that nothing is sent unseen.
fn is_asked(asked: Asked, value: RwSignal<String>) -> bool {
    asked != Asked::No || !value.read_untracked().is_empty()
}

/// The town, beside its postcode where the country has some.
#[component]
fn TownFields(form: FormState, draft: AddressDraft, at: &'static AddressPointers) -> impl IntoView {
    let country = form_of(draft);
    let has_postcodes = Memo::new(move |_| is_asked(country.read().postcode, draft.postcode));
    let town = move || {
        let (pointer, value) = (at.city, draft.city);
        view! { <Line form pointer label="City" value autocomplete="address-level2" required=true /> }
    };
    move || {
        if has_postcodes.get() {
            view! {
                <Grid columns=2 gap=Gap::Medium>
                    <PostcodeField form draft pointer=at.postcode />
                    {town()}
                </Grid>
            }
            .into_any()
        } else {
            town().into_any()
        }
    }
}

#[component]
fn PostcodeField(form: FormState, draft: AddressDraft, pointer: &'static str) -> impl IntoView {
    let country = form_of(draft);
    let value = draft.postcode;
    move || {
        let AddressForm { postcode: asked, postcode_label: label, .. } = country.get();
        let required = asked == Asked::Always;
        view! { <Line form pointer label value autocomplete="postal-code" required /> }
    }
}

/// A choice where the shop knows the parts of the country, else a line; nothing where addresses name no part.
#[component]
fn RegionField(form: FormState, draft: AddressDraft, pointer: &'static str) -> impl IntoView {
    let country = form_of(draft);
    let value = draft.region;
    let parts = Memo::new(move |_| {
        let country = Country::parse(&draft.country.read()).ok();
        let parts = country.into_iter().flat_map(Region::all);
        parts.map(|part| SelectOption::new(part.code(), part.name())).collect::<Vec<_>>()
    });
    let known = Memo::new(move |_| !parts.read().is_empty());
    move || {
        let AddressForm { region: asked, region_label: label, .. } = country.get();
        let required = asked == Asked::Always;
        if known.get() {
            let choose = format!("Choose a {}", label.to_lowercase());
            view! {
                <Field label=label required id=FormState::id(pointer) error=form.error(pointer)>
                    <Select
                        value
                        options=parts
                        placeholder=Signal::stored(Some(choose))
                        autocomplete="address-level1"
                    />
                </Field>
            }
            .into_any()
        } else {
            is_asked(asked, value)
                .then(|| view! { <Line form pointer label value autocomplete="address-level1" required /> })
                .into_any()
        }
    }
}
