//! The tree of categories.

mod draft;
mod form;
mod keeping;
mod page;
mod remove;
mod row;

pub(super) use page::CategoriesPage;
