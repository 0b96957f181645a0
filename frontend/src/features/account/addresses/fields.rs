use leptos::prelude::*;
use securecart_domain::accounts::{AddressForm, Asked, Country, Region};

use super::draft::AddressDraft;
use crate::forms::FormState;
use crate::ui::{Field, Gap, Grid, Select, SelectOption, TextInput};

/// Where the parts of an address stand in the request that carries it.
#[derive(Debug)]
pub struct AddressPointers {
    /// Which address browsers fill in, where a page asks for several: `shipping` or `billing` (HTML, autofill); empty
    /// where it is the only one.
    pub filled_as: &'static str,
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

    /// What a browser fills in for a part that it knows by that name.
    fn autocomplete(&self, known: &str) -> String {
        format!("{} {known}", self.filled_as).trim_start().to_owned()
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
    at: &'static AddressPointers,
    part: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    known: &'static str,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let pointer = at.of(part);
    view! {
        <Field label=label required=required id=FormState::id(pointer) error=form.error(pointer)>
            <TextInput value=value autocomplete=at.autocomplete(known) max_length=120_u32 />
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
                autocomplete=at.autocomplete("country")
            />
        </Field>
        <Line form at part="name" label="Full name" value=draft.name known="name" required=true />
        <Line form at part="company" label="Company" value=draft.company known="organization" />
        <Line
            form
            at
            part="line1"
            label="Street and number"
            value=draft.line1
            known="address-line1"
            required=true
        />
        <Line form at part="line2" label="Address line 2" value=draft.line2 known="address-line2" />
        <TownFields form draft at />
        <RegionField form draft at />
        <Line form at part="phone" label="Phone" value=draft.phone known="tel" />
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
        let value = draft.city;
        view! { <Line form at part="city" label="City" value known="address-level2" required=true /> }
    };
    move || {
        if has_postcodes.get() {
            view! {
                <Grid columns=2 gap=Gap::Medium>
                    <PostcodeField form draft at />
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
fn PostcodeField(form: FormState, draft: AddressDraft, at: &'static AddressPointers) -> impl IntoView {
    let country = form_of(draft);
    let value = draft.postcode;
    move || {
        let AddressForm { postcode: asked, postcode_label: label, .. } = country.get();
        let required = asked == Asked::Always;
        view! { <Line form at part="postcode" label value known="postal-code" required /> }
    }
}

/// A choice where the shop knows the parts of the country, else a line; nothing where addresses name no part.
#[component]
fn RegionField(form: FormState, draft: AddressDraft, at: &'static AddressPointers) -> impl IntoView {
    let country = form_of(draft);
    let (pointer, value) = (at.region, draft.region);
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
                        autocomplete=at.autocomplete("address-level1")
                    />
                </Field>
            }
            .into_any()
        } else {
            is_asked(asked, value)
                .then(|| view! { <Line form at part="region" label value known="address-level1" required /> })
                .into_any()
        }
    }
}
