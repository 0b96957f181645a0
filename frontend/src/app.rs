//! What all pages share, and which page stands at which address.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{Lazy, path};

use crate::api::Client;
use crate::features::account::{
    AddressesPage, ConfirmIdentityDialog, DevicesPage, ForgotPage, GoodbyePage, LoginPage, PrivacyPage,
    ProfilePage, RegisterPage, ResetPage, SecurityPage, UndoPage, VerifyPage, WishlistPage,
};
use crate::features::cart::{CartPage, CartStore};
use crate::features::catalog::{
    Categories, CategoryPage, ConfirmStockMailPage, HomePage, ProductPage, SearchPage, StopStockMailPage,
};
use crate::features::checkout::{CancelledPage, CheckoutPage, SuccessPage};
use crate::features::orders::{LinkedOrderPage, OrderPage, OrdersPage};
use crate::features::staff::AdminRoute;
use crate::frame::{Needs, NotFoundPage, ShopFrame, guarded};
use crate::session::Session;
use crate::ui::{ToastProvider, provide_theme};

/// The app.
#[component]
pub fn App() -> impl IntoView {
    provide_theme();
    let client = Client::provide();
    let session = Session::provide(client);
    CartStore::provide(client, session);
    Categories::provide(client, session);
    view! {
        <ToastProvider>
            <Router>
                <Pages />
            </Router>
            <ConfirmIdentityDialog />
        </ToastProvider>
    }
}

#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFoundPage>
            <Route path=path!("/admin/*any") view={Lazy::<AdminRoute>::new()} />
            <ParentRoute path=path!("") view=ShopFrame>
                <Route path=path!("/") view=guarded(Needs::Browsing, HomePage) />
                <Route path=path!("/search") view=guarded(Needs::Browsing, SearchPage) />
                <Route path=path!("/category/:slug") view=guarded(Needs::Browsing, CategoryPage) />
                <Route path=path!("/products/:slug") view=guarded(Needs::Browsing, ProductPage) />
                <Route path=path!("/cart") view=guarded(Needs::Browsing, CartPage) />
                <Route path=path!("/checkout") view=guarded(Needs::Browsing, CheckoutPage) />
                <Route path=path!("/checkout/success") view=SuccessPage />
                <Route path=path!("/checkout/cancelled") view=CancelledPage />
                <Route path=path!("/login") view=LoginPage />
                <Route path=path!("/register") view=RegisterPage />
                <Route path=path!("/verify") view=VerifyPage />
                <Route path=path!("/undo") view=UndoPage />
                <Route path=path!("/forgot") view=ForgotPage />
                <Route path=path!("/stock-mail") view=ConfirmStockMailPage />
                <Route path=path!("/stock-mail/stop") view=StopStockMailPage />
                <Route path=path!("/reset") view=ResetPage />
                <Route path=path!("/order") view=LinkedOrderPage />
                <Route path=path!("/orders") view=guarded(Needs::Account, OrdersPage) />
                <Route path=path!("/orders/:id") view=guarded(Needs::Account, OrderPage) />
                <Route path=path!("/profile") view=guarded(Needs::Account, ProfilePage) />
                <Route
                    path=path!("/profile/wishlist")
                    view=guarded(Needs::Account, WishlistPage)
                />
                <Route
                    path=path!("/profile/addresses")
                    view=guarded(Needs::Account, AddressesPage)
                />
                <Route
                    path=path!("/profile/security")
                    view=guarded(Needs::Account, SecurityPage)
                />
                <Route
                    path=path!("/profile/devices")
                    view=guarded(Needs::Account, DevicesPage)
                />
                <Route
                    path=path!("/profile/privacy")
                    view=guarded(Needs::Account, PrivacyPage)
                />
                <Route path=path!("/goodbye") view=GoodbyePage />
                <Route path=path!("/*any") view=NotFoundPage />
            </ParentRoute>
        </Routes>
    }
}
