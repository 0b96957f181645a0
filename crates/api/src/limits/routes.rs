//! Which budgets a route draws on. The first rule that fits holds; the last one fits everything, so no route is free.

use super::policy::{
    CART_WRITES, CHECKOUTS, COUPON_TRIES, EXPORTS, FILES, FORGOTTEN, GENERAL, MEASURES, PER_USER,
    PRODUCT_FILES, PROOFS, Policy, REGISTRATIONS, SEARCHES, SECURITY_CHANGES, SIGN_INS, SUGGESTIONS,
    WEBHOOKS,
};

/// Which requests a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paths {
    /// This path and no other.
    At(&'static str),
    /// This path and what is below it.
    Under(&'static str),
}

/// Which methods a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Methods {
    All,
    /// Those that change something.
    Writes,
    /// Those that put something in its place.
    Puts,
    /// Any, if the query string asks for a text.
    Searches,
}

struct Rule {
    class: &'static str,
    methods: Methods,
    paths: Paths,
    policies: &'static [Policy],
}

use Methods::{All, Puts, Searches, Writes};
use Paths::{At, Under};

const fn rule(class: &'static str, methods: Methods, paths: Paths, policies: &'static [Policy]) -> Rule {
    Rule { class, methods, paths, policies }
}

const RULES: &[Rule] = &[
    rule("webhooks", All, Under("/api/v1/webhooks"), &[WEBHOOKS]),
    rule("sign in", Writes, At("/api/v1/auth/login"), &[GENERAL, SIGN_INS]),
    rule("open an account", Writes, At("/api/v1/auth/register"), &[GENERAL, REGISTRATIONS]),
    rule("forgotten password", Writes, At("/api/v1/auth/password/forgot"), &[GENERAL, FORGOTTEN]),
    rule("password meter", Writes, At("/api/v1/auth/password/strength"), &[GENERAL, MEASURES]),
    rule("sign out", Writes, At("/api/v1/auth/logout"), &[GENERAL, PER_USER]),
    rule("prove who one is", Writes, Under("/api/v1/auth"), &[GENERAL, PER_USER, PROOFS]),
    rule("copy of the own data", All, Under("/api/v1/me/export"), &[GENERAL, PER_USER, EXPORTS]),
    rule("guard the account", Writes, At("/api/v1/me/password"), &[GENERAL, PER_USER, SECURITY_CHANGES]),
    rule("guard the account", Writes, Under("/api/v1/me/email"), &[GENERAL, PER_USER, SECURITY_CHANGES]),
    rule("guard the account", Writes, Under("/api/v1/me/totp"), &[GENERAL, PER_USER, SECURITY_CHANGES]),
    rule(
        "guard the account",
        Writes,
        Under("/api/v1/me/recovery-codes"),
        &[GENERAL, PER_USER, SECURITY_CHANGES],
    ),
    rule("guard the account", Writes, Under("/api/v1/me/passkeys"), &[GENERAL, PER_USER, SECURITY_CHANGES]),
    rule("files of products", Writes, At("/api/v1/admin/imports"), &[GENERAL, PER_USER, PRODUCT_FILES]),
    rule("files of products", All, Under("/api/v1/admin/exports"), &[GENERAL, PER_USER, PRODUCT_FILES]),
    rule("try a coupon", Puts, At("/api/v1/cart/coupon"), &[GENERAL, PER_USER, COUPON_TRIES]),
    rule("change the cart", Writes, Under("/api/v1/cart"), &[GENERAL, PER_USER, CART_WRITES]),
    rule("open a payment page", Writes, At("/api/v1/checkout"), &[GENERAL, PER_USER, CHECKOUTS]),
    rule("suggest", All, At("/api/v1/products/suggestions"), &[GENERAL, PER_USER, SUGGESTIONS]),
    rule("search", Searches, At("/api/v1/products"), &[GENERAL, PER_USER, SEARCHES]),
    rule("pictures", All, Under("/media"), &[FILES]),
    rule("everything else", All, Under("/api"), &[GENERAL, PER_USER]),
    rule("the app", All, Under(""), &[FILES]),
];

impl Rule {
    fn fits(&self, method: &str, path: &str, query: &str) -> bool {
        let methods = match self.methods {
            All => true,
            Writes => !matches!(method, "GET" | "HEAD" | "OPTIONS"),
            Puts => method == "PUT",
            Searches => query.split('&').any(|pair| pair.starts_with("q=")),
        };
        methods
            && match self.paths {
                At(fixed) => path == fixed,
                Under(top) => {
                    path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                }
            }
    }
}

/// What a request counts as, and the budgets that it draws on. The path is the one that the router reads, with what was
/// needlessly encoded decoded, so that another spelling is no other class.
pub fn class_of(method: &str, path: &str, query: &str) -> (&'static str, &'static [Policy]) {
    RULES
        .iter()
        .find(|rule| rule.fits(method, path, query))
        .map_or(("everything else", &[GENERAL]), |rule| (rule.class, rule.policies))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(method: &str, path: &str, query: &str) -> Vec<&'static str> {
        class_of(method, path, query).1.iter().map(|policy| policy.name).collect()
    }

    #[test]
    fn every_rule_is_reached() {
        for (method, path, query, class) in [
            ("POST", "/api/v1/webhooks/stripe", "", "webhooks"),
            ("PUT", "/api/v1/cart/coupon", "", "try a coupon"),
            ("DELETE", "/api/v1/cart/coupon", "", "change the cart"),
            ("POST", "/api/v1/auth/login", "", "sign in"),
            ("POST", "/api/v1/auth/login/second-factor", "", "prove who one is"),
            ("POST", "/api/v1/auth/register", "", "open an account"),
            ("POST", "/api/v1/auth/password/forgot", "", "forgotten password"),
            ("POST", "/api/v1/auth/logout", "", "sign out"),
            ("GET", "/api/v1/me/export", "", "copy of the own data"),
            ("PUT", "/api/v1/me/password", "", "guard the account"),
            ("DELETE", "/api/v1/cart/items/cli_1", "", "change the cart"),
            ("POST", "/api/v1/checkout", "", "open a payment page"),
            ("POST", "/api/v1/checkout/chk_1/cancel", "", "everything else"),
            ("GET", "/api/v1/products", "limit=2&q=mug", "search"),
            ("GET", "/api/v1/products", "sort=name", "everything else"),
            ("GET", "/api/v1/products/suggestions", "q=mu", "suggest"),
            ("POST", "/api/v1/admin/imports", "", "files of products"),
            ("GET", "/api/v1/admin/imports", "", "everything else"),
            ("GET", "/api/v1/admin/exports/products", "", "files of products"),
            ("GET", "/media/mug.webp", "", "pictures"),
            ("GET", "/api/v2", "", "everything else"),
            ("GET", "/cart", "", "the app"),
        ] {
            assert_eq!(class_of(method, path, query).0, class, "{method} {path}");
        }
    }

    #[test]
    fn nothing_is_free() {
        for (method, path) in
            [("GET", ""), ("TRACE", "*"), ("POST", "/api"), ("GET", "//api/v1"), ("GET", "/")]
        {
            assert!(!class_of(method, path, "").1.is_empty(), "{method} {path}");
        }
        assert_eq!(names("POST", "/api/v1/auth/anything-new", ""), ["general", "user", "proofs"]);
    }
}
