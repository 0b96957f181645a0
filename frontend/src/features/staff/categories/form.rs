use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use securecart_dto::categories::AdminCategory;

use super::draft::{CategoryDraft, FIELDS, MAX_DESCRIPTION, parents};
use super::keeping::{ADD_BUTTON, Edited, Keeping, button_id};
use crate::api;
use crate::forms::{FormProblem, FormState};
use crate::ui::icon::focus_element;
use crate::ui::{Binding, Button, ButtonKind, Cluster, Dialog, Field, Select, Stack, TextInput, Textarea};

/// The dialog that adds a category or changes one.
#[component]
pub(super) fn CategoryDialog(keeping: Keeping) -> impl IntoView {
    let edited = keeping.edited;
    let open = Binding::new(Signal::derive(move || edited.read().is_some()), move |open: bool| {
        if !open {
            edited.set(None);
        }
    });
    let title = move || match edited.get() {
        Some(Edited::Known(category)) => format!("Edit {}", category.name),
        _ => "Add category".to_owned(),
    };
    let form = move || {
        let known = match edited.get()? {
            Edited::New => None,
            Edited::Known(category) => Some(category),
        };
        Some(view! { <CategoryForm keeping=keeping known=known /> })
    };
    view! {
        <Dialog open=open title=Signal::derive(title)>
            {form}
        </Dialog>
    }
}

#[component]
fn CategoryForm(keeping: Keeping, known: Option<AdminCategory>) -> impl IntoView {
    let form = FormState::new(FIELDS);
    let draft = CategoryDraft::of(known.as_ref());
    let verb = if known.is_some() { "Save" } else { "Add category" };
    let options = keeping.all.with_untracked(|all| parents(all, known.as_ref()));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        save(keeping, form, draft, known.clone());
    };
    // After the dialog is open: it takes the focus to its own first button.
    request_animation_frame(|| focus_element(&FormState::id("/name")));
    view! {
        <form on:submit=send novalidate=true>
            <Stack>
                <FormProblem form=form />
                <Fields form=form draft=draft />
                <Field
                    label="Lies in"
                    id=FormState::id("/parent_id")
                    error=form.error("/parent_id")
                >
                    <Select
                        value=draft.parent
                        options=options
                        placeholder="No other category".to_owned()
                    />
                </Field>
                <Cluster end=true>
                    <Button kind=ButtonKind::Secondary on:click=move |_| keeping.edited.set(None)>
                        "Cancel"
                    </Button>
                    <Button submit=true busy=form.busy()>
                        {verb}
                    </Button>
                </Cluster>
            </Stack>
        </form>
    }
}

#[component]
fn Fields(form: FormState, draft: CategoryDraft) -> impl IntoView {
    view! {
        <Field label="Name" required=true id=FormState::id("/name") error=form.error("/name")>
            <TextInput value=draft.name autocomplete="off" max_length=100_u32 />
        </Field>
        <Field
            label="Slug"
            hint="Its place in addresses: /category/…. Left empty, it is made of the name.".to_owned()
            id=FormState::id("/slug")
            error=form.error("/slug")
        >
            <TextInput value=draft.slug autocomplete="off" max_length=120_u32 />
        </Field>
        <Field
            label="Description"
            hint="What is in it, in a sentence".to_owned()
            id=FormState::id("/description")
            error=form.error("/description")
        >
            <Textarea value=draft.description rows=2 max_length=MAX_DESCRIPTION />
        </Field>
    }
}

fn save(keeping: Keeping, form: FormState, draft: CategoryDraft, known: Option<AdminCategory>) {
    let client = keeping.client;
    let Some(known) = known else {
        form.send(
            move |errors| draft.check(errors),
            move |new| async move {
                let made = api::categories::create_category(client, &new).await?;
                done(keeping, format!("{} is added.", made.name), ADD_BUTTON.to_owned()).await;
                Ok(())
            },
        );
        return;
    };
    let seen = known.clone();
    form.send(
        move |errors| draft.check_change(&known, errors),
        move |change| async move {
            let saved = api::categories::update_category(client, &seen, &change).await?;
            done(keeping, format!("{} is saved.", saved.name), button_id(saved.id, "edit")).await;
            Ok(())
        },
    );
}

async fn done(keeping: Keeping, words: String, focus: String) {
    keeping.edited.try_set(None);
    keeping.toasts.success(words);
    keeping.reload(focus).await;
}
