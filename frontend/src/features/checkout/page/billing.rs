use leptos::prelude::*;
use securecart_dto::addresses::{Address, AddressFields as Fields};

use super::decisions::saved_choices;
use super::draft::CheckoutDraft;
use super::places::BILLING;
use crate::features::account::{AddressDraft, AddressFields, all_countries};
use crate::forms::FieldErrors;
use crate::ui::{Binding, Checkbox, ChoiceList, Stack};

/// What the invoice names: where the order goes, another address of the book, or one that is typed.
#[derive(Clone, Copy)]
pub(super) struct Billing {
    /// The id of the address that invoices name unless something else is said.
    usual: StoredValue<Option<String>>,
    /// Whether it is another address than the one of the order, once somebody has said so.
    by_hand: RwSignal<Option<bool>>,
    /// The id of an address of the book; empty for one that is typed.
    saved: RwSignal<String>,
    typed: AddressDraft,
}

impl Billing {
    /// As the address book has it.
    pub(super) fn new(book: &[Address]) -> Self {
        let usual = book.iter().find(|address| address.default_billing).map(|address| address.id.to_string());
        Self {
            saved: RwSignal::new(usual.clone().unwrap_or_default()),
            usual: StoredValue::new(usual),
            by_hand: RwSignal::new(None),
            typed: AddressDraft::of(None),
        }
    }

    /// Whether the invoice names another address than the one that the order goes to.
    fn is_other(self, draft: &CheckoutDraft) -> bool {
        self.by_hand.get().unwrap_or_else(|| {
            // As long as the ways of delivery are not known it most likely is sent.
            let sent = draft.offered().is_none() || draft.is_sent();
            let goes_to = sent.then(|| draft.saved.get());
            self.usual.with_value(|usual| usual.is_some() && *usual != goes_to)
        })
    }

    /// The address for the request, by the server's rules; none if the invoice names the one of the order.
    pub(super) fn check(self, draft: &CheckoutDraft, errors: &mut FieldErrors) -> Option<Fields> {
        if !untrack(|| self.is_other(draft)) {
            return None;
        }
        let saved = self.saved.get_untracked();
        let of_book = draft.book.with_value(|book| {
            book.iter().find(|address| address.id.to_string() == saved).map(address_fields)
        });
        of_book.or_else(|| self.typed.check_at(&BILLING, errors).map(Fields::from))
    }
}

fn address_fields(address: &Address) -> Fields {
    let Address { name, company, line1, line2, city, region, postcode, country, phone, .. } = address.clone();
    Fields { name, company, line1, line2, city, region, postcode, country, phone }
}

/// Whether the invoice names another address, and which.
#[component]
pub(super) fn InvoiceAddress() -> impl IntoView {
    let draft = CheckoutDraft::of_this_page();
    let billing = draft.billing;
    let is_other = Memo::new(move |_| billing.is_other(&draft));
    let label = move || {
        let words = if draft.is_sent() {
            "Name another address on the invoice"
        } else {
            "Name an address on the invoice"
        };
        words.to_owned()
    };
    let choices = StoredValue::new(saved_choices(&draft));
    let picker = move || {
        choices.get_value().map(|choices| {
            view! {
                <ChoiceList
                    label="Address on the invoice"
                    value=billing.saved
                    choices=Signal::stored(choices)
                />
            }
        })
    };
    view! {
        <Checkbox
            checked=Binding::new(is_other, move |other| billing.by_hand.set(Some(other)))
            label=Signal::derive(label)
        />
        <Show when=move || is_other.get()>
            <Stack>
                {picker}
                <Show when=move || billing.saved.read().is_empty()>
                    <Stack group="Address on the invoice">
                        <AddressFields
                            form=draft.form
                            draft=billing.typed
                            at=&BILLING
                            countries=Signal::stored(all_countries())
                        />
                    </Stack>
                </Show>
            </Stack>
        </Show>
    }
}
