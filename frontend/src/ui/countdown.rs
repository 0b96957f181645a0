//! Time that runs out.

use leptos::prelude::*;

/// Minutes and seconds that are left: "27:12". Readers of screens are told the end in words beside it, once; being
/// told each second would be no help.
#[component]
pub fn Countdown(
    /// Seconds that are left.
    #[prop(into)]
    seconds: Signal<u32>,
) -> impl IntoView {
    view! {
        <span class="tabular-nums font-semibold" role="timer" aria-hidden="true">
            {move || clock(seconds.get())}
        </span>
    }
}

fn clock(seconds: u32) -> String {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    format!("{minutes}:{seconds:02}")
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn seconds_have_two_digits() {
        assert_eq!([clock(0), clock(9), clock(60), clock(1_799)], ["0:00", "0:09", "1:00", "29:59"]);
    }
}
