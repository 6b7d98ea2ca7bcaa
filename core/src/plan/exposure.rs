//! Who can reach what, from the widest ring to the narrowest: the internet, the local network, this machine, other
//! containers.

use super::{Plan, Port, Service};
use crate::stack::Kind;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ring {
    Internet,
    /// Every network that the machine is in: that is the internet too where the machine has a public address.
    Networks,
    Machine,
    Containers,
}

impl Ring {
    pub const ALL: [Self; 4] = [Self::Internet, Self::Networks, Self::Machine, Self::Containers];
}

/// One way to one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach<'s> {
    pub ring: Ring,
    pub service: &'s str,
    /// What to type there.
    pub address: String,
    /// What is found there: the port's own purpose, or what the service is.
    pub purpose: String,
    /// The field that moves it, if one does.
    pub field: Option<&'s str>,
    /// The network of others from which it is reached. None: it is the stack's own.
    pub network: Option<String>,
}

/// Stands for a name or an address of the machine that the plan does not know.
pub const MACHINE: &str = "MACHINE";

/// In the order of the rings.
pub fn reaches<'s>(plan: &Plan<'s>) -> Vec<Reach<'s>> {
    let all: Vec<Reach<'s>> = plan.services.iter().flat_map(|service| ways_to(plan, service)).collect();
    let ring = |ring: Ring| all.iter().filter(move |reach| reach.ring == ring).cloned();
    Ring::ALL.into_iter().flat_map(ring).collect()
}

fn ways_to<'s>(plan: &Plan<'s>, service: &Service<'s>) -> Vec<Reach<'s>> {
    let mut found = Vec::new();
    for port in &service.ports {
        let (ring, host) = whence(plan, service, port);
        let address = address(port, &host);
        let (field, purpose) = (Some(port.rule.field.as_str()), port.rule.purpose.clone());
        found.push(Reach { ring, service: service.id, address, purpose, field, network: None });
    }
    let inside = |address: String, field, network| Reach {
        ring: Ring::Containers,
        service: service.id,
        address,
        purpose: service.manifest.title(),
        field,
        network,
    };
    for join in &service.joins {
        found.push(inside(join.alias.clone(), Some(&join.field), plan.said(&join.field)));
    }
    let ports = listens(service);
    if ports.is_empty() {
        found.push(inside(service.id.to_owned(), None, None));
    }
    for port in ports {
        found.push(inside(format!("{}:{port}", service.id), None, None));
    }
    found
}

/// The ring that a published port stands in, and what the machine is called there.
fn whence(plan: &Plan, service: &Service, port: &Port) -> (Ring, String) {
    if port.rule.open {
        return (Ring::Internet, domain(plan, service).unwrap_or_else(|| MACHINE.to_owned()));
    }
    let bind = plan.said(&plan.stack.bind).unwrap_or_default();
    if port.rule.loopback || bind.starts_with("127.") || bind == "localhost" || bind == "::1" {
        return (Ring::Machine, "localhost".to_owned());
    }
    let any = bind.is_empty() || bind == "0.0.0.0" || bind == "::";
    (Ring::Networks, if any { MACHINE.to_owned() } else { bind })
}

/// The name under which a service is known to the world: it is told.
fn domain(plan: &Plan, service: &Service) -> Option<String> {
    let keys = service.environment.iter().flat_map(|(_, text)| text.fields());
    let mut names = keys
        .map(|(key, _)| key)
        .filter(|key| plan.stack.field(key).is_some_and(|field| field.kind() == Kind::HostName));
    let key = names.next()?;
    // Better the field's name than nothing.
    Some(plan.said(key).unwrap_or_else(|| key.to_owned()))
}

/// As a link where a browser opens it.
fn address(port: &Port, host: &str) -> String {
    let (rule, number) = (port.rule, port.host.number());
    if rule.udp {
        return format!("{host}:{number}/udp");
    }
    // A port for the whole world is the world's own: 80 and 443 inside, whatever it is outside.
    let scheme = match (rule.open, rule.container) {
        (true, 443) => "https",
        (true, 80) => "http",
        _ if rule.page.is_none() => return format!("{host}:{number}"),
        _ => "http",
    };
    let usual = if scheme == "https" { 443 } else { 80 };
    let page = rule.page.as_deref().unwrap_or("/");
    if number == usual {
        format!("{scheme}://{host}{page}")
    } else {
        format!("{scheme}://{host}:{number}{page}")
    }
}

