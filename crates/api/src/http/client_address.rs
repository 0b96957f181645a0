//! Whose request it is, by network address.

use std::net::IpAddr;

use actix_web::{HttpRequest, dev::RequestHead};

use crate::state::State;

/// The address that a request came from, as the shop's trusted proxies tell it.
pub fn address_of(request: &HttpRequest) -> Option<IpAddr> {
    let state = request.app_data::<State>();
    let trusted = state.map(|state| state.config.http.trusted_proxies.as_slice()).unwrap_or_default();
    client_address(request.head(), trusted)
}

/// The address of the peer, or what a trusted proxy says of it: the right-most address of `X-Forwarded-For`
/// that is not itself a trusted proxy. What an untrusted peer writes there is ignored (ASVS 15.3.4).
fn client_address(head: &RequestHead, trusted_proxies: &[IpAddr]) -> Option<IpAddr> {
    let peer = head.peer_addr?.ip();
    if !trusted_proxies.contains(&peer) {
        return Some(peer);
    }
    let forwarded = head
        .headers
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|address| address.trim().parse::<IpAddr>().ok())
        .collect::<Vec<_>>();
    Some(forwarded.into_iter().rev().find(|address| !trusted_proxies.contains(address)).unwrap_or(peer))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn address(peer: &str, forwarded: &str, trusted: &[&str]) -> String {
        let request = TestRequest::get()
            .peer_addr(format!("{peer}:1000").parse().unwrap())
            .insert_header(("x-forwarded-for", forwarded))
            .to_srv_request();
        let trusted: Vec<IpAddr> = trusted.iter().map(|address| address.parse().unwrap()).collect();
        client_address(request.head(), &trusted).unwrap().to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(address("9.9.9.9", "1.1.1.1", &[]), "9.9.9.9");
        assert_eq!(address("10.0.0.1", "6.6.6.6, 1.1.1.1", &["10.0.0.1"]), "1.1.1.1");
        assert_eq!(address("10.0.0.1", "1.1.1.1, 10.0.0.2", &["10.0.0.1", "10.0.0.2"]), "1.1.1.1");
        assert_eq!(address("10.0.0.1", "nonsense", &["10.0.0.1"]), "10.0.0.1");
    }
}
