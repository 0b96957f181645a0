use leptos_router::NavigateOptions;

use crate::api;
use crate::routes::Route;
use crate::session::Session;
use crate::ui::Toasts;

/// Ends the session and goes to the home page.
pub async fn sign_out(session: Session, toasts: Toasts, navigate: impl Fn(&str, NavigateOptions)) {
    if let Err(error) = api::accounts::logout(session.client()).await {
        toasts.error(error.detail());
        return;
    }
    // First away from a page that only the signed-in may see: it would ask to sign in again.
    navigate(&Route::Home.path(), NavigateOptions::default());
    match session.refresh().await {
        Ok(()) => toasts.success("You are signed out."),
        Err(error) => toasts.error(error.detail()),
    }
}
