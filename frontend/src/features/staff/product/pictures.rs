use leptos::prelude::*;
use securecart_dto::admin::AdminProduct;

use crate::ui::{Card, Grid, Picture, PictureGallery, Text};

/// The pictures as shoppers see them.
#[component]
pub(super) fn Pictures(product: RwSignal<AdminProduct>) -> impl IntoView {
    let images = Memo::new(move |_| product.read().images.clone());
    move || {
        let images = images.get();
        let name = product.read_untracked().name.clone();
        let shown = if images.is_empty() {
            view! { <Text muted=true body="This product has no pictures.".to_owned() /> }.into_any()
        } else {
            let pictures: Vec<_> =
                images.into_iter().map(|image| Picture::new(image.url, image.alt)).collect();
            view! {
                <Grid columns=3>
                    <PictureGallery pictures=pictures name=name />
                </Grid>
            }
            .into_any()
        };
        view! { <Card title="Pictures".to_owned()>{shown}</Card> }
    }
}
