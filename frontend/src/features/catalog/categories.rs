use leptos::prelude::*;
use securecart_dto::catalog::Category;

use crate::api::{self, ApiError, Client};
use crate::session::Session;

/// The categories, fetched once for all pages. Get them with [`use_categories`].
#[derive(Clone, Copy)]
pub struct Categories {
    resource: LocalResource<Result<Vec<Category>, ApiError>>,
}

/// The categories; [`Categories::provide`] has to have been called above.
pub fn use_categories() -> Categories {
    expect_context()
}

impl Categories {
    /// Fetches the categories, unless this reader may not see them.
    pub fn provide(client: Client, session: Session) {
        let closed = Memo::new(move |_| session.may_browse() == Some(false));
        let resource = LocalResource::new(move || {
            let closed = closed.get();
            async move { if closed { Ok(Vec::new()) } else { api::catalog::list_categories(client).await } }
        });
        provide_context(Self { resource });
    }

    /// The categories that have something in or below them, each followed by those that lie in it; none as long as they are not there.
    pub fn list(self) -> Vec<Category> {
        let all = self.resource.get().and_then(Result::ok).unwrap_or_default();
        all.into_iter().filter(|category| category.product_count > 0).collect()
    }

    /// The outermost of them, for menus: the way to the others.
    pub fn outermost(self) -> Vec<Category> {
        self.list().into_iter().filter(|category| category.parent_id.is_none()).collect()
    }

    /// The categories as they come from the server, for pages that show them being loaded.
    pub fn resource(self) -> LocalResource<Result<Vec<Category>, ApiError>> {
        self.resource
    }
}
