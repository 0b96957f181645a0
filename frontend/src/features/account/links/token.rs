use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::routes::{Route, query_value};

/// The secret of the link that led here, taken out of the address so that it stays neither in the bar nor in the
/// history. It stands in the fragment, which no server ever sees.
pub(crate) fn take_token(page: Route) -> StoredValue<Option<String>> {
    let fragment = use_location().hash.get_untracked();
    let token = query_value(fragment.trim_start_matches('#'), "t").filter(|token| !token.is_empty());
    if token.is_some() {
        let navigate = use_navigate();
        Effect::new(move |_| {
            navigate(&page.path(), NavigateOptions { replace: true, scroll: false, ..Default::default() });
        });
    }
    StoredValue::new(token)
}
