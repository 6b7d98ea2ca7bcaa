//! Host ports: who wants which, and who else may hold it (G7).

use super::{Finding, Mend, OfAnswers, Place};
use crate::values::Port;

/// One service's wish for one port of the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim<'s> {
    pub field: &'s str,
    /// Who wants it, in words.
    pub what: &'s str,
    pub port: Port,
    /// A browser is meant to open it.
    pub page: bool,
    /// The world expects it at its number: there is nothing better to offer.
    pub open: bool,
}

/// What the Fetch standard calls "bad ports": a browser refuses to open them.
const REFUSED_BY_BROWSERS: [u16; 83] = [
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103,
    104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514,
    515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723,
    2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];

/// macOS answers on these itself, for AirPlay.
const HELD_BY_MACOS: [u16; 2] = [5000, 7000];

/// From here on Windows hands out ports as it likes, and Hyper-V reserves whole ranges.
const FIRST_DYNAMIC: u16 = 49152;

const FIRST_UNPRIVILEGED: u16 = 1024;

pub fn check(claims: &[Claim]) -> Vec<Finding> {
    let taken = Taken::by(claims);
    let found = |(at, claim)| clash(claims, at, &taken).or_else(|| caution(&taken, claim));
    claims.iter().enumerate().filter_map(found).collect()
}

/// How many claim each port there is, up to two.
struct Taken(Vec<u8>);

impl Taken {
    fn by(claims: &[Claim]) -> Self {
        let mut times = vec![0; usize::from(u16::MAX) + 1];
        for claim in claims {
            let times = &mut times[usize::from(claim.port.number())];
            *times = 2.min(*times + 1);
        }
        Self(times)
    }

    fn times(&self, port: Port) -> u8 {
        self.0[usize::from(port.number())]
    }
}

/// The first to claim a port keeps it; each later one is asked to move.
fn clash(claims: &[Claim], at: usize, taken: &Taken) -> Option<Finding> {
    let claim = &claims[at];
    if taken.times(claim.port) < 2 {
        return None;
    }
    let earlier = claims[..at].iter().find(|other| other.port == claim.port)?;
    let problem = OfAnswers::PortTaken { port: claim.port.number(), by: earlier.what.to_owned() };
    Some(offer(Finding::error(Place::Field(claim.field.to_owned()), problem), taken, claim))
}

fn caution(taken: &Taken, claim: &Claim) -> Option<Finding> {
    let port = claim.port.number();
    let problem = if claim.page && REFUSED_BY_BROWSERS.contains(&port) {
        OfAnswers::PortRefusedByBrowsers { port }
    } else if claim.open {
        return None;
    } else if port < FIRST_UNPRIVILEGED {
        OfAnswers::PortPrivileged { port }
    } else if HELD_BY_MACOS.contains(&port) {
        OfAnswers::PortHeldByMacos { port }
    } else if port >= FIRST_DYNAMIC {
        OfAnswers::PortDynamic { port }
    } else {
        return None;
    };
    Some(offer(Finding::warning(Place::Field(claim.field.to_owned()), problem), taken, claim))
}

fn offer(finding: Finding, taken: &Taken, claim: &Claim) -> Finding {
    match free(taken, claim.port) {
        Some(port) => {
            let value = port.number().to_string();
            finding.mend(Mend::Set { key: claim.field.to_owned(), value })
        }
        None => finding,
    }
}

/// The nearest port that nobody here claims and nothing speaks against: above, else below.
fn free(taken: &Taken, near: Port) -> Option<Port> {
    let good = |port: &Port| {
        let number = port.number();
        (FIRST_UNPRIVILEGED..FIRST_DYNAMIC).contains(&number)
            && !REFUSED_BY_BROWSERS.contains(&number)
            && !HELD_BY_MACOS.contains(&number)
            && taken.times(*port) == 0
    };
    let from_start = Port::try_from("1").ok()?;
    near.following().find(good).or_else(|| from_start.following().find(good))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn claim<'a>(field: &'a str, port: &str) -> Claim<'a> {
        Claim { field, what: field, port: Port::try_from(port).unwrap(), page: true, open: false }
    }

    fn offered(findings: &[Finding]) -> Vec<String> {
        let value = |finding: &Finding| match finding.mend.clone() {
            Some(Mend::Set { value, .. }) => value,
            other => panic!("{other:?}"),
        };
        findings.iter().map(value).collect()
    }

    #[test]
    fn g7_a_clash_is_an_error_on_the_later_one_with_a_free_port() {
        let findings = check(&[claim("A", "3000"), claim("B", "3001"), claim("C", "3000")]);
        let taken = OfAnswers::PortTaken { port: 3000, by: "A".to_owned() };
        let mend = Mend::Set { key: "C".to_owned(), value: "3002".to_owned() };
        assert_eq!(findings, [Finding::error(Place::Field("C".to_owned()), taken).mend(mend)]);
    }

    #[test]
    fn g7_each_of_three_is_offered_a_port() {
        assert_eq!(check(&[claim("A", "3000"), claim("B", "3000"), claim("C", "3000")]).len(), 2);
    }

    #[test]
    fn g7_what_speaks_against_a_port_is_a_warning() {
        for (port, problem, better) in [
            ("6000", OfAnswers::PortRefusedByBrowsers { port: 6000 }, "6001"),
            ("80", OfAnswers::PortPrivileged { port: 80 }, "1024"),
            ("5000", OfAnswers::PortHeldByMacos { port: 5000 }, "5001"),
            ("50000", OfAnswers::PortDynamic { port: 50000 }, "1024"),
        ] {
            let findings = check(&[claim("A", port)]);
            assert!(!findings[0].is_error());
            assert_eq!(findings[0].problem, problem.into());
            assert_eq!(offered(&findings), [better]);
        }
    }

    #[test]
    fn g7_a_database_may_have_a_port_that_browsers_refuse() {
        assert!(check(&[Claim { page: false, ..claim("A", "6000") }]).is_empty());
    }

    #[test]
    fn g7_the_world_s_own_port_is_where_it_belongs() {
        assert!(check(&[Claim { open: true, ..claim("A", "443") }]).is_empty());
    }

    #[test]
    fn an_ordinary_port_is_fine() {
        assert!(check(&[claim("A", "3000"), claim("B", "3001")]).is_empty());
    }
}
