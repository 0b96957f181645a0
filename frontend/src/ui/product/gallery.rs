use leptos::prelude::*;

use crate::ui::icon::Icon;

/// A picture of a product, at 4:5.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// Where it is.
    pub src: String,
    /// The same in other widths, as the `srcset` attribute wants it.
    pub srcset: Option<String>,
    /// What it shows, for those who do not see it; empty when the text beside it says so already.
    pub alt: String,
}

/// When a picture is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Loading {
    /// Before all others: the page is about it, or begins with it.
    First,
    /// At once: it is among the first seen.
    Soon,
    /// When it comes near the window.
    #[default]
    Later,
}

impl Loading {
    /// For the picture at this place of a list, from 0 on, that the page begins with.
    pub fn in_list(place: usize) -> Self {
        match place {
            0 => Self::First,
            1..=3 => Self::Soon,
            _ => Self::Later,
        }
    }
}

impl Picture {
    /// A picture in one width.
    pub fn new(src: impl Into<String>, alt: impl Into<String>) -> Self {
        Self { src: src.into(), srcset: None, alt: alt.into() }
    }

    /// The element. `sizes` says how wide it is shown, so that the browser fetches the width it needs.
    pub(in crate::ui) fn image(self, loading: Loading, sizes: &'static str) -> impl IntoView {
        let sizes = self.srcset.is_some().then_some(sizes);
        view! {
            <img
                loading=if loading == Loading::Later { "lazy" } else { "eager" }
                fetchpriority=(loading == Loading::First).then_some("high")
                decoding="async"
                sizes=sizes
                srcset=self.srcset
                src=self.src
                alt=self.alt
                width="800"
                height="1000"
            />
        }
    }
}

/// How wide the large picture of a gallery is: half of the page where the buy box stands beside it, and never so wide
/// that it would be higher than the window.
const LARGE: &str = "(min-width: 48rem) min(55vw, 42rem, 67vh), min(100vw, 67vh)";

/// The pictures of a product: one large, the others as buttons below.
#[component]
pub fn PictureGallery(
    /// The pictures, the main one first.
    #[prop(into)]
    pictures: Signal<Vec<Picture>>,
    /// Name of the product, for the buttons' names.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let chosen = RwSignal::new(0_usize);
    let first = Memo::new(move |_| pictures.read().first().map(|picture| picture.src.clone()));
    // Another variant brings its own picture to the front: that is what one wants to see then.
    Effect::watch(move || first.get(), move |_, _, _| chosen.set(0), false);
    // Another variant may bring fewer pictures.
    let current = Memo::new(move |_| {
        let pictures = pictures.read();
        pictures.get(chosen.get()).or_else(|| pictures.first()).cloned()
    });
    let large = move || match current.get() {
        Some(picture) => picture.image(Loading::First, LARGE).into_any(),
        None => view! { <Icon icon=icondata::LuImage size="4rem" /> }.into_any(),
    };
    let thumbs = move || {
        let all = pictures.get();
        let several = all.len() > 1;
        all.into_iter()
            .enumerate()
            .filter(|_| several)
            .map(|(index, picture)| thumb(index, picture, chosen, name))
            .collect_view()
    };
    view! {
        <div class="flex flex-col gap-3">
            <div class="sc-gallery__large">{large}</div>
            <div class="flex flex-wrap gap-2 empty:hidden">{thumbs}</div>
        </div>
    }
}

fn thumb(index: usize, picture: Picture, chosen: RwSignal<usize>, name: Signal<String>) -> impl IntoView {
    let picture = Picture { alt: String::new(), ..picture };
    let number = index.saturating_add(1);
    view! {
        <button
            type="button"
            class="sc-gallery__thumb"
            aria-label=move || format!("Picture {number} of {}", name.get())
            aria-pressed=move || (chosen.get() == index).to_string()
            on:click=move |_| chosen.set(index)
        >
            {picture.image(Loading::Later, "4.5rem")}
        </button>
    }
}
