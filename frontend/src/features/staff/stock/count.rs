use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::inventory::{StockState, Thresholds};
use securecart_domain::{ProductId, VariantId};
use securecart_dto::ProblemType;
use securecart_dto::admin::{AdjustInventoryRequest, AdminProduct, AdminVariant, StockLevel};

use crate::api::{self, ApiError, Attempt, Client, use_client};
use crate::ui::{Binding, Toasts, use_toasts};

/// The most units of one variant that the shop counts.
pub(super) const MOST_UNITS: u32 = 1_000_000;

/// Why counts change here, as the ledger keeps it.
const COUNTED: &str = "Counted in the product list";
const UNDONE: &str = "Took back a count in the product list";

/// The count of one variant. A new count shows at once; when the server refuses it, the old one comes back
/// with the reason.
#[derive(Clone, Copy)]
pub(in crate::features::staff) struct StockCount {
    client: Client,
    toasts: Toasts,
    product: ProductId,
    variant: VariantId,
    name: StoredValue<String>,
    on_hand: RwSignal<u32>,
    reserved: RwSignal<u32>,
    thresholds: Thresholds,
    attempt: Attempt,
    busy: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
}

impl StockCount {
    /// The count as the list brought it.
    pub(in crate::features::staff) fn new(product: &AdminProduct, variant: &AdminVariant) -> Self {
        let name = match variant.title.as_str() {
            "" => product.name.clone(),
            title => format!("{}, {title}", product.name),
        };
        Self {
            client: use_client(),
            toasts: use_toasts(),
            product: product.id,
            variant: variant.id,
            name: StoredValue::new(name),
            on_hand: RwSignal::new(variant.on_hand),
            reserved: RwSignal::new(variant.reserved),
            thresholds: variant.thresholds(),
            attempt: Attempt::new(),
            busy: RwSignal::new(false),
            problem: RwSignal::new(None),
        }
    }

    /// Product and variant in words.
    pub(super) fn name(self) -> String {
        self.name.get_value()
    }

    /// Units in the house.
    pub(in crate::features::staff) fn on_hand(self) -> u32 {
        self.on_hand.get()
    }

    /// Units kept for open checkouts.
    pub(super) fn reserved(self) -> u32 {
        self.reserved.get()
    }

    /// Whether that is little, too much or neither.
    pub(in crate::features::staff) fn state(self) -> StockState {
        self.thresholds.judge(self.on_hand.get(), self.reserved.get())
    }

    /// Whether a count is on its way.
    pub(super) fn busy(self) -> RwSignal<bool> {
        self.busy
    }

    /// Why the last count was refused.
    pub(super) fn problem(self) -> Binding<Option<String>> {
        self.problem.into()
    }

    /// So many were counted.
    pub(super) fn set(self, counted: u32) {
        let was = self.on_hand.get_untracked();
        if self.busy.get_untracked() || counted == was {
            return;
        }
        self.problem.set(None);
        self.on_hand.set(counted);
        self.busy.set(true);
        spawn_local(async move {
            let answer = self.adjust(was, counted, COUNTED).await;
            match answer {
                Ok(level) => self.counted(was, level),
                Err(error) => self.refused(&error, was, counted).await,
            }
            self.busy.try_set(false);
        });
    }

    async fn adjust(self, was: u32, to: u32, reason: &str) -> Result<StockLevel, ApiError> {
        let adjustment = AdjustInventoryRequest {
            variant_id: self.variant,
            on_hand: to,
            expected_on_hand: was,
            reason: reason.to_owned(),
        };
        api::staff::adjust_inventory(self.client, &adjustment, self.attempt).await
    }

    fn counted(self, was: u32, level: StockLevel) {
        self.show(level);
        let Some(name) = self.name.try_get_value() else { return };
        let text = format!("{name}: {was} is now {}.", level.on_hand);
        self.toasts.with_action(text, "Undo", move || self.undo(level.on_hand, was));
    }

    /// Takes a count back, unless something has changed it since. The list may have been left meanwhile.
    fn undo(self, counted: u32, was: u32) {
        spawn_local(async move {
            match self.adjust(counted, was, UNDONE).await {
                Ok(level) => {
                    self.show(level);
                    self.toasts.info(format!("Back to {}.", level.on_hand));
                }
                Err(error) => self.toasts.error(error.detail()),
            }
        });
    }

    fn show(self, level: StockLevel) {
        self.reserved.try_set(level.reserved);
        self.on_hand.try_set(level.on_hand);
    }

    /// The problem comes first: it keeps what was typed while the old number returns.
    async fn refused(self, error: &ApiError, was: u32, counted: u32) {
        let now = if error.is(ProblemType::Conflict) { self.now().await } else { None };
        let reason = match now {
            Some(now) => format!("There are {now} by now, not {was}. Enter sets {counted}, Esc keeps {now}."),
            None => error.fields().first().map_or_else(|| error.detail(), |field| field.detail.clone()),
        };
        self.problem.try_set(Some(reason));
        self.on_hand.try_set(now.unwrap_or(was));
    }

    /// What the count is now.
    async fn now(self) -> Option<u32> {
        let product = api::staff::get_product(self.client, &self.product.to_string()).await.ok()?;
        let variants = product.value.variants.into_iter();
        variants.filter(|variant| variant.id == self.variant).map(|variant| variant.on_hand).next()
    }
}
