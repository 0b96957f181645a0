use leptos::prelude::*;

/// What a [`Field`](super::Field) tells the input inside it.
#[derive(Clone)]
pub(super) struct FieldContext {
    pub(super) id: String,
    pub(super) required: bool,
    pub(super) invalid: Signal<bool>,
    /// Ids of the hint and of the error, while they are shown.
    pub(super) described_by: Signal<Option<String>>,
}

impl FieldContext {
    pub(super) fn new(
        id: &str,
        required: bool,
        hint: Signal<Option<String>>,
        error: Signal<Option<String>>,
    ) -> Self {
        let hint_id = format!("{id}-hint");
        let error_id = format!("{id}-error");
        let described_by = Signal::derive(move || {
            let hint = hint.get().is_some().then_some(hint_id.as_str());
            let error = error.get().is_some().then_some(error_id.as_str());
            let ids: Vec<&str> = error.into_iter().chain(hint).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        });
        Self {
            id: id.to_owned(),
            required,
            invalid: Signal::derive(move || error.get().is_some()),
            described_by,
        }
    }

    /// The field around this input; one that says nothing when the input stands alone.
    pub(super) fn here() -> Self {
        use_context().unwrap_or_else(|| Self {
            id: super::unique_id("input"),
            required: false,
            invalid: Signal::stored(false),
            described_by: Signal::stored(None),
        })
    }

    pub(super) fn aria_invalid(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + use<> {
        let invalid = self.invalid;
        move || invalid.get().then_some("true")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_is_described_by_what_is_shown() {
        let owner = Owner::new();
        owner.set();
        let hint = RwSignal::new(Some("As on the card".to_owned()));
        let error = RwSignal::new(None);
        let context = FieldContext::new("name", true, hint.into(), error.into());
        assert_eq!(context.described_by.get(), Some("name-hint".to_owned()));

        error.set(Some("Enter your name".to_owned()));
        assert!(context.invalid.get());
        assert_eq!(context.described_by.get(), Some("name-error name-hint".to_owned()));

        hint.set(None);
        error.set(None);
        assert_eq!(context.described_by.get(), None);
    }
}
