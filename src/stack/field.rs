//! One thing that a person is asked. Its key is the name of its variable everywhere.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use super::{Condition, Paths};
use crate::messages::values as say;
use crate::values::{
    Decimal, Email, HostName, HostPath, Identifier, Integer, Name, Port, Registry, Tag, printable,
};

/// As programs read it: what stands in the bits behind the last byte is passed over.
const BASE64: GeneralPurpose =
    GeneralPurpose::new(&STANDARD, GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true));

#[derive(Debug)]
pub struct Field {
    pub key: &'static str,
    /// The keys that it had before, which links still hold.
    pub formerly: &'static [&'static str],
    pub section: &'static str,
    pub label: &'static str,
    pub help: &'static str,
    pub kind: Kind,
    /// What the field holds until it is changed. Empty: nothing.
    pub default: &'static str,
    /// The field that says what it holds while it is empty. Empty: none.
    pub default_from: &'static str,
    /// What it holds instead in some profiles.
    pub profile_defaults: &'static [(&'static str, &'static str)],
    /// The stack does not start without a value.
    pub required: bool,
    /// It is asked, and required if so, only while these fields hold these values.
    pub asked_when: &'static [(&'static str, &'static str)],
    /// With any of these add-ons it is asked too.
    pub asked_with: &'static [&'static str],
    /// What its text begins with: one of these. Empty: with anything.
    pub begins: &'static [&'static str],
    /// `ms`, `USD`; shown behind the input.
    pub unit: &'static str,
    pub cautions: &'static [Caution],
}

/// Said once the field holds such a value.
#[derive(Clone, Copy, Debug)]
pub struct Caution {
    pub trigger: Trigger,
    pub say: &'static str,
    /// Nothing is handed over: it is an error, not a warning.
    pub refuse: bool,
    pub when: Condition,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    Always,
    Value(&'static str),
    /// Any number above this one.
    Above(u64),
}

impl Trigger {
    pub fn is_met_by(self, value: &str) -> bool {
        match self {
            Self::Always => true,
            Self::Value(known) => known == value,
            Self::Above(most) => value.parse::<u64>().is_ok_and(|number| number > most),
        }
    }
}

/// A variable that the stack's documents name and that no program of it reads: an example shows it, and nobody is asked.
#[derive(Debug)]
pub struct Unread {
    pub key: &'static str,
    pub section: &'static str,
    pub example: &'static str,
    /// What holds instead.
    pub say: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// Values with commas between them.
    List,
    Identifier,
    Port,
    Integer {
        least: u64,
        most: u64,
    },
    Decimal {
        least: u32,
    },
    /// `true` or `false`.
    Switch,
    Choice(&'static [OptionItem]),
    Registry,
    Tag,
    /// The name by which others reach a machine.
    HostName,
    Email,
    /// What an engine's network is called.
    Name,
    /// A file or folder of this machine.
    Path,
    Secret(SecretRule),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OptionItem {
    pub value: &'static str,
    pub label: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecretRule {
    pub origin: Origin,
    /// Where it is kept where secrets travel as files.
    pub file: Paths,
    pub form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Berth makes it.
    Generated(Recipe),
    /// Only its owner has it: where to get it.
    Owner(&'static str),
}

/// How a secret is made from random bytes. Each gives at least 128 bits; the build refuses less (G3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipe {
    /// So many letters and digits: safe in a URL, a connection string and a shell.
    Letters(u16),
    /// The base64 of so many bytes.
    Base64(u16),
}

/// What a secret must look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    pub min_length: usize,
    /// It starts with one of these, if there are any.
    pub prefixes: &'static [&'static str],
    /// Letters, digits, `_` and `-` only.
    pub word: bool,
    /// The base64 of at least so many bytes; 0: not base64.
    pub base64_bytes: usize,
}

impl Recipe {
    /// The entropy of what it makes, rounded down.
    pub fn bits(self) -> u32 {
        match self {
            // log2(62) = 5.954…
            Self::Letters(count) => u32::from(count) * 5954 / 1000,
            Self::Base64(bytes) => u32::from(bytes) * 8,
        }
    }
}

impl Field {
    /// What the field holds in a profile until it is changed.
    pub fn default_in(&self, profile: &str) -> &'static str {
        let own = self.profile_defaults.iter().find(|(name, _)| *name == profile);
        own.map_or(self.default, |(_, value)| value)
    }

    pub fn secret(&self) -> Option<&SecretRule> {
        match &self.kind {
            Kind::Secret(rule) => Some(rule),
            _ => None,
        }
    }

    /// Whether it takes this text, which is not empty.
    pub fn check(&self, raw: &str) -> Result<(), String> {
        self.kind.check(raw)?;
        let is_one = self.begins.is_empty() || self.begins.iter().any(|begin| raw.starts_with(begin));
        if is_one { Ok(()) } else { Err(say::begin(self.begins, raw)) }
    }

    /// What a secret begins with that Berth makes of letters. Empty: with the letters.
    pub fn prefix(&self) -> &'static str {
        let form = self.secret().map(|rule| rule.form).unwrap_or_default();
        form.prefixes.first().copied().unwrap_or_default()
    }

