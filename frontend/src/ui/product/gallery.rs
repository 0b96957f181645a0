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

impl Picture {
    /// A picture in one width.
    pub fn new(src: impl Into<String>, alt: impl Into<String>) -> Self {
        Self { src: src.into(), srcset: None, alt: alt.into() }
    }

    pub(super) fn image(self, eager: bool, sizes: &'static str) -> impl IntoView {
        let sizes = self.srcset.is_some().then_some(sizes);
        view! {
            <img
                src=self.src
                srcset=self.srcset
                sizes=sizes
                alt=self.alt
                width="800"
                height="1000"
                loading=if eager { "eager" } else { "lazy" }
                fetchpriority=eager.then_some("high")
                decoding="async"
            />
        }
    }
}

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
    // Another variant may bring fewer pictures.
    let current = Memo::new(move |_| {
        let pictures = pictures.read();
        pictures.get(chosen.get()).or_else(|| pictures.first()).cloned()
    });
    let large = move || match current.get() {
        Some(picture) => picture.image(true, "(min-width: 1024px) 40rem, 100vw").into_any(),
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
            {picture.image(false, "5rem")}
        </button>
    }
}
