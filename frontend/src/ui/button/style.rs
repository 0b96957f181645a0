/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one main action of a page.
    #[default]
    Primary,
    /// Any other action.
    Secondary,
    /// An action in a toolbar or a row: no border until the pointer is on it.
    Quiet,
    /// Destroys something.
    Danger,
    /// Looks like a link in text.
    Link,
}

/// Height of a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonSize {
    /// 32 px, for rows and toolbars.
    Small,
    /// 40 px.
    #[default]
    Medium,
    /// 48 px, for the main action of a buy box.
    Large,
}

pub(super) fn class(kind: ButtonKind, size: ButtonSize, full: bool) -> String {
    let kind = match kind {
        ButtonKind::Primary => "btn btn-primary",
        ButtonKind::Secondary => "btn sc-btn-secondary",
        ButtonKind::Quiet => "btn btn-ghost",
        ButtonKind::Danger => "btn btn-error",
        ButtonKind::Link => "btn btn-link sc-btn-link",
    };
    let size = match size {
        ButtonSize::Small => "btn-sm",
        ButtonSize::Medium => "btn-md",
        ButtonSize::Large => "btn-lg",
    };
    let width = if full { " w-full" } else { "" };
    format!("{kind} {size}{width}")
}
