//! The design system: every look and every behaviour a page is built from.
//!
//! Pages speak in these components and never in CSS classes. A component takes plain data (text already
//! written for the reader, links already spelled) and knows neither the API nor the routes.
//! `README.md` beside this file lists all of them with their props.

pub mod badge;
pub mod binding;
pub mod breadcrumbs;
pub mod button;
pub mod card;
pub mod check_group;
pub mod chips;
pub mod choice_list;
#[cfg(test)]
mod contrast;
mod countdown;
mod dialog;
pub mod disclosure;
pub mod feedback;
pub mod field;
pub mod filter_panel;
pub mod focus_return;
pub mod icon;
pub mod keeping;
pub mod layout;
pub mod load_more;
pub mod product;
pub mod progress;
pub mod rating;
pub mod search_box;
pub mod segmented;
pub mod shell;
pub mod storage;
pub mod suggest_box;
pub mod summary_list;
pub mod table;
pub mod theme;
pub mod timeline;
pub mod toasts;
mod unique_id;

pub use badge::{Badge, StatusPill, Tone};
pub use binding::Binding;
pub use breadcrumbs::{Breadcrumbs, Crumb};
pub use button::{Button, ButtonKind, ButtonLink, ButtonSize, IconButton, TextLink};
pub use card::Card;
pub use check_group::CheckGroup;
pub use chips::{FilterChip, FilterChips};
pub use choice_list::{ChoiceList, ChoiceRow};
pub use countdown::Countdown;
pub use dialog::{ConfirmDialog, Dialog};
pub use disclosure::Disclosure;
pub use feedback::{EmptyState, ErrorPanel, Notice, Spinner};
pub use feedback::{SkeletonBlock, SkeletonCards, SkeletonLines, SkeletonTable};
pub use field::{AccountName, PickInput};
pub use field::{Checkbox, Field, FileInput, FormError, FormErrors, PasswordInput, QuantityStepper};
pub use field::{FilesInput, UploadItem, UploadList, UploadState};
pub use field::{InputKind, Select, SelectOption, StrengthBars, TextInput, Textarea};
pub use filter_panel::FilterPanel;
pub use focus_return::use_focus_return;
pub use icon::{Icon, SkipLink, VisuallyHidden};
pub use keeping::{CodeList, CopyText, QrPicture};
pub use layout::{Cluster, Container, Gap, Grid, PageHeader, Section, SplitLayout, Stack, Text, Width};
pub use load_more::LoadMore;
pub use product::{CardRating, PriceSize, PriceTag, ProductCard, ProductGrid, StockNote, VariantPicker};
pub use product::{
    Combination, Loading, OptionChoice, OptionGroup, Picture, PictureGallery, variant_choices,
};
pub use product::{Hero, LineItem, LineItems, PictureSheet, PictureSheets, Tile, TileGrid};
pub use progress::Progress;
pub use rating::{SpreadRow, StarChoice, StarRow, StarSpread};
pub use search_box::SearchBox;
pub use segmented::{Choice, SegmentedControl, TabLinks};
pub use shell::{AdminNavItem, AdminNavSection, AdminShell, AppShell, FooterColumn, NavItem, Promise};
pub use suggest_box::{SuggestBox, Suggestion};
pub use summary_list::{SummaryList, SummaryRow};
pub use table::{Cell, Column, InlineNumber, ListBar, Row, RowTitle, SelectionBar, Sort, Table};
pub use theme::{ThemeChoice, ThemeToggle, provide_theme};
pub use timeline::{Timeline, TimelineEvent};
pub use toasts::{ToastProvider, Toasts, use_toasts};
pub use unique_id::unique_id;
