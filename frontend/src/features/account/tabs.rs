use leptos::prelude::*;

use crate::routes::Route;
use crate::ui::{NavItem, TabLinks};

/// The pages of the own account.
#[component]
pub fn AccountTabs() -> impl IntoView {
    let items = vec![
        NavItem::new("My orders", Route::Orders),
        NavItem::new("Wishlist", Route::Wishlist),
        NavItem::new("Profile", Route::Profile).exact(),
        NavItem::new("Security", Route::Security),
        NavItem::new("Addresses", Route::Addresses),
        NavItem::new("Devices", Route::Devices),
        NavItem::new("Privacy", Route::Privacy),
    ];
    view! { <TabLinks label="Account pages" items=items /> }
}
