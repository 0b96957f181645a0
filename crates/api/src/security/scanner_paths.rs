//! Paths that nobody asks this shop for in good faith.

/// Whether the path belongs to other programs, or to files that must never lie on a web server.
pub(super) fn is_scanned_for(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let endings = [".php", ".asp", ".aspx", ".jsp", ".cgi", ".sql", ".bak", ".env"];
    let starts = [
        "/.env",
        "/.git",
        "/.svn",
        "/.aws",
        "/.ssh",
        "/.ds_store",
        "/.htaccess",
        "/wp-",
        "/wordpress",
        "/phpmyadmin",
        "/pma/",
        "/cgi-bin",
        "/actuator",
        "/server-status",
        "/vendor/",
        "/solr/",
        "/owa/",
        "/autodiscover",
        "/hnap1",
        "/boaform",
        "/etc/passwd",
    ];
    path.contains("/../")
        || endings.iter().any(|ending| path.ends_with(ending))
        || starts.iter().any(|start| path.starts_with(start) || path.starts_with(&format!("/api{start}")))
}

#[cfg(test)]
mod tests {
    use super::is_scanned_for;

    #[test]
    fn other_programs_are_told_from_the_shop() {
        for path in ["/wp-login.php", "/.env", "/.git/config", "/api/.env", "/x/backup.SQL", "/cgi-bin/luci"]
        {
            assert!(is_scanned_for(path), "{path}");
        }
        for path in
            ["/", "/cart", "/products/wp-mug", "/api/v1/products/envelope", "/.well-known/security.txt"]
        {
            assert!(!is_scanned_for(path), "{path}");
        }
    }
}
