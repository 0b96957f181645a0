use leptos::prelude::*;

use crate::forms::FormState;
use crate::ui::Binding;

/// One field of what is typed; changing it takes back what was said of it.
pub(super) fn part<T: Clone + Send + Sync + 'static>(
    form: FormState,
    draft: RwSignal<T>,
    pointer: &'static str,
    field: fn(&mut T) -> &mut String,
) -> Binding<String> {
    let read = Signal::derive(move || field(&mut draft.get()).clone());
    Binding::new(read, move |value| {
        form.touched(pointer);
        draft.update(|draft| *field(draft) = value);
    })
}
