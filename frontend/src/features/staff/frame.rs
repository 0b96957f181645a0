use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use securecart_domain::Permission;
use securecart_dto::admin::AdminOrderQuery;
use wasm_bindgen::JsCast;

use super::audit::AuditSelection;
use super::coupons::CouponSelection;
use super::factor_first::FactorFirst;
use super::inventory::LevelSelection;
use super::orders::OrderSelection;
use super::pages::StaffPages;
use super::products::ProductSelection;
use super::returns::ReturnSelection;
use super::reviews::ReviewSelection;
use super::security::SecuritySelection;
use super::unsaved::{Unsaved, UnsavedQuestion};
use super::users::UserSelection;
use crate::api;
use crate::features::account::sign_out;
use crate::frame::Arrival;
use crate::routes::Route;
use crate::session::{Session, use_session};
use crate::ui::{AdminNavItem, AdminNavSection, AdminShell, use_toasts};

/// How many orders wait to be shipped, said beside the link to them.
#[derive(Clone, Copy)]
pub(super) struct OrdersWaiting(LocalResource<u32>);

impl OrdersWaiting {
    fn provide(session: Session) -> Self {
        let allowed =
            Memo::new(move |_| session.may(Permission::ReadOrders) && !session.owes_second_factor());
        let waiting = Self(LocalResource::new(move || {
            let allowed = allowed.get();
            async move { if allowed { count(session).await } else { 0 } }
        }));
        provide_context(waiting);
        waiting
    }

    /// Orders took a step.
    pub(super) fn recount(self) {
        self.0.refetch();
    }
}

/// None are shown when they can not be counted: the list itself says what is wrong.
async fn count(session: Session) -> u32 {
    let query = AdminOrderQuery { to_ship: Some(true), limit: Some(1), ..AdminOrderQuery::default() };
    let page = api::staff::list_orders(session.client(), &query).await;
    page.ok().and_then(|page| u32::try_from(page.total).ok()).unwrap_or(0)
}

/// Navigation of the staff area around its pages.
#[component]
pub(super) fn StaffFrame() -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let navigate = use_navigate();
    Arrival::provide();
    let unsaved = Unsaved::provide();
    let waiting = OrdersWaiting::provide(session);
    let owing = Memo::new(move |_| session.owes_second_factor());
    let keys = window_event_listener(leptos::ev::keydown, |event| focus_search(&event));
    on_cleanup(move || keys.remove());
    let on_sign_out = move |()| {
        let navigate = navigate.clone();
        spawn_local(async move { sign_out(session, toasts, navigate).await });
    };
    view! {
        <div on:click=move |event| unsaved.intercept(&event)>
            <AdminShell
                home_href=Route::Home.path()
                sections=Signal::derive(move || sections(session, waiting.0.get().unwrap_or(0)))
                account=Signal::derive(move || {
                    session.user().map(|user| user.username).unwrap_or_default()
                })
                on_sign_out=on_sign_out
            >
                {move || {
                    if owing.get() {
                        view! { <FactorFirst /> }.into_any()
                    } else {
                        view! { <StaffPages /> }.into_any()
                    }
                }}
            </AdminShell>
            <UnsavedQuestion unsaved=unsaved />
        </div>
    }
}

fn sections(session: Session, waiting: u32) -> Vec<AdminNavSection> {
    let shop =
        AdminNavItem { exact: true, ..AdminNavItem::new("Back to the shop", Route::Home, icondata::LuStore) };
    if session.owes_second_factor() {
        return vec![AdminNavSection { title: None, items: vec![shop] }];
    }
    let overview = AdminNavItem {
        exact: true,
        ..AdminNavItem::new("Overview", Route::Admin, icondata::LuLayoutDashboard)
    };
    let products = session.may(Permission::ReadProducts).then(|| {
        let everything = Route::AdminProducts(ProductSelection::default());
        AdminNavItem::new("Products", everything, icondata::LuPackage)
    });
    let categories = session
        .may(Permission::ReadProducts)
        .then(|| AdminNavItem::new("Categories", Route::AdminCategories, icondata::LuFolderTree));
    let inventory = session.may(Permission::ReadInventory).then(|| {
        let all = Route::AdminInventory(LevelSelection::default());
        AdminNavItem::new("Inventory", all, icondata::LuBoxes)
    });
    let orders = session.may(Permission::ReadOrders).then(|| {
        let all = Route::AdminOrders(OrderSelection::default());
        AdminNavItem { waiting, ..AdminNavItem::new("Orders", all, icondata::LuClipboardList) }
    });
    let returns = session.may(Permission::ReadOrders).then(|| {
        AdminNavItem::new("Returns", Route::AdminReturns(ReturnSelection::default()), icondata::LuUndo2)
    });
    let reviews = session.may(Permission::ReadProducts).then(|| {
        let waiting = Route::AdminReviews(ReviewSelection::default());
        AdminNavItem::new("Reviews", waiting, icondata::LuStar)
    });
    let coupons = session.may(Permission::ReadCoupons).then(|| {
        let all = Route::AdminCoupons(CouponSelection::default());
        AdminNavItem::new("Coupons", all, icondata::LuTicketPercent)
    });
    let delivery = session
        .may(Permission::ReadSettings)
        .then(|| AdminNavItem::new("Delivery and taxes", Route::AdminDelivery, icondata::LuTruck));
    let users = session.may(Permission::ReadUsers).then(|| {
        let all = Route::AdminUsers(UserSelection::default());
        AdminNavItem::new("Users", all, icondata::LuUsers)
    });
    let roles = session
        .may(Permission::ReadRoles)
        .then(|| AdminNavItem::new("Roles", Route::AdminRoles, icondata::LuShieldCheck));
    let audit = session.may(Permission::ReadAudit).then(|| {
        let everything = Route::AdminAudit(AuditSelection::default());
        AdminNavItem::new("Audit log", everything, icondata::LuScrollText)
    });
    let security = session.may(Permission::ReadSecurity).then(|| {
        let all = Route::AdminSecurity(SecuritySelection::default());
        AdminNavItem::new("Security", all, icondata::LuShield)
    });
    let work = [
        Some(overview),
        orders,
        returns,
        products,
        categories,
        inventory,
        reviews,
        coupons,
        delivery,
        users,
        roles,
        security,
        audit,
    ];
    let work = work.into_iter().flatten().collect();
    vec![AdminNavSection { title: None, items: work }, AdminNavSection { title: None, items: vec![shop] }]
}

/// "/" goes to the search of the page, unless something is being typed.
fn focus_search(event: &KeyboardEvent) {
    if event.key() != "/" || event.ctrl_key() || event.meta_key() || event.alt_key() || is_typing() {
        return;
    }
    let search = document().query_selector("main input[type=search]").ok().flatten();
    if let Some(search) = search.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        // Refused only by an element that has left the page.
        search.focus().ok();
    }
}

fn is_typing() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}
