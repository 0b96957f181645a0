use leptos::prelude::*;

use crate::ui::icon::Icon;
use crate::ui::progress::Progress;

/// How a file is getting on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum UploadState {
    /// It waits.
    #[default]
    Waiting,
    /// It leaves the browser: so much of it has, in percent.
    Sending(u32),
    /// It has arrived, and the server is at work on it.
    Preparing,
    /// It is there.
    Done,
    /// It is not there, and why, in a sentence.
    Failed(String),
}

/// One of several files that are uploaded: what it is called, how it is getting on, and what can be done about it.
#[component]
pub fn UploadItem(
    /// What the file is called at home.
    #[prop(into)]
    name: String,
    /// How large it is: "1.2 MiB".
    #[prop(into)]
    detail: String,
    /// How it is getting on.
    #[prop(into)]
    state: Signal<UploadState>,
    /// Buttons at its right.
    #[prop(into, optional)]
    actions: ViewFnOnce,
    /// What is still asked about it.
    children: Children,
) -> impl IntoView {
    let label = {
        let name = name.clone();
        Signal::derive(move || match state.get() {
            UploadState::Preparing => format!("The shop is preparing {name}"),
            _ => format!("Sending {name}"),
        })
    };
    let moving = Memo::new(move |_| matches!(state.get(), UploadState::Sending(_) | UploadState::Preparing));
    let sent = Signal::derive(move || match state.get() {
        UploadState::Sending(percent) => percent,
        _ => 0,
    });
    let total = Signal::derive(move || matches!(state.get(), UploadState::Sending(_)).then_some(100));
    let failure = move || match state.get() {
        UploadState::Failed(words) => Some(words),
        _ => None,
    };
    view! {
        <li class="flex flex-col gap-3 border-b border-line py-4 last:border-0">
            <div class="flex items-center justify-between gap-3">
                <p class="min-w-0">
                    <span class="font-semibold break-all">{name}</span>
                    <span class="ml-2 text-sm whitespace-nowrap text-ink-muted">{detail}</span>
                </p>
                <div class="flex shrink-0 items-center gap-2 empty:hidden">{actions.run()}</div>
            </div>
            {children()}
            <Show when=move || moving.get()>
                <Progress label=label done=sent total=total />
            </Show>
            <Show when=move || state.get() == UploadState::Done>
                <p class="flex items-center gap-2 text-sm text-ink-muted">
                    <Icon icon=icondata::LuCheck />
                    "Added"
                </p>
            </Show>
            {move || {
                failure()
                    .map(|words| {
                        view! {
                            <p class="sc-field__error" role="alert">
                                <Icon icon=icondata::LuCircleAlert />
                                <span>{words}</span>
                            </p>
                        }
                    })
            }}
        </li>
    }
    .into_any()
}

/// Files that are uploaded.
#[component]
pub fn UploadList(
    /// What the list is, for screen readers: "Chosen pictures".
    #[prop(into)]
    label: String,
    /// [`UploadItem`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <ul class="flex flex-col empty:hidden" aria-label=label>
            {children()}
        </ul>
    }
}
