//! Light or dark.

use leptos::prelude::*;

use super::icon::Icon;
use super::storage::storage;

const STORAGE_KEY: &str = "securecart-theme";

/// How light the shop is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl ThemeChoice {
    fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn from_name(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    fn icon(self) -> icondata::Icon {
        match self {
            Self::System => icondata::LuMonitor,
            Self::Light => icondata::LuSun,
            Self::Dark => icondata::LuMoon,
        }
    }

    /// The choice kept in this browser. A browser that keeps nothing follows the system.
    fn remembered() -> Self {
        storage()
            .and_then(|storage| storage.get_item(STORAGE_KEY).ok().flatten())
            .map_or(Self::System, |name| Self::from_name(&name))
    }

    fn remember(self) {
        if let Some(storage) = storage() {
            // Private windows may refuse; the choice then lasts as long as the page.
            storage.set_item(STORAGE_KEY, self.name()).ok();
        }
    }

    fn apply(self) {
        let Some(root) = document().document_element() else { return };
        let done = match self {
            Self::System => root.remove_attribute("data-theme"),
            chosen => root.set_attribute("data-theme", chosen.name()),
        };
        done.ok();
    }
}

/// Takes up the choice kept in this browser and gives it to every [`ThemeToggle`]. Call once, in the app.
pub fn provide_theme() {
    let theme = RwSignal::new(ThemeChoice::System);
    provide_context(theme);
    Effect::new(move |before: Option<()>| {
        if before.is_none() {
            theme.set(ThemeChoice::remembered());
        } else {
            theme.get().remember();
        }
        theme.get().apply();
    });
}

/// System, light or dark: three small buttons.
#[component]
pub fn ThemeToggle() -> impl IntoView {
    let theme = use_context::<RwSignal<ThemeChoice>>().unwrap_or_default();
    let choice = move |choice: ThemeChoice, label: &'static str| {
        view! {
            <button
                type="button"
                class="sc-theme__choice"
                aria-label=label
                title=label
                aria-pressed=move || (theme.get() == choice).to_string()
                on:click=move |_| theme.set(choice)
            >
                <Icon icon=choice.icon() />
            </button>
        }
    };
    view! {
        <div class="sc-theme" role="group" aria-label="Colours">
            {choice(ThemeChoice::System, "As the system")}
            {choice(ThemeChoice::Light, "Light")}
            {choice(ThemeChoice::Dark, "Dark")}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::ThemeChoice;

    #[test]
    fn a_choice_survives_its_name() {
        for choice in [ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark] {
            assert_eq!(ThemeChoice::from_name(choice.name()), choice);
        }
        assert_eq!(ThemeChoice::from_name("neon"), ThemeChoice::System);
    }
}
