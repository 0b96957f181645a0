use leptos::prelude::*;
use leptos::task::spawn_local;

use super::FieldErrors;
use crate::api::ApiError;
use crate::ui::icon::focus_element;
use crate::ui::{Notice, Tone};

/// The state of a form: what is wrong, and whether it is being sent.
///
/// `fields` are the JSON pointers of its fields from top to bottom. Each field's input has the id
/// [`FormState::id`]; the first wrong one takes the focus.
#[derive(Clone, Copy, Debug)]
pub struct FormState {
    fields: &'static [&'static str],
    errors: RwSignal<FieldErrors>,
    problem: RwSignal<Option<ApiError>>,
    busy: RwSignal<bool>,
}

impl FormState {
    /// A form that has not been sent.
    pub fn new(fields: &'static [&'static str]) -> Self {
        Self {
            fields,
            errors: RwSignal::new(FieldErrors::none()),
            problem: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    /// Whether it is being sent.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// The id of the field's input.
    pub fn id(pointer: &str) -> String {
        format!("field{}", pointer.replace('/', "-"))
    }

    /// What is wrong with the field.
    pub fn error(self, pointer: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.errors.with(|errors| errors.get(pointer).map(str::to_owned)))
    }

    /// The field is being changed: what was said of it no longer counts.
    pub fn touched(self, pointer: &str) {
        if self.errors.with_untracked(|errors| errors.get(pointer).is_some()) {
            self.errors.update(|errors| errors.clear(pointer));
        }
    }

    /// Says what is wrong with one field at once, without waiting for the form to be sent.
    pub fn say<E: ToString>(self, pointer: &str, result: Result<(), E>) {
        self.errors.update(|errors| {
            errors.clear(pointer);
            errors.take(pointer, result);
        });
    }

    /// Sends what `check` made of the form; if it made nothing, shows the errors that it noted. While one
    /// sending is under way, another is not begun.
    pub fn send<T, F>(
        self,
        check: impl FnOnce(&mut FieldErrors) -> Option<T>,
        send: impl FnOnce(T) -> F + 'static,
    ) where
        T: 'static,
        F: Future<Output = Result<(), ApiError>> + 'static,
    {
        if self.busy.get_untracked() {
            return;
        }
        let mut errors = FieldErrors::none();
        let checked = check(&mut errors);
        self.problem.set(None);
        self.show(errors);
        let Some(checked) = checked.filter(|_| self.errors.with_untracked(FieldErrors::is_empty)) else {
            return;
        };
        self.busy.set(true);
        spawn_local(async move {
            let result = send(checked).await;
            // The page may have been left meanwhile.
            self.busy.try_set(false);
            if let Err(error) = result {
                self.refuse(error);
            }
        });
    }

    /// Shows why the server did not accept the form: beside the fields where it named some, else at its head.
    pub fn refuse(self, error: ApiError) {
        let errors = FieldErrors::from_server(error.fields());
        let told = !errors.is_empty() && errors.others(self.fields).is_empty();
        if self.problem.try_set((!told).then_some(error)).is_none() {
            self.show(errors);
        }
    }

    fn show(self, errors: FieldErrors) {
        let first = self.fields.iter().find(|pointer| errors.get(pointer).is_some());
        self.errors.try_set(errors);
        if let Some(pointer) = first {
            let id = Self::id(pointer);
            request_animation_frame(move || focus_element(&id));
        }
    }
}

/// What is wrong with the form as a whole, at its head.
#[component]
pub fn FormProblem(
    /// The form.
    form: FormState,
) -> impl IntoView {
    let others = move || form.errors.with(|errors| errors.others(form.fields));
    move || {
        form.problem.get().map(|error| {
            let lines = others().into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
            view! {
                <Notice tone=Tone::Danger>
                    <p>{error.detail()}</p>
                    {lines}
                </Notice>
            }
        })
    }
}
