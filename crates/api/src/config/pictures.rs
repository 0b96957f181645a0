//! How pictures are fetched that an import announced.

use std::time::Duration;

use super::Env;

/// What may be fetched, and for how long.
#[derive(Clone, Debug)]
pub struct PictureFetching {
    /// `SECURECART_FETCH_PICTURES`: whether they are fetched at all; yes unless told.
    pub enabled: bool,
    /// `SECURECART_FETCH_PICTURES_FROM`: hosts with their ports that may lie in private networks, such as
    /// `images.internal:443`, with commas; none unless told.
    pub private_hosts: Vec<String>,
    /// `SECURECART_FETCH_PICTURES_SECONDS`: how long one picture may take; 20 unless told, 1 to 120.
    pub patience: Duration,
}

impl PictureFetching {
    /// Reads it from the environment.
    pub fn from_env(env: &Env, faults: &mut Vec<String>) -> Self {
        const SECONDS: &str = "SECURECART_FETCH_PICTURES_SECONDS";
        let seconds: u64 = env.parse(SECONDS, 20, "a number of seconds", faults);
        if !(1..=120).contains(&seconds) {
            faults.push(format!("{SECONDS} has to be between 1 and 120."));
        }
        let hosts = env.text("SECURECART_FETCH_PICTURES_FROM").unwrap_or_default();
        let hosts = hosts.split(',').map(|host| host.trim().to_lowercase()).filter(|host| !host.is_empty());
        Self {
            enabled: env.flag("SECURECART_FETCH_PICTURES", true, faults),
            private_hosts: hosts.collect(),
            patience: Duration::from_secs(seconds),
        }
    }

    /// Whether the host, with this port, was named as one that may lie in a private network.
    pub fn may_be_private(&self, host: &str, port: u16) -> bool {
        self.private_hosts.contains(&format!("{host}:{port}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hosts_that_are_named_with_their_port_may_be_private() {
        let mut faults = Vec::new();
        let env = Env::of([("SECURECART_FETCH_PICTURES_FROM", "Images.internal:443, 127.0.0.1:8080")]);
        let read = PictureFetching::from_env(&env, &mut faults);
        assert_eq!((read.enabled, read.patience, faults.len()), (true, Duration::from_secs(20), 0));
        assert!(read.may_be_private("images.internal", 443) && read.may_be_private("127.0.0.1", 8080));
        assert!(!read.may_be_private("images.internal", 80) && !read.may_be_private("127.0.0.1", 443));
        let none =
            PictureFetching::from_env(&Env::of([("SECURECART_FETCH_PICTURES_SECONDS", "0")]), &mut faults);
        assert_eq!((none.private_hosts.len(), faults.len()), (0, 1));
    }
}
