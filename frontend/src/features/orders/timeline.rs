use leptos::prelude::*;
use securecart_domain::orders::TimelineStep;
use securecart_dto::timeline::TimelineEntry;

use crate::frame::moment;
use crate::ui::{Timeline, TimelineEvent, Tone};

/// What happened to an order, oldest first.
#[component]
pub fn OrderTimeline(entries: Vec<TimelineEntry>) -> impl IntoView {
    let event = |entry: TimelineEntry| {
        let (tone, words) = words(&entry);
        view! {
            <TimelineEvent
                title=words
                time=moment(entry.at)
                datetime=entry.at.to_rfc3339()
                tone=tone
            />
        }
    };
    view! { <Timeline>{entries.into_iter().map(event).collect_view()}</Timeline> }
}

/// What happened, for the reader.
fn words(entry: &TimelineEntry) -> (Tone, String) {
    let units = match entry.units {
        Some(1) => "1 unit".to_owned(),
        Some(units) => format!("{units} units"),
        None => String::new(),
    };
    let amount = entry.amount.map(|amount| amount.to_string()).unwrap_or_default();
    match entry.step {
        TimelineStep::Placed => (Tone::Success, "Ordered".to_owned()),
        TimelineStep::Paid => (Tone::Success, format!("{amount} paid")),
        TimelineStep::PaidTwice => (Tone::Info, format!("{amount} paid a second time")),
        TimelineStep::Shipped => (Tone::Success, format!("{units} sent")),
        TimelineStep::ReturnRequested => (Tone::Info, format!("Return of {units} asked for")),
        TimelineStep::ReturnApproved => (Tone::Info, format!("Return of {units} approved")),
        TimelineStep::ReturnRejected => (Tone::Neutral, format!("Return of {units} not accepted")),
        TimelineStep::ReturnReceived => (Tone::Success, format!("Return of {units} has arrived")),
        TimelineStep::Cancelled => (Tone::Neutral, "Cancelled".to_owned()),
        TimelineStep::RefundPending => (Tone::Info, format!("{amount} on their way back")),
        TimelineStep::Refunded => (Tone::Success, format!("{amount} refunded")),
        TimelineStep::RefundFailed => (Tone::Warning, format!("{amount} could not be refunded")),
        TimelineStep::Completed => (Tone::Success, "Completed".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_words_of_its_own() {
        let told: std::collections::BTreeSet<_> = TimelineStep::ALL
            .iter()
            .map(|step| {
                let entry = TimelineEntry {
                    step: *step,
                    at: chrono::DateTime::UNIX_EPOCH,
                    subject: None,
                    units: Some(1),
                    amount: None,
                };
                words(&entry).1
            })
            .collect();
        assert_eq!(told.len(), TimelineStep::ALL.len());
        assert!(told.contains("1 unit sent"));
    }
}
