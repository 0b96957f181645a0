use leptos::prelude::*;
use securecart_dto::passkeys::Passkey;

use super::card::Task;
use crate::frame::moment;
use crate::ui::{
    Badge, Button, ButtonKind, ButtonSize, Cell, Cluster, Column, Gap, Row, RowTitle, Table, Text,
};

/// All passkeys, or that there are none.
#[component]
pub(super) fn PasskeyList(
    passkeys: Vec<Passkey>,
    task: RwSignal<Option<Task>>,
    removing: RwSignal<Option<Passkey>>,
) -> impl IntoView {
    if passkeys.is_empty() {
        return view! {
            <Text>
                <p>
                    "No passkeys yet. Once you have one, your password alone does not open your account any more."
                </p>
            </Text>
        }
        .into_any();
    }
    let columns = vec![
        Column::new("Passkey"),
        Column::new("Added"),
        Column::new("Last used"),
        Column::unlabelled("Rename or remove"),
    ];
    let rows = passkeys.into_iter().map(|passkey| view! { <Entry passkey task removing /> }).collect_view();
    view! {
        <Table caption="Passkeys" columns=columns>
            {rows}
        </Table>
    }
    .into_any()
}

#[component]
fn Entry(
    passkey: Passkey,
    task: RwSignal<Option<Task>>,
    removing: RwSignal<Option<Passkey>>,
) -> impl IntoView {
    let (rename, remove) = (format!("Rename {}", passkey.name), format!("Remove {}", passkey.name));
    let (renamed, removed) = (passkey.clone(), passkey.clone());
    let synced = passkey.synced.then(|| view! { <Badge>"On your other devices too"</Badge> });
    let used = match passkey.last_used_at {
        Some(at) => moment(at).into_any(),
        None => "Not yet".into_any(),
    };
    view! {
        <Row>
            <Cell label="Passkey" heading=true>
                <RowTitle name=passkey.name detail=None />
                {synced}
            </Cell>
            <Cell label="Added" one_line=true>
                {moment(passkey.created_at)}
            </Cell>
            <Cell label="Last used" one_line=true>
                {used}
            </Cell>
            <Cell>
                <Cluster gap=Gap::Small one_row=true>
                    <Button
                        kind=ButtonKind::Secondary
                        size=ButtonSize::Small
                        attr:aria-label=rename
                        on:click=move |_| task.set(Some(Task::Rename(renamed.clone())))
                    >
                        "Rename"
                    </Button>
                    <Button
                        kind=ButtonKind::Secondary
                        size=ButtonSize::Small
                        attr:aria-label=remove
                        on:click=move |_| removing.set(Some(removed.clone()))
                    >
                        "Remove"
                    </Button>
                </Cluster>
            </Cell>
        </Row>
    }
}
