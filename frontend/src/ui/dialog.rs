//! Questions that must be answered before going on.

use leptos::html;
use leptos::prelude::*;

use super::binding::Binding;
use super::button::{Button, ButtonKind, IconButton};
use super::unique_id::unique_id;

/// A `<dialog>`: keeps the focus inside, closes on Escape, gives the focus back.
#[component]
pub fn Dialog(
    /// Whether it is open. The dialog sets this to `false` when the reader closes it.
    #[prop(into)]
    open: Binding<bool>,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Buttons at the bottom.
    #[prop(into, optional)]
    actions: ViewFnOnce,
    /// The content.
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let title_id = unique_id("dialog");
    let heading_id = title_id.clone();
    follow(element, open);
    view! {
        <dialog
            class="sc-dialog"
            node_ref=element
            aria-labelledby=title_id
            on:close=move |_| open.set(false)
        >
            <div class="flex items-start justify-between gap-4">
                <h2 class="text-xl" id=heading_id>
                    {move || title.get()}
                </h2>
                <IconButton
                    label="Close"
                    icon=icondata::LuX
                    on:click=move |_| open.set(false)
                />
            </div>
            <div class="mt-3">{children()}</div>
            <div class="mt-6 flex flex-wrap justify-end gap-2 empty:hidden">{actions.run()}</div>
        </dialog>
    }
    .into_any()
}

/// Opens and closes the element as `open` says.
pub(super) fn follow(element: NodeRef<html::Dialog>, open: Binding<bool>) {
    Effect::new(move |_| {
        let wanted = open.get();
        let Some(dialog) = element.get() else { return };
        if wanted && !dialog.open() {
            // A press beside it closes it too, where the browser knows this.
            dialog.set_attribute("closedby", "any").ok();
            // Refused only when the element has left the page, and then nothing is to be shown.
            dialog.show_modal().ok();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
}

/// Asks before something is done that is hard to undo.
#[component]
pub fn ConfirmDialog(
    /// Whether it is open.
    #[prop(into)]
    open: Binding<bool>,
    /// The question: "Delete your account?".
    #[prop(into)]
    title: Signal<String>,
    /// The verb: "Delete account".
    #[prop(into)]
    confirm_label: Signal<String>,
    /// Does it. The page closes the dialog when it is done.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Is being done.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// It destroys something.
    #[prop(optional)]
    danger: bool,
    /// What will happen, and what will not.
    children: Children,
) -> impl IntoView {
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    let actions = move || {
        view! {
            <Button kind=ButtonKind::Secondary disabled=busy on:click=move |_| open.set(false)>
                "Cancel"
            </Button>
            <Button kind=kind busy=busy on:click=move |_| on_confirm.run(())>
                {move || confirm_label.get()}
            </Button>
        }
    };
    view! {
        <Dialog open=open title=title actions=actions>
            <div class="text-ink-muted">{children()}</div>
        </Dialog>
    }
}
