//! Whose request it is, by network address.

use std::net::{IpAddr, SocketAddr};

use actix_web::{HttpRequest, dev::RequestHead};

use crate::state::State;

/// The address that a request came from, as the shop's trusted proxies tell it.
pub fn address_of(request: &HttpRequest) -> Option<IpAddr> {
    let state = request.app_data::<State>();
    let trusted = state.map(|state| state.config.http.trusted_proxies.as_slice()).unwrap_or_default();
    client_address(request.head(), trusted)
}

/// The address of the peer, or what a trusted proxy says of it: the right-most address of `X-Forwarded-For`
/// that is not itself a trusted proxy. What an untrusted peer writes there is ignored (ASVS 15.3.4). Reading stops at
/// what is no address: whatever stands left of it, nobody vouches for.
fn client_address(head: &RequestHead, trusted_proxies: &[IpAddr]) -> Option<IpAddr> {
    let peer = head.peer_addr?.ip().to_canonical();
    if !trusted_proxies.contains(&peer) {
        return Some(peer);
    }
    let forwarded = head.headers.get_all("x-forwarded-for").collect::<Vec<_>>();
    let entries = forwarded.into_iter().rev().flat_map(|value| value.to_str().unwrap_or("?").rsplit(','));
    let client = entries
        .map(|entry| entry_address(entry.trim()))
        .find(|address| !address.is_some_and(|address| trusted_proxies.contains(&address)));
    Some(client.flatten().unwrap_or(peer))
}

/// An address, with or without a port.
fn entry_address(entry: &str) -> Option<IpAddr> {
    let plain = entry.parse::<IpAddr>().ok();
    plain.or_else(|| Some(entry.parse::<SocketAddr>().ok()?.ip())).map(|address| address.to_canonical())
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
    #[test]
    fn what_stands_left_of_something_unreadable_is_not_believed() {
        let proxy = ["10.0.0.1"];
        assert_eq!(address("10.0.0.1", "6.6.6.6, unknown", &proxy), "10.0.0.1");
        assert_eq!(address("10.0.0.1", "6.6.6.6, 1.1.1.1:4711", &proxy), "1.1.1.1");
        assert_eq!(address("10.0.0.1", "6.6.6.6, ::ffff:1.1.1.1", &proxy), "1.1.1.1");
        assert_eq!(address("10.0.0.1", "6.6.6.6,", &proxy), "10.0.0.1");
    }

    #[test]
    fn of_several_headers_the_last_is_the_nearest() {
        let request = TestRequest::get()
            .peer_addr("10.0.0.1:1000".parse().unwrap())
            .append_header(("x-forwarded-for", "6.6.6.6"))
            .append_header(("x-forwarded-for", "1.1.1.1"))
            .append_header(("forwarded", "for=7.7.7.7"))
            .append_header(("x-real-ip", "8.8.8.8"))
            .to_srv_request();
        let trusted = ["10.0.0.1".parse().unwrap()];
        assert_eq!(client_address(request.head(), &trusted).unwrap().to_string(), "1.1.1.1");
    }
}
