//! Fetching one file from the web, or not.

use std::{net::SocketAddr, time::Duration};

use reqwest::{
    Client, Response, StatusCode,
    dns::{Addrs, Name, Resolve, Resolving},
    header::LOCATION,
    redirect::Policy,
};
use securecart_domain::catalog::{MAX_PICTURE_BYTES, PictureFailure};
use tokio::{net::lookup_host, time::timeout};
use url::{Host, Url};

use super::reach::is_public;
use crate::config::PictureFetching;

/// How long a connection may take to come about.
const CONNECTING: Duration = Duration::from_secs(5);
/// How often the other side may send us on.
const MAX_REDIRECTS: usize = 3;

/// What lies at an address: at most 5 MiB, within the time that is set for it, from the open web alone.
pub(super) async fn fetch(rules: &PictureFetching, address: &str) -> Result<Vec<u8>, PictureFailure> {
    let fetched = timeout(rules.patience, follow(rules, address)).await;
    fetched.unwrap_or(Err(PictureFailure::TooSlow))
}

/// Each address on the way is judged like the first one.
async fn follow(rules: &PictureFetching, address: &str) -> Result<Vec<u8>, PictureFailure> {
    let mut url = Url::parse(address).map_err(|_| PictureFailure::BadAddress)?;
    for _ in 0..=MAX_REDIRECTS {
        let response = ask(rules, &url).await?;
        match sent_on(&url, &response)? {
            Some(next) => url = next,
            None => return body(response).await,
        }
    }
    Err(PictureFailure::TooManyRedirects)
}

async fn ask(rules: &PictureFetching, url: &Url) -> Result<Response, PictureFailure> {
    let addresses = addresses(rules, url).await?;
    // A client for this one call: it follows nothing, asks no proxy, and knows no address but those looked at.
    let client = Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .referer(false)
        .connect_timeout(CONNECTING)
        .user_agent("SecureCart")
        .dns_resolver(Known(addresses))
        .build()
        .map_err(|error| told(&error))?;
    client.get(url.clone()).header("accept", "image/*").send().await.map_err(|error| told(&error))
}

/// Where a host is, if that is on the open web: of a name with a private address among its addresses nothing is taken.
async fn addresses(rules: &PictureFetching, url: &Url) -> Result<Vec<SocketAddr>, PictureFailure> {
    let plain =
        matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    let (Some(host), Some(port)) = (url.host().filter(|_| plain), url.port_or_known_default()) else {
        return Err(PictureFailure::BadAddress);
    };
    let found: Vec<SocketAddr> = match &host {
        Host::Ipv4(address) => vec![(*address, port).into()],
        Host::Ipv6(address) => vec![(*address, port).into()],
        Host::Domain(name) => {
            lookup_host((*name, port)).await.map_err(|_| PictureFailure::UnknownHost)?.collect()
        }
    };
    if found.is_empty() {
        return Err(PictureFailure::UnknownHost);
    }
    let open = found.iter().all(|address| is_public(address.ip()));
    if open || rules.may_be_private(&host.to_string(), port) {
        Ok(found)
    } else {
        Err(PictureFailure::PrivateAddress)
    }
}

/// Answers every name with the addresses that were looked at, so that nobody answers otherwise a moment later.
struct Known(Vec<SocketAddr>);

impl Resolve for Known {
    fn resolve(&self, _: Name) -> Resolving {
        let addresses: Addrs = Box::new(self.0.clone().into_iter());
        Box::pin(std::future::ready(Ok(addresses)))
    }
}

/// Where the answer sends us, if it does; refuses answers without a file.
fn sent_on(url: &Url, response: &Response) -> Result<Option<Url>, PictureFailure> {
    match response.status() {
        status if status.is_success() => Ok(None),
        StatusCode::MOVED_PERMANENTLY
        | StatusCode::FOUND
        | StatusCode::SEE_OTHER
        | StatusCode::TEMPORARY_REDIRECT
        | StatusCode::PERMANENT_REDIRECT => {
            let next = response.headers().get(LOCATION).and_then(|next| next.to_str().ok());
            let next = next.and_then(|next| url.join(next).ok());
            next.map(Some).ok_or(PictureFailure::BadAddress)
        }
        StatusCode::NOT_FOUND | StatusCode::GONE => Err(PictureFailure::NotFound),
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => Err(PictureFailure::ServerError),
        status if status.is_client_error() => Err(PictureFailure::Refused),
        _ => Err(PictureFailure::ServerError),
    }
}

/// The file, as long as it is not too large: what it says of its size is believed only if that is too much.
async fn body(mut response: Response) -> Result<Vec<u8>, PictureFailure> {
    let most = u64::try_from(MAX_PICTURE_BYTES).unwrap_or(u64::MAX);
    if response.content_length().is_some_and(|length| length > most) {
        return Err(PictureFailure::TooLarge);
    }
    let mut file = Vec::new();
    while let Some(part) = response.chunk().await.map_err(|error| told(&error))? {
        if file.len().saturating_add(part.len()) > MAX_PICTURE_BYTES {
            return Err(PictureFailure::TooLarge);
        }
        file.extend_from_slice(&part);
    }
    Ok(file)
}

fn told(error: &reqwest::Error) -> PictureFailure {
    if error.is_timeout() { PictureFailure::TooSlow } else { PictureFailure::Unreachable }
}