/// On what it listens, as far as the manifest says: in any profile, published or not.
fn listens(service: &Service) -> Vec<u16> {
    let mut ports = Vec::new();
    for rule in service.manifest.ports.iter().filter(|rule| !rule.udp) {
        if !ports.contains(&rule.container) {
            ports.push(rule.container);
        }
    }
    ports
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::catalogue;
    use crate::plan::make;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn map(change: impl FnOnce(&mut Answers)) -> Vec<Reach<'static>> {
        let mut answers = Answers::new(catalogue::first());
        change(&mut answers);
        reaches(&make(catalogue::first(), &answers).unwrap())
    }

    fn addresses<'a>(map: &'a [Reach], ring: Ring) -> Vec<&'a str> {
        map.iter().filter(|reach| reach.ring == ring).map(|reach| reach.address.as_str()).collect()
    }

    #[test]
    fn in_development_everything_is_for_this_machine() {
        let map = map(|_| {});
        assert!(addresses(&map, Ring::Internet).is_empty() && addresses(&map, Ring::Networks).is_empty());
        let here = addresses(&map, Ring::Machine);
        assert!(here.contains(&"http://localhost:3001/") && here.contains(&"localhost:5432"), "{here:?}");
        let inside = addresses(&map, Ring::Containers);
        assert!(inside.contains(&"postgres:5432") && inside.contains(&"tamma-engine"), "{inside:?}");
    }

    #[test]
    fn bound_to_every_address_it_is_for_every_network() {
        let map = map(|answers| {
            answers.set("BIND_ADDRESS", "0.0.0.0");
            answers.set("DOMAIN", "tamma.example.com");
            answers.addons = vec!["https".into()];
        });
        assert!(addresses(&map, Ring::Networks).contains(&"MACHINE:5432"));
        // What asks for no password stays on this machine.
        let here = [
            "http://localhost:5000/health",
            "http://localhost:3000/health",
            "http://localhost:3100/api/health",
        ];
        assert_eq!(addresses(&map, Ring::Machine), here);
    }

    #[test]
    fn g4_in_production_the_front_door_alone_is_published() {
        let map = map(|answers| answers.profile = "prod".into());
        assert_eq!(addresses(&map, Ring::Machine), ["http://localhost:3001/"]);
        let inside = addresses(&map, Ring::Containers);
        assert!(inside.contains(&"gateway:80") && inside.contains(&"postgres:5432"), "{inside:?}");
    }

    #[test]
    fn with_https_the_domain_is_for_the_internet_wherever_the_rest_is_bound() {
        let map = map(|answers| {
            answers.addons = vec!["https".into()];
            answers.set("DOMAIN", "tamma.example.com");
            answers.set("HTTP_PORT", "8080");
        });
        let open = addresses(&map, Ring::Internet);
        assert_eq!(
            open,
            ["http://tamma.example.com:8080/", "https://tamma.example.com/", "tamma.example.com:443/udp"]
        );
    }

    #[test]
    fn behind_a_proxy_the_front_door_is_in_the_proxy_s_network() {
        let map = map(|answers| {
            answers.profile = "prod".into();
            answers.addons = vec!["own-proxy".into()];
            answers.set("PROXY_NETWORK", "edge");
        });
        assert!(map.iter().all(|reach| reach.ring == Ring::Containers));
        let front = map.iter().find(|reach| reach.network.is_some()).unwrap();
        assert_eq!((front.address.as_str(), front.network.as_deref()), ("tamma-front", Some("edge")));
        assert_eq!((front.service, front.field), ("gateway", Some("PROXY_NETWORK")));
    }

    #[test]
    fn every_published_port_is_on_the_map_once() {
        let stack = catalogue::first();
        for profile in &stack.profiles {
            let mut answers = Answers::new(stack);
            profile.id.clone_into(&mut answers.profile);
            let plan = make(stack, &answers).unwrap();
            let ports = plan.services.iter().map(|service| service.ports.len()).sum::<usize>();
            let outside = reaches(&plan).iter().filter(|reach| reach.ring != Ring::Containers).count();
            assert_eq!(outside, ports, "{}", profile.id);
        }
    }
}
