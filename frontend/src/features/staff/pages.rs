use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::path;
use securecart_domain::Permission;

use super::audit::AuditPage;
use super::categories::CategoriesPage;
use super::coupons::{CouponPage, CouponsPage, NewCouponPage};
use super::delivery::{DeliveryPage, MethodPage, NewMethodPage, NewRatePage, RatePage};
use super::imports::{ImportPage, ImportsPage};
use super::inventory::{InventoryPage, LevelPage};
use super::needs::needing;
use super::orders::{OrderPage, OrdersPage};
use super::overview::OverviewPage;
use super::product::{EditProductPage, NewProductPage};
use super::products::ProductsPage;
use super::returns::ReturnsPage;
use super::reviews::ReviewsPage;
use super::roles::{NewRolePage, RolePage, RolesPage};
use super::security::{SecurityEventPage, SecurityPage};
use super::users::{UserPage, UsersPage};
use crate::frame::NotFoundPage;

/// Which page of the staff area stands at which address, and the permission that it needs.
#[component]
pub(super) fn StaffPages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=NotFoundPage>
            <Route path=path!("/admin") view=OverviewPage />
            <Route
                path=path!("/admin/products")
                view=needing(Permission::ReadProducts, ProductsPage)
            />
            <Route
                path=path!("/admin/products/new")
                view=needing(Permission::WriteProducts, NewProductPage)
            />
            <Route
                path=path!("/admin/products/import")
                view=needing(Permission::ReadProducts, ImportsPage)
            />
            <Route
                path=path!("/admin/products/import/file")
                view=needing(Permission::ReadProducts, ImportPage)
            />
            <Route
                path=path!("/admin/products/:id")
                view=needing(Permission::ReadProducts, EditProductPage)
            />
            <Route
                path=path!("/admin/categories")
                view=needing(Permission::ReadProducts, CategoriesPage)
            />
            <Route
                path=path!("/admin/inventory")
                view=needing(Permission::ReadInventory, InventoryPage)
            />
            <Route
                path=path!("/admin/inventory/variant")
                view=needing(Permission::ReadInventory, LevelPage)
            />
            <Route
                path=path!("/admin/reviews")
                view=needing(Permission::ReadProducts, ReviewsPage)
            />
            <Route path=path!("/admin/audit") view=needing(Permission::ReadAudit, AuditPage) />
            <Route
                path=path!("/admin/coupons")
                view=needing(Permission::ReadCoupons, CouponsPage)
            />
            <Route
                path=path!("/admin/coupons/new")
                view=needing(Permission::WriteCoupons, NewCouponPage)
            />
            <Route
                path=path!("/admin/coupons/:id")
                view=needing(Permission::ReadCoupons, CouponPage)
            />
            <Route
                path=path!("/admin/delivery")
                view=needing(Permission::ReadSettings, DeliveryPage)
            />
            <Route
                path=path!("/admin/delivery/methods/new")
                view=needing(Permission::WriteSettings, NewMethodPage)
            />
            <Route
                path=path!("/admin/delivery/methods/:id")
                view=needing(Permission::ReadSettings, MethodPage)
            />
            <Route
                path=path!("/admin/delivery/taxes/new")
                view=needing(Permission::WriteSettings, NewRatePage)
            />
            <Route
                path=path!("/admin/delivery/taxes/:id")
                view=needing(Permission::ReadSettings, RatePage)
            />
            <Route path=path!("/admin/returns") view=needing(Permission::ReadOrders, ReturnsPage) />
            <Route path=path!("/admin/orders") view=needing(Permission::ReadOrders, OrdersPage) />
            <Route
                path=path!("/admin/orders/:id")
                view=needing(Permission::ReadOrders, OrderPage)
            />
            <Route path=path!("/admin/users") view=needing(Permission::ReadUsers, UsersPage) />
            <Route path=path!("/admin/users/:id") view=needing(Permission::ReadUsers, UserPage) />
            <Route path=path!("/admin/roles") view=needing(Permission::ReadRoles, RolesPage) />
            <Route
                path=path!("/admin/roles/new")
                view=needing(Permission::WriteRoles, NewRolePage)
            />
            <Route path=path!("/admin/roles/:id") view=needing(Permission::ReadRoles, RolePage) />
            <Route
                path=path!("/admin/security")
                view=needing(Permission::ReadSecurity, SecurityPage)
            />
            <Route
                path=path!("/admin/security/:id")
                view=needing(Permission::ReadSecurity, SecurityEventPage)
            />
        </FlatRoutes>
    }
}
