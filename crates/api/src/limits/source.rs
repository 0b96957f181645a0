//! Whose requests are counted together, by network.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    str::FromStr,
};

/// A network that belongs to one subscriber: one address of IPv4, a /64 of IPv6, within which everyone can choose
/// addresses at will.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Network {
    /// One address.
    V4(Ipv4Addr),
    /// The first 64 bits of an address.
    V6(u64),
}

impl Network {
    /// The network of an address; an IPv4 address in the clothes of IPv6 is one of IPv4.
    pub fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self::V4(address),
            IpAddr::V6(address) => Self::V6(u64::try_from(address.to_bits() >> 64).unwrap_or(0)),
        }
    }

    /// A wider one, that one provider's customers share: a /24 of IPv4, the same /64 of IPv6.
    #[must_use]
    pub fn widened(self) -> Self {
        match self {
            Self::V4(address) => Self::V4(Ipv4Addr::from_bits(address.to_bits() & 0xffff_ff00)),
            wide @ Self::V6(_) => wide,
        }
    }

    /// Whether there is no address at all, as on connections that tests make.
    pub fn is_unspecified(self) -> bool {
        self == Self::V4(Ipv4Addr::UNSPECIFIED)
    }

    /// Whether it is this machine.
    pub fn is_loopback(self) -> bool {
        match self {
            Self::V4(address) => address.is_loopback(),
            // The loopback address is the first of the network of zeros.
            Self::V6(bits) => bits == 0,
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::V4(address) => address.fmt(f),
            Self::V6(bits) => write!(f, "{}/64", Ipv6Addr::from_bits(u128::from(*bits) << 64)),
        }
    }
}

/// The text names no network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a network as this shop writes them")]
pub struct NoNetwork;

impl FromStr for Network {
    type Err = NoNetwork;

    /// Reads what `Display` writes.
    fn from_str(text: &str) -> Result<Self, NoNetwork> {
        let address = text.strip_suffix("/64").unwrap_or(text);
        let network = address.parse().map(Self::of).map_err(|_| NoNetwork)?;
        if network.to_string() == text { Ok(network) } else { Err(NoNetwork) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> Network {
        Network::of(address.parse().unwrap())
    }

    #[test]
    fn a_network_of_ipv6_is_one_caller() {
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("2001:db8:1:2::1").to_string(), "2001:db8:1:2::/64");
        assert_eq!("2001:db8:1:2::/64".parse(), Ok(of("2001:db8:1:2::1")));
        assert_eq!("192.0.2.7".parse(), Ok(of("192.0.2.7")));
        assert!("usr_1".parse::<Network>().is_err() && "2001:db8:1:2::1".parse::<Network>().is_err());
        assert_eq!(of("::ffff:192.0.2.7"), of("192.0.2.7"));
        assert_ne!(of("192.0.2.7"), of("192.0.2.8"));
        assert_eq!(of("192.0.2.7").widened(), of("192.0.2.8").widened());
    }

    #[test]
    fn this_machine_is_known_in_both_families() {
        assert!(
            of("127.0.0.1").is_loopback() && of("::1").is_loopback() && of("::ffff:127.0.0.1").is_loopback()
        );
        assert!(!of("192.0.2.7").is_loopback() && !of("2001:db8::1").is_loopback());
    }

    proptest::proptest! {
        #[test]
        fn networks_are_read_as_they_are_written(text in "[0-9a-f:./]{0,45}", bits in proptest::prelude::any::<u128>()) {
            if let Ok(network) = text.parse::<Network>() {
                proptest::prop_assert_eq!(network.to_string(), text);
            }
            let network = Network::of(Ipv6Addr::from_bits(bits).into());
            proptest::prop_assert_eq!(network.to_string().parse(), Ok(network));
        }
    }
}
