//! A port as a service publishes it: `[address:][host:]container[/protocol]`, or the same as a mapping.

use std::fmt;

use super::values::Values;
use crate::yaml::Value;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Port {
    /// Empty for all of the machine's.
    address: String,
    /// A number, or a range.
    host: String,
    protocol: String,
}

impl Port {
    /// None where the host's port is left to Docker.
    pub fn read(entry: &Value, values: &Values) -> Option<Self> {
        if entry.is_mapping() {
            let text = |key: &str| entry.get(key).and_then(Value::as_str).map(|text| values.fill(text));
            let number = entry.get("published").and_then(Value::as_u64).map(|number| number.to_string());
            let host = number.or_else(|| text("published"))?;
            let protocol = text("protocol").unwrap_or_else(|| "tcp".to_owned());
            return Self::fixed(text("host_ip").unwrap_or_default(), host, protocol);
        }
        let text = values.fill(entry.as_str()?);
        let (rest, protocol) = text.split_once('/').unwrap_or((&text, "tcp"));
        let (host, _container) = rest.rsplit_once(':')?;
        let (address, host) = host.rsplit_once(':').unwrap_or(("", host));
        Self::fixed(address.trim_matches(['[', ']']).to_owned(), host.to_owned(), protocol.to_owned())
    }

    fn fixed(address: String, host: String, protocol: String) -> Option<Self> {
        let address = if matches!(&*address, "0.0.0.0" | "::") { String::new() } else { address };
        (!matches!(&*host, "" | "0")).then_some(Self { address, host, protocol })
    }

    /// One for each of several replicas.
    pub fn is_range(&self) -> bool {
        self.host.contains('-')
    }

    /// Only one of them can be had.
    pub fn excludes(&self, other: &Self) -> bool {
        let same_address =
            self.address == other.address || self.address.is_empty() || other.address.is_empty();
        same_address && self.host == other.host && self.protocol == other.protocol
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.host)?;
        if self.protocol == "tcp" { Ok(()) } else { write!(f, "/{}", self.protocol) }
    }
}
