use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::{CartLineId, OrderId, VariantId};
use securecart_dto::cart::{Cart, CartLine};
use securecart_dto::orders::LeftOutOfCart;

use crate::api::{self, ApiError, Client};
use crate::session::Session;

/// The cart as the server last told it. Get it with [`use_cart`].
///
/// Every call that touches the cart answers with all of it, so what is shown is never computed here.
#[derive(Clone, Copy, Debug)]
pub struct CartStore {
    client: Client,
    cart: RwSignal<Option<Result<Cart, ApiError>>>,
    /// Counts the calls, so that a slow old answer does not overwrite a newer one.
    calls: StoredValue<u64>,
    /// Calls that have not come back.
    under_way: StoredValue<u32>,
    /// A call failed since the cart was last heard of. What came back meanwhile was older than that call and was left
    /// out, so that the cart may be another one by now.
    failed: StoredValue<bool>,
}

/// The cart; [`CartStore::provide`] has to have been called above.
pub fn use_cart() -> CartStore {
    expect_context()
}

impl CartStore {
    /// Fetches the cart, and again whenever somebody else is signed in: a guest's cart becomes the customer's.
    pub fn provide(client: Client, session: Session) {
        let store = Self {
            client,
            cart: RwSignal::new(None),
            calls: StoredValue::new(0),
            under_way: StoredValue::new(0),
            failed: StoredValue::new(false),
        };
        provide_context(store);
        let user = Memo::new(move |_| session.is_signed_in().map(|_| session.user_id()));
        Effect::new(move |_| {
            if user.get().is_some() {
                store.reload();
            }
        });
    }

    /// The cart; none as long as it is not there.
    pub fn get(self) -> Option<Result<Cart, ApiError>> {
        self.cart.get()
    }

    /// Why the cart is not there.
    pub fn failure(self) -> Option<ApiError> {
        self.cart.with(|cart| cart.as_ref().and_then(|cart| cart.as_ref().err().cloned()))
    }

    /// A part of the cart; none as long as it is not there.
    pub fn read<T>(self, read: impl FnOnce(&Cart) -> T) -> Option<T> {
        self.cart.with(|cart| cart.as_ref().and_then(|cart| cart.as_ref().ok()).map(read))
    }

    /// Units in the cart.
    pub fn count(self) -> u32 {
        self.read(|cart| cart.item_count).unwrap_or(0)
    }

    /// Units of a variant in the cart.
    pub fn units_of(self, variant: VariantId) -> u32 {
        let units = |cart: &Cart| {
            let lines = cart.lines.iter().filter(|line| line.variant_id == variant);
            lines.map(|line| u32::from(line.quantity)).sum()
        };
        self.read(units).unwrap_or(0)
    }

    /// Asks the server for the cart.
    pub fn reload(self) {
        spawn_local(async move {
            let call = self.begin();
            let cart = api::cart::get_cart(self.client).await;
            if self.end(call, true) {
                self.cart.set(Some(cart));
            }
        });
    }

    /// Asks for the cart after a call failed. If that fails too, the cart that is shown stays.
    fn look_again(self) {
        spawn_local(async move {
            let call = self.begin();
            let cart = api::cart::get_cart(self.client).await;
            if let (true, Ok(cart)) = (self.end(call, true), cart) {
                self.cart.set(Some(Ok(cart)));
            }
        });
    }

    /// Puts so many of a variant into the cart.
    pub async fn add(self, variant: VariantId, quantity: u32) -> Result<(), ApiError> {
        self.take(api::cart::add_cart_item(self.client, variant, quantity)).await
    }

    /// Puts what was bought into the cart once more; gives what could not be.
    pub async fn fill_again(self, order: OrderId) -> Result<Vec<LeftOutOfCart>, ApiError> {
        let number = self.begin();
        let filled = api::orders::reorder(self.client, order).await;
        let newest = self.end(number, filled.is_ok());
        let filled = filled?;
        if newest {
            self.cart.set(Some(Ok(filled.cart)));
        }
        Ok(filled.left_out)
    }

    /// Changes how many there are on a line.
    pub async fn change(self, line: CartLineId, quantity: u32) -> Result<(), ApiError> {
        self.take(api::cart::update_cart_item(self.client, line, quantity, None)).await
    }

    /// Agrees to what one unit of a line costs today.
    pub async fn agree(self, line: &CartLine) -> Result<(), ApiError> {
        let (quantity, price) = (line.quantity.into(), Some(line.unit_price));
        self.take(api::cart::update_cart_item(self.client, line.id, quantity, price)).await
    }

    /// Takes a line out.
    pub async fn remove(self, line: CartLineId) -> Result<(), ApiError> {
        self.take(api::cart::remove_cart_item(self.client, line)).await
    }

    /// Puts a coupon on it.
    pub async fn put_coupon(self, code: &str) -> Result<(), ApiError> {
        self.take(api::cart::put_coupon(self.client, code)).await
    }

    /// Takes the coupon off.
    pub async fn remove_coupon(self) -> Result<(), ApiError> {
        self.take(api::cart::remove_coupon(self.client)).await
    }

    async fn take(self, call: impl Future<Output = Result<Cart, ApiError>>) -> Result<(), ApiError> {
        let number = self.begin();
        let cart = call.await;
        let newest = self.end(number, cart.is_ok());
        let cart = cart?;
        if newest {
            self.cart.set(Some(Ok(cart)));
        }
        Ok(())
    }

    fn begin(self) -> u64 {
        self.calls.update_value(|calls| *calls = calls.wrapping_add(1));
        self.under_way.update_value(|calls| *calls = calls.saturating_add(1));
        self.calls.get_value()
    }

    /// A call came back. Whether what it brought is the newest.
    fn end(self, call: u64, worked: bool) -> bool {
        self.under_way.update_value(|calls| *calls = calls.saturating_sub(1));
        if !worked {
            self.failed.set_value(true);
        }
        // Not before the last one is back: one that is still under way would make the answer old again.
        if self.under_way.get_value() == 0 && self.failed.get_value() {
            self.failed.set_value(false);
            self.look_again();
        }
        self.calls.get_value() == call
    }
}
