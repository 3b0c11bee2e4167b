//! Who may ask the workbench: only its own page, in a browser on this machine.

/// What a request says of itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// True where it changes nothing (GET, HEAD).
    pub reads: bool,
    /// Path and query.
    pub address: &'a str,
    /// The header `Host`.
    pub host: Option<&'a str>,
    /// The header `Origin`.
    pub origin: Option<&'a str>,
    /// The header `Sec-Fetch-Site`.
    pub site: Option<&'a str>,
    /// The header `X-Duibiao`, which a form of another page cannot send.
    pub own: Option<&'a str>,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was sent to another name than ours: a page that lets its own name lead here (DNS rebinding).
    Host,
    /// It comes from a page of another origin.
    Origin,
    /// It does not know the address.
    Address,
}

/// The address of one run of the workbench.
#[derive(Clone, Debug)]
pub struct Guard {
    token: String,
    port: u16,
}

impl Guard {
    /// The guard of a port; `chance` are bytes that nobody can guess.
    #[must_use]
    pub fn new(port: u16, chance: &[u8]) -> Self {
        Self { token: chance.iter().map(|byte| format!("{byte:02x}")).collect(), port }
    }

    /// Where the page is.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    /// What is asked for, behind the token.
    ///
    /// # Errors
    /// The reason why it is not answered.
    pub fn admits<'a>(&self, asked: &Asked<'a>) -> Result<&'a str, Refusal> {
        let names = [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        if !asked.host.is_some_and(|host| names.iter().any(|name| name == host)) {
            return Err(Refusal::Host);
        }
        let ours = |origin: &str| origin.strip_prefix("http://").is_some_and(|name| asked.host == Some(name));
        if asked.origin.is_some_and(|origin| !ours(origin)) {
            return Err(Refusal::Origin);
        }
        let foreign = asked.site.is_some_and(|site| !matches!(site, "same-origin" | "none"));
        if !asked.reads && (foreign || asked.own.is_none()) {
            return Err(Refusal::Origin);
        }
        let behind = asked.address.strip_prefix('/').and_then(|rest| rest.split_once('/'));
        let (token, rest) = behind.ok_or(Refusal::Address)?;
        if same(token, &self.token) { Ok(rest) } else { Err(Refusal::Address) }
    }
}

/// True where both are the same; how long it takes tells nothing of where they differ.
fn same(one: &str, other: &str) -> bool {
    let differ = one.bytes().zip(other.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b));
    one.len() == other.len() && differ == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: Option<&str> = Some("127.0.0.1:4000");

    fn guard() -> Guard {
        Guard::new(4000, &[0xab, 0xcd])
    }

    fn read(address: &str) -> Asked<'_> {
        Asked { reads: true, address, host: HOST, ..Asked::default() }
    }

    #[test]
    fn the_own_page_is_answered() {
        assert_eq!(guard().address(), "http://127.0.0.1:4000/abcd/");
        assert_eq!(guard().admits(&read("/abcd/state?since=3")), Ok("state?since=3"));
        let written = Asked {
            reads: false,
            origin: Some("http://127.0.0.1:4000"),
            site: Some("same-origin"),
            own: Some("1"),
            ..read("/abcd/undo")
        };
        assert_eq!(guard().admits(&written), Ok("undo"));
    }

    #[test]
    fn who_does_not_know_the_address_gets_nothing() {
        for address in ["/", "/abcd", "/abce/state", "/abc/state", "/abcd0/state", "//state", "/%61bcd/state"]
        {
            assert_eq!(guard().admits(&read(address)), Err(Refusal::Address), "{address}");
        }
    }

    #[test]
    fn another_name_that_leads_here_gets_nothing() {
        for host in [None, Some("evil.example:4000"), Some("127.0.0.1:80"), Some("127.0.0.1"), Some("")] {
            assert_eq!(guard().admits(&Asked { host, ..read("/abcd/") }), Err(Refusal::Host), "{host:?}");
        }
    }

    #[test]
    fn a_page_of_another_origin_changes_nothing_though_it_knew_the_address() {
        let asked = Asked { reads: false, own: Some("1"), ..read("/abcd/undo") };
        for origin in ["https://evil.example", "null", "http://127.0.0.1:4001", "http://localhost:4000"] {
            let asked = Asked { origin: Some(origin), ..asked };
            assert_eq!(guard().admits(&asked), Err(Refusal::Origin), "{origin}");
        }
        let asked_by = |site| guard().admits(&Asked { site: Some(site), ..asked });
        assert_eq!(asked_by("cross-site"), Err(Refusal::Origin));
        assert_eq!(asked_by("same-site"), Err(Refusal::Origin));
        assert_eq!(guard().admits(&Asked { own: None, ..asked }), Err(Refusal::Origin));
    }
}
