//! Files of products, and what becomes of them in an import.

use crate::text_enum::text_enum;

text_enum! {
    /// How a file of products is written.
    pub enum ProductFileFormat {
        /// This shop's own CSV: nothing is lost on the way out and in again.
        Securecart = "securecart",
        /// A product CSV as Shopify exports and imports it.
        Shopify = "shopify",
    }
}

text_enum! {
    /// What an import does with products that are there already.
    pub enum ImportMode {
        /// They are brought up to what the file says.
        AddAndChange = "add_and_change",
        /// They are left alone.
        Add = "add",
    }
}

text_enum! {
    /// How far an import is.
    pub enum ImportStatus {
        /// The shop finds out what it would do. Nothing is changed.
        Checking = "checking",
        /// It can be looked at, and applied.
        Checked = "checked",
        /// Products are being added and changed.
        Applying = "applying",
        /// All that could be done is done; it can be undone.
        Applied = "applied",
        /// What it did is being taken back.
        Undoing = "undoing",
        /// What could be taken back is taken back.
        Undone = "undone",
        /// The file is none of this format, or too large.
        Failed = "failed",
    }
}

text_enum! {
    /// What an import does, or did, with one product of its file.
    pub enum ImportOutcome {
        /// It is new.
        Added = "added",
        /// Something of it is changed.
        Changed = "changed",
        /// It is as the file says already, or is to be left alone.
        Unchanged = "unchanged",
        /// Something is wrong with it; it is left as it is.
        Refused = "refused",
    }
}

text_enum! {
    /// What undoing an import did with a product that was added or changed.
    pub enum UndoOutcome {
        /// It is as it was before.
        Restored = "restored",
        /// It had been added, and is gone.
        Removed = "removed",
        /// It had been added and its stock is in the books: it is a draft now, which shoppers do not see.
        Hidden = "hidden",
        /// It had been added and somebody ordered it: it is discontinued.
        Discontinued = "discontinued",
        /// It was changed again since the import, and is left as it is.
        Kept = "kept",
    }
}
