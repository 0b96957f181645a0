//! Where pictures lie.

use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use super::Env;

/// A bucket that speaks S3, for shops of several machines. Without one, pictures lie in the data folder.
#[derive(Clone, Debug)]
pub struct BucketConfig {
    /// `SECURECART_MEDIA_BUCKET`.
    pub name: String,
    /// `SECURECART_MEDIA_ENDPOINT`: where it is; Amazon's own address of the region unless set.
    pub endpoint: Option<Url>,
    /// `SECURECART_MEDIA_REGION`.
    pub region: String,
    /// `SECURECART_MEDIA_KEY_ID`.
    pub key_id: String,
    /// `SECURECART_MEDIA_SECRET`.
    pub secret: SecretString,
}

impl BucketConfig {
    pub(super) fn from_env(env: &Env, faults: &mut Vec<String>) -> Option<Self> {
        let name = env.text("SECURECART_MEDIA_BUCKET")?;
        let key_id = env.text("SECURECART_MEDIA_KEY_ID").unwrap_or_default();
        let secret = env.secret("SECURECART_MEDIA_SECRET", faults).unwrap_or_default();
        if key_id.is_empty() || secret.expose_secret().is_empty() {
            faults.push(
                "SECURECART_MEDIA_BUCKET needs SECURECART_MEDIA_KEY_ID and SECURECART_MEDIA_SECRET: take them from \
                 whoever runs the bucket."
                    .to_owned(),
            );
        }
        let region = env.text("SECURECART_MEDIA_REGION").unwrap_or_else(|| "us-east-1".to_owned());
        Some(Self { name, endpoint: endpoint(env, faults), region, key_id, secret })
    }

    /// Whether it is on this machine and reached without TLS.
    pub fn is_plain(&self) -> bool {
        self.endpoint.as_ref().is_some_and(|endpoint| endpoint.scheme() == "http")
    }
}

impl fmt::Display for BucketConfig {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.endpoint {
            Some(endpoint) => write!(out, "{} at {endpoint}", self.name),
            None => write!(out, "{} at Amazon, {}", self.name, self.region),
        }
    }
}

/// What signs requests travels to this address, so it has to be HTTPS or this machine.
fn endpoint(env: &Env, faults: &mut Vec<String>) -> Option<Url> {
    let text = env.text("SECURECART_MEDIA_ENDPOINT")?;
    let url = Url::parse(&text).ok().filter(|url| {
        let local = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        url.scheme() == "https" || (url.scheme() == "http" && local)
    });
    if url.is_none() {
        faults
            .push("SECURECART_MEDIA_ENDPOINT has to be an HTTPS address or one of this machine.".to_owned());
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> (Option<BucketConfig>, Vec<String>) {
        let mut faults = Vec::new();
        let config = BucketConfig::from_env(&Env::of(pairs.iter().copied()), &mut faults);
        (config, faults)
    }

    #[test]
    fn a_bucket_needs_a_key_and_tls_beyond_this_machine() {
        let key = [("SECURECART_MEDIA_KEY_ID", "id"), ("SECURECART_MEDIA_SECRET", "9f2c7d51")];
        let bucket = ("SECURECART_MEDIA_BUCKET", "pictures");
        assert!(read(&key).0.is_none(), "without a bucket nothing of it counts");
        assert_eq!(read(&[bucket]).1.len(), 1);
        for (endpoint, faults) in [
            ("https://s3.example.org", 0),
            ("http://127.0.0.1:9000", 0),
            ("http://s3.example.org", 1),
            ("ftp://127.0.0.1", 1),
            ("pictures", 1),
        ] {
            let set = [bucket, key[0], key[1], ("SECURECART_MEDIA_ENDPOINT", endpoint)];
            assert_eq!(read(&set).1.len(), faults, "{endpoint}");
        }
        let (config, faults) = read(&[bucket, key[0], key[1]]);
        let config = config.unwrap();
        assert_eq!((config.to_string().as_str(), faults.len()), ("pictures at Amazon, us-east-1", 0));
        assert!(!format!("{config:?}").contains("9f2c7d51"));
    }
}
