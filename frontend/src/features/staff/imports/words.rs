//! Imports in words.

use securecart_domain::catalog::{ImportOutcome, ImportStatus, ProductFileFormat, UndoOutcome};
use securecart_dto::imports::{ImportCounts, ImportPictures, ProductImport, UndoneCounts};

use crate::features::staff::words::counted;
use crate::ui::Tone;

/// How far an import is.
pub(super) fn status_words(status: ImportStatus) -> (Tone, &'static str) {
    match status {
        ImportStatus::Checking => (Tone::Info, "Being checked"),
        ImportStatus::Checked => (Tone::Warning, "Ready to apply"),
        ImportStatus::Applying => (Tone::Info, "Being applied"),
        ImportStatus::Applied => (Tone::Success, "Applied"),
        ImportStatus::Undoing => (Tone::Info, "Being undone"),
        ImportStatus::Undone => (Tone::Neutral, "Undone"),
        ImportStatus::Failed => (Tone::Danger, "Not readable"),
    }
}

/// How a file is written.
pub(super) fn format_words(format: ProductFileFormat) -> &'static str {
    match format {
        ProductFileFormat::Securecart => "SecureCart CSV",
        ProductFileFormat::Shopify => "Shopify CSV",
    }
}

/// What the check found about a product.
pub(super) fn kind_words(kind: ImportOutcome) -> (Tone, &'static str) {
    match kind {
        ImportOutcome::Added => (Tone::Success, "New"),
        ImportOutcome::Changed => (Tone::Info, "Changes"),
        ImportOutcome::Unchanged => (Tone::Neutral, "Stays as it is"),
        ImportOutcome::Refused => (Tone::Danger, "Refused"),
    }
}

/// What applying did with a product.
pub(super) fn outcome_words(outcome: ImportOutcome) -> &'static str {
    match outcome {
        ImportOutcome::Added => "Added",
        ImportOutcome::Changed => "Changed",
        ImportOutcome::Unchanged => "Left as it was",
        ImportOutcome::Refused => "Refused",
    }
}

/// What undoing did with a product.
pub(super) fn undo_words(undo: UndoOutcome) -> &'static str {
    match undo {
        UndoOutcome::Restored => "As it was before",
        UndoOutcome::Removed => "Removed again",
        UndoOutcome::Hidden => "A draft now: its stock is in the books",
        UndoOutcome::Discontinued => "Discontinued: somebody ordered it",
        UndoOutcome::Kept => "Kept: somebody changed it since",
    }
}

/// A field of a product in plain words.
pub(super) fn field_words(field: &str) -> &str {
    match field {
        "name" => "Name",
        "status" => "Status",
        "category" => "Category",
        "vendor" => "Vendor",
        "summary" => "Summary",
        "description" => "Description",
        "tags" => "Tags",
        "options" => "Options",
        "pictures" => "Pictures",
        "price" => "Price",
        "compare_at_price" => "Former price",
        "sku" => "SKU",
        "weight_grams" => "Weight in grams",
        "on_hand" => "Stock",
        "picture" => "Picture",
        other => other,
    }
}

/// Whether the shop is at work on it.
pub(super) fn is_running(status: ImportStatus) -> bool {
    matches!(status, ImportStatus::Checking | ImportStatus::Applying | ImportStatus::Undoing)
}

/// What is being done, and how far it is.
pub(super) fn progress_words(import: &ProductImport) -> String {
    let step = match import.status {
        ImportStatus::Applying => "Applying",
        ImportStatus::Undoing => "Undoing",
        _ => "Checking",
    };
    match import.products {
        None => format!("{step} …"),
        Some(all) => format!("{step}: {} of {}", import.done, counted(u64::from(all), "product", "products")),
    }
}

/// What the check found.
pub(super) fn checked_words(counts: ImportCounts) -> String {
    format!(
        "{} would be added, {} changed, {} would stay as they are, {} can not be used.",
        counted(counts.added, "product", "products"),
        counts.changed,
        counts.unchanged,
        counts.refused
    )
}

/// What applying did.
pub(super) fn applied_words(counts: ImportCounts) -> String {
    format!(
        "{} added, {} changed, {} left as they were, {} refused.",
        counted(counts.added, "product", "products"),
        counts.changed,
        counts.unchanged,
        counts.refused
    )
}

/// How far its pictures are; nothing where it named none.
pub(super) fn picture_words(pictures: ImportPictures) -> String {
    let named = [
        (pictures.fetched, "fetched"),
        (pictures.waiting, "on their way"),
        (pictures.failed, "could not be fetched: their products say why"),
    ];
    let some = named.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}"));
    let words: Vec<String> = some.collect();
    if words.is_empty() { String::new() } else { format!("Pictures: {}.", words.join(", ")) }
}

/// What undoing did.
pub(super) fn undone_words(counts: UndoneCounts) -> String {
    format!(
        "{} as before, {} removed, {} hidden as drafts, {} discontinued, {} kept because somebody changed them since.",
        counted(counts.restored, "product", "products"),
        counts.removed,
        counts.hidden,
        counts.discontinued,
        counts.kept
    )
}
