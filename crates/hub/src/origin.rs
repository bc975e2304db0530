//! Which web pages may open sockets: an exact list of origins, and nothing else.

use std::net::SocketAddr;

/// The origins whose pages may connect.
#[derive(Clone, Debug)]
pub struct Origins {
    /// The hub's own: those under which its console is opened.
    own: Vec<String>,
    /// The shops'.
    shops: Vec<String>,
}

/// An origin that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not an origin; write scheme, host and port only, such as `https://shop.example`")]
pub struct InvalidOrigin {
    found: String,
}

impl Origins {
    /// The origins for a hub that listens on `address` and is reached under `public`, if that is another one.
    ///
    /// # Errors
    /// [`InvalidOrigin`] for one that holds a path, a blank, or no scheme.
    pub fn new(address: SocketAddr, public: Option<&str>, shops: &[String]) -> Result<Self, InvalidOrigin> {
        let own = match public {
            Some(origin) => vec![checked(origin)?],
            None => {
                ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("http://{host}:{}", address.port())).to_vec()
            }
        };
        let shops = shops.iter().map(|origin| checked(origin)).collect::<Result<_, _>>()?;
        Ok(Self { own, shops })
    }

    /// Whether a page of `origin` may connect as a shopper. A missing header, `null` and look-alikes may not.
    pub fn allows_shopper(&self, origin: Option<&str>) -> bool {
        origin.is_some_and(|origin| self.shops.iter().chain(&self.own).any(|known| known == origin))
    }

    /// Whether a page of `origin` may act as an agent: the console's own only.
    pub fn allows_agent(&self, origin: Option<&str>) -> bool {
        origin.is_some_and(|origin| self.own.iter().any(|known| known == origin))
    }
}

fn checked(origin: &str) -> Result<String, InvalidOrigin> {
    let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    let is_host = |host: &str| {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-:[]".contains(&byte);
        !host.is_empty() && host.bytes().all(is_plain)
    };
    match host {
        Some(host) if is_host(host) => Ok(origin.to_owned()),
        _ => Err(InvalidOrigin { found: origin.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins() -> Origins {
        let address = "127.0.0.1:8080".parse().expect("an address");
        Origins::new(address, None, &["https://shop.example".to_owned()]).expect("valid")
    }

    #[test]
    fn only_exactly_listed_origins_connect() {
        assert!(origins().allows_shopper(Some("https://shop.example")));
        assert!(origins().allows_shopper(Some("http://localhost:8080")));
        let refused = [
            "null",
            "https://evil-shop.example",
            "https://shop.example.evil",
            "http://shop.example",
            "https://shop.example:444",
        ];
        for origin in refused {
            assert!(!origins().allows_shopper(Some(origin)), "{origin}");
        }
        assert!(!origins().allows_shopper(None));
    }

    #[test]
    fn a_shops_page_is_no_console() {
        assert!(!origins().allows_agent(Some("https://shop.example")));
        assert!(origins().allows_agent(Some("http://127.0.0.1:8080")));
        assert!(!origins().allows_agent(None));
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        let address = "127.0.0.1:1".parse().expect("an address");
        for bad in [
            "shop.example",
            "https://",
            "https://shop.example/",
            "https://a b",
            "*",
            "https://*.example",
            "HTTPS://shop.example",
        ] {
            assert!(Origins::new(address, Some(bad), &[]).is_err(), "{bad}");
        }
    }
}
