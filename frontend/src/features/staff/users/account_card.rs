use leptos::prelude::*;
use securecart_dto::people::AdminUser;

use super::row::state_words;
use crate::features::staff::orders::OrderSelection;
use crate::features::staff::words::counted;
use crate::frame::{day, moment};
use crate::routes::Route;
use crate::ui::{Badge, Card, Cluster, Gap, StatusPill, SummaryList, SummaryRow, TextLink, Tone};

/// Who it is.
#[component]
pub(super) fn AccountCard(user: AdminUser) -> impl IntoView {
    let (tone, state) = state_words(user.locked_at.is_some());
    let confirmed = if user.email_verified {
        view! { <Badge tone=Tone::Success>"Confirmed"</Badge> }.into_any()
    } else {
        view! { <Badge>"Not confirmed"</Badge> }.into_any()
    };
    let orders = OrderSelection { words: user.email.clone(), ..OrderSelection::default() };
    let devices = match user.sessions {
        0 => "Nowhere".to_owned(),
        some => counted(u64::from(some), "device", "devices"),
    };
    let last_use = user.last_seen_at.map(|at| {
        view! { <SummaryRow label="Last used">{moment(at)}</SummaryRow> }
    });
    let locked = user.locked_at.map(|at| {
        view! { <SummaryRow label="Locked">{moment(at)}</SummaryRow> }
    });
    let shut = user.password_shut_at.map(|at| {
        view! { <SummaryRow label="Password">{format!("To be chosen anew, since {}", moment(at))}</SummaryRow> }
    });
    let codes = match user.second_factor_since {
        Some(at) => format!("On since {}", day(at)),
        None => "Off".to_owned(),
    };
    view! {
        <Card title="Account".to_owned()>
            <SummaryList>
                <SummaryRow label="State">
                    <StatusPill tone=tone label=state />
                </SummaryRow>
                {locked}
                {shut}
                <SummaryRow label="Full name">
                    {Some(user.full_name).filter(|name| !name.is_empty()).unwrap_or_else(|| "Not given".to_owned())}
                </SummaryRow>
                <SummaryRow label="E-mail">
                    <Cluster gap=Gap::Small end=true>
                        {user.email}
                        {confirmed}
                    </Cluster>
                </SummaryRow>
                <SummaryRow label="Second factor">{codes}</SummaryRow>
                <SummaryRow label="Signed in">{devices}</SummaryRow>
                {last_use}
                <SummaryRow label="Orders">
                    <TextLink href=Route::AdminOrders(orders)>"All of this address"</TextLink>
                </SummaryRow>
            </SummaryList>
        </Card>
    }
}
