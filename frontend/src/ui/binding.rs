//! Two-way values of inputs.

use leptos::prelude::*;

/// What an input shows and where it writes what the reader typed.
///
/// Made from an `RwSignal`, from a `(ReadSignal, WriteSignal)` pair, or with [`Binding::new`] from
/// anything that can be read and set, such as one field of a draft.
#[derive(Debug)]
pub struct Binding<T: Send + Sync + 'static> {
    read: Signal<T>,
    write: Callback<T>,
}

impl<T: Send + Sync + 'static> Clone for Binding<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Binding<T> {}

impl<T: Clone + Send + Sync + 'static> Binding<T> {
    /// Shows `read` and calls `write` with each new value.
    pub fn new(read: impl Into<Signal<T>>, write: impl Fn(T) + Send + Sync + 'static) -> Self {
        Self { read: read.into(), write: Callback::new(write) }
    }

    /// The value now, tracked.
    pub fn get(&self) -> T {
        self.read.get()
    }

    /// The value now, untracked.
    pub fn get_untracked(&self) -> T {
        self.read.get_untracked()
    }

    /// Replaces the value.
    pub fn set(&self, value: T) {
        self.write.run(value);
    }
}

impl<T: Clone + Send + Sync + 'static> From<RwSignal<T>> for Binding<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::new(signal, move |value| signal.set(value))
    }
}

impl<T: Clone + Send + Sync + 'static> From<(ReadSignal<T>, WriteSignal<T>)> for Binding<T> {
    fn from((read, write): (ReadSignal<T>, WriteSignal<T>)) -> Self {
        Self::new(read, move |value| write.set(value))
    }
}
