use leptos::prelude::*;
use securecart_dto::orders::OrderLine;
use securecart_dto::returns::OrderReturn;

use super::words::return_words;
use crate::features::orders::line_name;
use crate::frame::moment;
use crate::ui::{Cluster, Gap, Stack, StatusPill, Text};

/// Returns, oldest first, each with what is in it and what the shop says.
#[component]
pub fn ReturnList(returns: Vec<OrderReturn>, lines: Vec<OrderLine>) -> impl IntoView {
    let one = |found: OrderReturn| view! { <One found=found lines=lines.clone() /> };
    let all = returns.into_iter().map(one).collect_view();
    view! { <Stack>{all}</Stack> }
}

#[component]
fn One(found: OrderReturn, lines: Vec<OrderLine>) -> impl IntoView {
    let (tone, words) = return_words(found.status);
    let named = |id| lines.iter().find(|line| line.id == id).map(line_name).unwrap_or_default();
    let inside: Vec<_> =
        found.lines.iter().map(|line| format!("{} × {}", line.quantity, named(line.line_id))).collect();
    let answer = Some(found.answer).filter(|answer| !answer.is_empty());
    view! {
        <Stack gap=Gap::Small>
            <Cluster>
                <StatusPill tone=tone label=words />
            </Cluster>
            <Text body=inside.join("\n\n") />
            <Text muted=true body=format!("Asked for on {}", moment(found.requested_at)) />
            {answer.map(|answer| view! { <Text body=format!("The shop says: {answer}") /> })}
        </Stack>
    }
}
