use leptos::prelude::*;
use securecart_domain::Permission;
use securecart_dto::AdminPage;
use securecart_dto::roles::Role;

use crate::api;
use crate::features::staff::users::UserSelection;
use crate::features::staff::words::counted;
use crate::frame::{Loaded, PageTitle};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Badge, ButtonLink, Cell, Column, Container, PageHeader, Row, RowTitle, SkeletonTable};
use crate::ui::{Table, TextLink, Width};

/// All roles.
#[component]
pub(in crate::features::staff) fn RolesPage() -> impl IntoView {
    let session = use_session();
    let roles = LocalResource::new(move || api::roles::list_roles(session.client()));
    let actions = move || {
        session.may(Permission::WriteRoles).then(|| {
            view! {
                <ButtonLink href=Route::AdminNewRole icon=icondata::LuPlus>
                    "Add role"
                </ButtonLink>
            }
        })
    };
    let ready = |page: AdminPage<Role>| view! { <Roles roles=page.items /> };
    view! {
        <PageTitle text="Roles" />
        <Container width=Width::Full>
            <PageHeader
                title="Roles"
                lead="What staff may do. Nobody can give what they do not have."
                actions=actions
            />
            <Loaded
                resource=roles
                failure="The roles could not be loaded"
                skeleton=|| view! { <SkeletonTable rows=4 columns=3 /> }
                ready=ready
            />
        </Container>
    }
}

#[component]
fn Roles(roles: Vec<Role>) -> impl IntoView {
    let columns =
        vec![Column::new("Role"), Column::new("Allows"), Column::new("Accounts"), Column::new("Kind")];
    let rows = roles.into_iter().map(|role| view! { <RoleRow role=role /> }).collect_view();
    view! {
        <Table caption="Roles" columns=columns>
            {rows}
        </Table>
    }
}

#[component]
fn RoleRow(role: Role) -> impl IntoView {
    let all = role.permissions.len() == Permission::ALL.len();
    let count = u64::try_from(role.permissions.len()).unwrap_or(u64::MAX);
    let allows = if all { "Everything".to_owned() } else { counted(count, "permission", "permissions") };
    let members = UserSelection { role: role.name.clone(), ..UserSelection::default() };
    let accounts = counted(u64::from(role.members), "account", "accounts");
    let description = Some(role.description).filter(|text| !text.is_empty());
    let kind = if role.builtin { "Built in" } else { "Own" };
    view! {
        <Row>
            <Cell label="Role" heading=true>
                <RowTitle name=role.name href=Route::AdminRole(role.id).path() detail=description />
            </Cell>
            <Cell label="Allows">{allows}</Cell>
            <Cell label="Accounts">
                <TextLink href=Route::AdminUsers(members)>{accounts}</TextLink>
            </Cell>
            <Cell label="Kind">
                <Badge>{kind}</Badge>
            </Cell>
        </Row>
    }
}
