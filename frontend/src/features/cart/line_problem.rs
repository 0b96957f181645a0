use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::cart::{CartLine, CartLineProblem};

use super::line::take_out;
use super::store::CartStore;
use crate::ui::{Button, ButtonKind, ButtonSize, Notice, Tone, use_toasts};

/// Why a line can not be bought as it stands, with the fix as a button.
#[component]
pub(super) fn LineProblem(cart: CartStore, line: Memo<CartLine>) -> impl IntoView {
    move || {
        let line = line.get();
        line.problem.map(|problem| {
            let words = words(problem, &line);
            view! {
                <Notice
                    tone=Tone::Warning
                    actions=move || view! { <Fix cart=cart line=line problem=problem /> }
                >
                    {words}
                </Notice>
            }
        })
    }
}

fn words(problem: CartLineProblem, line: &CartLine) -> String {
    match problem {
        CartLineProblem::LessStock => match line.available {
            1 => format!("Only 1 unit of {} is available.", line.name),
            available => format!("Only {available} units of {} are available.", line.name),
        },
        CartLineProblem::SoldOut => format!("{} has sold out since you added it.", line.name),
        CartLineProblem::Gone => format!("{} is no longer offered.", line.name),
        CartLineProblem::PriceChanged => match line.seen_price {
            Some(seen) => {
                format!("{} now costs {}; it was {seen} when you added it.", line.name, line.unit_price)
            }
            None => format!("{} now costs {}.", line.name, line.unit_price),
        },
    }
}

#[component]
fn Fix(cart: CartStore, line: CartLine, problem: CartLineProblem) -> impl IntoView {
    let toasts = use_toasts();
    let label = match problem {
        CartLineProblem::LessStock => format!("Take {}", line.available),
        CartLineProblem::SoldOut | CartLineProblem::Gone => "Remove it".to_owned(),
        CartLineProblem::PriceChanged => format!("Keep it at {}", line.unit_price),
    };
    let fix = move |_| match problem {
        CartLineProblem::LessStock => {
            let (id, available) = (line.id, line.available);
            spawn_local(async move {
                if let Err(error) = cart.change(id, available).await {
                    toasts.error(error.detail());
                }
            });
        }
        CartLineProblem::PriceChanged => {
            let line = line.clone();
            spawn_local(async move {
                if let Err(error) = cart.agree(&line).await {
                    toasts.error(error.detail());
                }
            });
        }
        CartLineProblem::SoldOut | CartLineProblem::Gone => take_out(cart, toasts, line.clone()),
    };
    view! {
        <Button kind=ButtonKind::Secondary size=ButtonSize::Small on:click=fix>
            {label}
        </Button>
    }
}
