use leptos::prelude::*;

use crate::ui::{Card, Cell, Column, Row, Stack, Table, Text};

/// What is kept, what for, and until when; `docs/DATA.md` says the same column by column.
const KEPT: &[(&str, &str, &str)] = &[
    (
        "Your username, name and e-mail address",
        "To let you in and to write to you",
        "Until you delete your account",
    ),
    (
        "Your address book",
        "So that you do not have to type it again",
        "Until you remove an address or your account",
    ),
    (
        "Your orders and payments",
        "The law asks for our books",
        "They stay. Without your account they are numbers and dates that name nobody",
    ),
    (
        "The e-mail address of an order",
        "To write to you about it",
        "Three years unless the shop says otherwise, or until you delete your account",
    ),
    ("Your cart", "To keep it for you", "Until you delete your account. A guest's: thirty days unused"),
    ("Where you are signed in", "To show you, and to end it", "A day at most"),
    ("That your browser was here before", "So that strangers can not lock you out", "Half a year unused"),
    (
        "What was done in your account, and from which network address",
        "To find out who did something they should not",
        "It stays, without your name once you delete your account",
    ),
];

#[component]
pub(super) fn Kept() -> impl IntoView {
    let rows = KEPT.iter().map(|(what, reason, until)| {
        view! {
            <Row>
                <Cell label="What">{*what}</Cell>
                <Cell label="What for">{*reason}</Cell>
                <Cell label="How long">{*until}</Cell>
            </Row>
        }
    });
    view! {
        <Card title="What we keep".to_owned()>
            <Stack>
                <Text muted=true>
                    "Names and addresses are sealed with a key that is yours alone. We show no adverts, follow nobody, and give your e-mail address to nobody but the payment provider when you pay, and the mail server that carries our letters. Cookies only keep you signed in and your cart together, so there is nothing to agree to."
                </Text>
                <Table caption="What we keep" columns=["What", "What for", "How long"].map(Column::new).to_vec()>
                    {rows.collect_view()}
                </Table>
            </Stack>
        </Card>
    }
}
