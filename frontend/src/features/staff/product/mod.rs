//! One product: added, edited, and its variants.

mod checks;
mod discontinue;
mod draft;
mod edit_form;
mod edit_page;
mod editing;
mod fields;
mod form;
mod line;
mod new_page;
mod pictures;
mod variant_draft;
mod variant_form;
mod variant_options;
mod variant_picture;
mod variant_removal;
mod variants;

pub(super) use edit_page::EditProductPage;
pub(super) use new_page::NewProductPage;
