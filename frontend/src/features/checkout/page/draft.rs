use leptos::prelude::*;
use securecart_domain::ShippingMethodId;
use securecart_domain::accounts::{Country, Email, Region};
use securecart_domain::catalog::PlainText;
use securecart_domain::delivery::MethodKind;
use securecart_dto::addresses::Address;
use securecart_dto::checkout::{CheckoutRequest, DeliveryChoice};
use securecart_dto::delivery::{DeliveryOption, DeliveryOptions, DeliveryQuery};

use super::billing::Billing;
use super::places::{DELIVERY, FIELDS};
use crate::api::{self, ApiError, Client};
use crate::features::account::AddressDraft;
use crate::forms::{FieldErrors, FormState};
use crate::session::{Session, use_session};

/// The longest note in characters, as the server has it.
pub(super) const MAX_NOTE: usize = 500;

/// What the shopper decides.
#[derive(Clone, Copy)]
pub(super) struct CheckoutDraft {
    pub(super) session: Session,
    pub(super) form: FormState,
    pub(super) book: StoredValue<Vec<Address>>,
    pub(super) options: LocalResource<Result<DeliveryOptions, ApiError>>,
    pub(super) email: RwSignal<String>,
    /// The id of the method that was chosen by hand.
    pub(super) method: RwSignal<String>,
    /// The id of an address of the book; empty for one that is typed.
    pub(super) saved: RwSignal<String>,
    pub(super) address: AddressDraft,
    pub(super) billing: Billing,
    pub(super) note: RwSignal<String>,
    pub(super) accepted: RwSignal<bool>,
}

impl CheckoutDraft {
    /// Nothing decided yet but what is most likely: the addresses where orders go and that invoices name, and the
    /// shop's own country.
    pub(super) fn new(client: Client, book: Vec<Address>) -> Self {
        let usual = book.iter().find(|address| address.default_shipping).or_else(|| book.first());
        let saved = RwSignal::new(usual.map(|address| address.id.to_string()).unwrap_or_default());
        let billing = Billing::new(&book);
        let book = StoredValue::new(book);
        let address = AddressDraft::of(None);
        let place = Memo::new(move |_| place(&saved.read(), book, address));
        let options = LocalResource::new(move || {
            let place = place.get();
            async move { api::checkout::delivery_options(client, &place).await }
        });
        // Until the shopper says where they live, it is where the shop is.
        Effect::new(move |_| {
            let home = options.get().and_then(Result::ok).and_then(|options| options.country);
            if let Some(home) = home.filter(|_| address.country.read_untracked().is_empty()) {
                address.country.set(home);
            }
        });
        Self {
            session: use_session(),
            form: FormState::new(FIELDS),
            book,
            options,
            email: RwSignal::new(String::new()),
            method: RwSignal::new(String::new()),
            saved,
            address,
            billing,
            note: RwSignal::new(String::new()),
            accepted: RwSignal::new(false),
        }
    }

    /// The decisions of the page that is shown.
    pub(super) fn of_this_page() -> Self {
        expect_context()
    }

    /// What the shop offers there; none as long as it is not known.
    pub(super) fn offered(self) -> Option<DeliveryOptions> {
        self.options.get().and_then(Result::ok)
    }

    /// The way that was chosen, or the first one: what is collected comes before what is sent, as on the server.
    pub(super) fn chosen(self) -> Option<DeliveryOption> {
        let (offered, chosen) = (self.offered()?.methods, self.method.get());
        let by_hand = offered.iter().find(|option| option.id.to_string() == chosen);
        let first = offered.iter().find(|option| option.kind == MethodKind::Pickup);
        by_hand.or(first).or_else(|| offered.first()).cloned()
    }

    /// Whether the order is sent to an address.
    pub(super) fn is_sent(self) -> bool {
        self.chosen().is_some_and(|option| option.kind == MethodKind::Ship)
    }

    /// The request, by the server's rules; the total is what the page shows.
    pub(super) fn check(self, errors: &mut FieldErrors) -> Option<CheckoutRequest> {
        let guest = self.session.is_signed_in() != Some(true);
        let email = guest.then(|| errors.take("/email", Email::parse(&self.email.get_untracked())));
        let method = untrack(move || self.chosen());
        let sent = untrack(move || self.is_sent());
        let delivery = method.map(|method| self.choice(errors, method.id, sent));
        let billing_address = self.billing.check(&self, errors);
        let note = self.note.get_untracked();
        let note = errors.take("/note", PlainText::paragraphs(&note, MAX_NOTE))?;
        if !self.accepted.get_untracked() {
            errors.add("/terms_accepted", "tick the box to go on");
        }
        if !errors.is_empty() {
            return None;
        }
        Some(CheckoutRequest {
            expected_total: None,
            email: email.flatten().map(|email| email.as_str().to_owned()),
            delivery: delivery.flatten(),
            billing_address,
            note: Some(note.as_str().to_owned()).filter(|note| !note.is_empty()),
            terms_accepted: Some(true),
        })
    }

    fn choice(
        self,
        errors: &mut FieldErrors,
        method_id: ShippingMethodId,
        sent: bool,
    ) -> Option<DeliveryChoice> {
        if !sent {
            return Some(DeliveryChoice { method_id, address: None, address_id: None });
        }
        if let Ok(id) = self.saved.get_untracked().parse() {
            return Some(DeliveryChoice { method_id, address: None, address_id: Some(id) });
        }
        let address = self.address.check_at(&DELIVERY, errors)?;
        Some(DeliveryChoice { method_id, address: Some(address.into()), address_id: None })
    }
}

/// Where the order would go, as far as that is known.
fn place(saved: &str, book: StoredValue<Vec<Address>>, typed: AddressDraft) -> DeliveryQuery {
    let of_book = book.with_value(|book| {
        let address = book.iter().find(|address| address.id.to_string() == saved);
        address.map(|address| (address.country.clone(), address.region.clone()))
    });
    let (country, region) = of_book.unwrap_or_else(|| (typed.country.get(), typed.region.get()));
    let Ok(country) = Country::parse(&country) else { return DeliveryQuery::default() };
    let region = Region::parse(country, &region).ok().map(|region| region.code().to_owned());
    DeliveryQuery { country: Some(country.code().to_owned()), region }
}