    /// Berth can make its value.
    pub fn recipe(&self) -> Option<Recipe> {
        match self.secret()?.origin {
            Origin::Generated(recipe) => Some(recipe),
            Origin::Owner(_) => None,
        }
    }
}

impl Kind {
    pub fn id(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::List => "list",
            Self::Identifier => "identifier",
            Self::Port => "port",
            Self::Integer { .. } => "integer",
            Self::Decimal { .. } => "decimal",
            Self::Switch => "switch",
            Self::Choice(_) => "choice",
            Self::Registry => "registry",
            Self::Tag => "tag",
            Self::HostName => "host-name",
            Self::Email => "email",
            Self::Name => "name",
            Self::Path => "path",
            Self::Secret(_) => "secret",
        }
    }

    /// Whether a value that is not empty is of this kind.
    pub fn check(&self, raw: &str) -> Result<(), String> {
        printable(raw)?;
        match self {
            Self::Text | Self::List => Ok(()),
            Self::Identifier => Identifier::try_from(raw).map(drop),
            Self::Port => Port::try_from(raw).map(drop),
            Self::Integer { least, most } => Integer::within(raw, *least, *most).map(drop),
            Self::Decimal { least } => Decimal::at_least(raw, *least).map(drop),
            Self::Switch => one_of(raw, &["true", "false"]),
            Self::Choice(options) => {
                one_of(raw, &options.iter().map(|option| option.value).collect::<Vec<_>>())
            }
            Self::Registry => Registry::try_from(raw).map(drop),
            Self::Tag => Tag::try_from(raw).map(drop),
            Self::HostName => HostName::try_from(raw).map(drop),
            Self::Email => Email::try_from(raw).map(drop),
            Self::Name => Name::try_from(raw).map(drop),
            Self::Path => HostPath::try_from(raw).map(drop),
            Self::Secret(rule) => rule.form.check(raw),
        }
    }
}

fn one_of(raw: &str, options: &[&str]) -> Result<(), String> {
    if options.contains(&raw) { Ok(()) } else { Err(say::choice(raw, options)) }
}

impl Form {
    fn check(&self, raw: &str) -> Result<(), String> {
        let length = raw.chars().count();
        if !self.prefixes.is_empty() && !self.prefixes.iter().any(|prefix| raw.starts_with(prefix)) {
            return Err(say::secret_prefix(self.prefixes));
        }
        if self.word && !raw.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') {
            return Err(say::secret_characters());
        }
        if length < self.min_length {
            return Err(say::secret_too_short(self.min_length, length));
        }
        if self.base64_bytes > 0 {
            let bytes = decoded_len(raw).ok_or_else(say::secret_not_base64)?;
            if bytes < self.base64_bytes {
                return Err(say::secret_bytes(self.base64_bytes, bytes));
            }
        }
        Ok(())
    }
}

/// How many bytes a text stands for, if it is base64. They are a secret.
fn decoded_len(text: &str) -> Option<usize> {
    let mut bytes = Zeroizing::new(vec![0; text.len()]);
    BASE64.decode_slice(text, &mut bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn github() -> Form {
        Form { prefixes: &["ghp_", "github_pat_"], word: true, min_length: 40, base64_bytes: 0 }
    }

    #[test]
    fn a_form_asks_prefix_letters_and_length() {
        assert!(github().check(&format!("ghp_{}", "a".repeat(36))).is_ok());
        assert!(github().check(&format!("xxx_{}", "a".repeat(36))).unwrap_err().contains("github_pat_"));
        assert!(github().check(&format!("ghp_{} ", "a".repeat(36))).unwrap_err().contains("space"));
        assert!(github().check("ghp_short").unwrap_err().contains("at least 40"));
    }

    #[test]
    fn a_form_asks_for_base64() {
        let form = Form { base64_bytes: 32, ..Form::default() };
        assert!(form.check("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=").is_ok());
        assert!(form.check("AAAA").unwrap_err().contains("found 3 bytes"));
        assert!(form.check("not base64!").is_err());
        let lengths = [("", 0), ("Zg==", 1), ("Zh==", 1), ("Zm8=", 2), ("Zm9v", 3), ("+/8=", 2)];
        for (text, length) in lengths {
            assert_eq!(decoded_len(text), Some(length), "{text}");
        }
        for other in ["a", "ab", "====", "Zg=a", "Zg-_", "Zm9v\n", "Zg==Zg==", "Zm9v===="] {
            assert_eq!(decoded_len(other), None, "{other:?}");
        }
    }

    #[test]
    fn a_finding_never_shows_a_secret() {
        for message in [
            github().check("hunter2secret"),
            Form { base64_bytes: 9, ..Form::default() }.check("hunter2secret"),
        ] {
            assert!(!message.unwrap_err().contains("hunter2"));
        }
    }

    #[test]
    fn every_kind_refuses_a_line_break() {
        for kind in [Kind::Text, Kind::List, Kind::Switch, Kind::Tag] {
            assert!(kind.check("a\nb").is_err());
        }
    }
}
