//! One thing that a person is asked. Its key is the name of its variable everywhere.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};
use serde::{Deserialize, Deserializer, Serialize};
use zeroize::Zeroizing;

use super::keyed::HasKey;
use super::{Condition, short};
use crate::packed;
use crate::values::{
    Decimal, Email, HostName, HostPath, Identifier, Integer, Name, Port, Registry, Tag, Wrong, printable,
};

/// As programs read it: what stands in the bits behind the last byte is passed over.
const BASE64: GeneralPurpose =
    GeneralPurpose::new(&STANDARD, GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true));

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Field {
    pub key: String,
    /// The keys that it had before, which links still hold.
    #[serde(default)]
    pub formerly: Vec<String>,
    pub section: String,
    pub label: String,
    pub help: String,
    pub(super) kind: KindName,
    /// What the field holds until it is changed. Empty: nothing.
    #[serde(default, deserialize_with = "short::scalar")]
    pub default: String,
    /// The field that says what it holds while it is empty, if one does.
    pub default_from: Option<String>,
    /// What it holds instead in some profiles.
    #[serde(default, deserialize_with = "short::texts", serialize_with = "short::mapping")]
    pub default_in: Vec<(String, String)>,
    /// The stack does not start without a value.
    #[serde(default)]
    pub required: bool,
    /// It is asked, and required if so, only while these fields hold these values.
    #[serde(default, deserialize_with = "short::texts", serialize_with = "short::mapping")]
    pub asked_when: Vec<(String, String)>,
    /// With any of these add-ons it is asked too.
    #[serde(default)]
    pub asked_with: Vec<String>,
    /// No program reads it: it is kept with the answers for the next time.
    #[serde(default)]
    pub kept: bool,
    /// What its text begins with: one of these. Empty: with anything.
    #[serde(default)]
    pub begins: Vec<String>,
    /// `ms`, `USD`; shown behind the input.
    pub unit: Option<String>,
    /// Of a number.
    pub(super) least: Option<u64>,
    pub(super) most: Option<u64>,
    /// Of a choice: values, and what each is called.
    #[serde(default, deserialize_with = "short::texts", serialize_with = "short::mapping")]
    pub(super) options: Vec<(String, String)>,
    /// Of a secret: how it is made, or where only its owner gets it.
    pub(super) letters: Option<u16>,
    pub(super) base64: Option<u16>,
    pub(super) owner: Option<String>,
    pub(super) form: Option<Form>,
    #[serde(default)]
    pub cautions: Vec<Caution>,
}

packed!(Field {
    key,
    formerly,
    section,
    label,
    help,
    kind,
    default,
    default_from,
    default_in,
    required,
    asked_when,
    asked_with,
    kept,
    begins,
    unit,
    least,
    most,
    options,
    letters,
    base64,
    owner,
    form,
    cautions
});

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum KindName {
    Text,
    List,
    Identifier,
    Port,
    Integer,
    Decimal,
    Switch,
    Choice,
    Registry,
    Tag,
    HostName,
    Email,
    Name,
    Path,
    Secret,
}

packed!(KindName [Text, List, Identifier, Port, Integer, Decimal, Switch, Choice, Registry, Tag, HostName, Email, Name, Path, Secret]);

/// Said once the field holds such a value: this one, or any number above; without either, whatever it holds.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caution {
    #[serde(default, deserialize_with = "some_text")]
    pub(super) value: Option<String>,
    pub(super) above: Option<u64>,
    pub say: String,
    /// Nothing is handed over: it is an error, not a warning.
    #[serde(default)]
    pub refuse: bool,
    #[serde(default)]
    pub when: Condition,
}

packed!(Caution { value, above, say, refuse, when });

fn some_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<short::Scalar>::deserialize(from)?.map(|short::Scalar(text)| text))
}

impl Caution {
    pub fn is_met_by(&self, value: &str) -> bool {
        match (&self.value, self.above) {
            (Some(known), _) => known == value,
            (None, Some(most)) => value.parse::<u64>().is_ok_and(|number| number > most),
            (None, None) => true,
        }
    }
}

/// A variable that the stack's documents name and that no program of it reads: an example shows it, and nobody is asked.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unread {
    pub key: String,
    pub section: String,
    #[serde(default, deserialize_with = "short::scalar")]
    pub example: String,
    /// What holds instead.
    pub say: String,
}

packed!(Unread { key, section, example, say });

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
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
    /// Values, and what each is called.
    Choice(&'a [(String, String)]),
    Registry,
    Tag,
    /// The name by which others reach a machine.
    HostName,
    Email,
    /// What an engine's network is called.
    Name,
    /// A file or folder of this machine.
    Path,
    Secret(SecretRule<'a>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecretRule<'a> {
    pub origin: Origin<'a>,
    pub form: &'a Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin<'a> {
    /// Berth makes it.
    Generated(Recipe),
    /// Only its owner has it: where to get it.
    Owner(&'a str),
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Form {
    pub min_length: usize,
    /// It starts with one of these, if there are any.
    pub prefixes: Vec<String>,
    /// Letters, digits, `_` and `-` only.
    pub word: bool,
    /// The base64 of at least so many bytes; 0: not base64.
    pub base64_bytes: usize,
}

packed!(Form { min_length, prefixes, word, base64_bytes });

static ANY_FORM: Form = Form { min_length: 0, prefixes: Vec::new(), word: false, base64_bytes: 0 };

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

impl HasKey for Field {
    fn key(&self) -> &str {
        &self.key
    }
}

impl Field {
    pub fn kind(&self) -> Kind<'_> {
        match self.kind {
            KindName::Text => Kind::Text,
            KindName::List => Kind::List,
            KindName::Identifier => Kind::Identifier,
            KindName::Port => Kind::Port,
            KindName::Integer => {
                Kind::Integer { least: self.least.unwrap_or(0), most: self.most.unwrap_or(u64::MAX) }
            }
            KindName::Decimal => {
                Kind::Decimal { least: self.least.and_then(|least| least.try_into().ok()).unwrap_or(0) }
            }
            KindName::Switch => Kind::Switch,
            KindName::Choice => Kind::Choice(&self.options),
            KindName::Registry => Kind::Registry,
            KindName::Tag => Kind::Tag,
            KindName::HostName => Kind::HostName,
            KindName::Email => Kind::Email,
            KindName::Name => Kind::Name,
            KindName::Path => Kind::Path,
            KindName::Secret => Kind::Secret(self.rule()),
        }
    }

    /// The values that it takes, where they can be counted.
    pub fn options(&self) -> Vec<&str> {
        match self.kind {
            KindName::Choice => self.options.iter().map(|(value, _)| value.as_str()).collect(),
            KindName::Switch => vec!["true", "false"],
            _ => Vec::new(),
        }
    }

    fn rule(&self) -> SecretRule<'_> {
        let origin = match (self.letters, self.base64) {
            (Some(letters), _) => Origin::Generated(Recipe::Letters(letters)),
            (None, Some(bytes)) => Origin::Generated(Recipe::Base64(bytes)),
            (None, None) => Origin::Owner(self.owner.as_deref().unwrap_or_default()),
        };
        SecretRule { origin, form: self.form.as_ref().unwrap_or(&ANY_FORM) }
    }

    /// What the field holds in a profile until it is changed.
    pub fn default_in(&self, profile: &str) -> &str {
        super::in_profile(&self.default_in, profile).unwrap_or(&self.default)
    }

    pub fn secret(&self) -> Option<SecretRule<'_>> {
        (self.kind == KindName::Secret).then(|| self.rule())
    }

    /// Whether it takes this text, which is not empty.
    pub fn check(&self, raw: &str) -> Result<(), Wrong> {
        self.kind().check(raw)?;
        let is_one = self.begins.is_empty() || self.begins.iter().any(|begin| raw.starts_with(begin));
        if is_one {
            Ok(())
        } else {
            Err(Wrong::OtherBeginning { begins: self.begins.clone(), found: raw.to_owned() })
        }
    }

    /// What a secret begins with that Berth makes of letters. None: with the letters.
    pub fn prefix(&self) -> Option<&str> {
        self.secret()?.form.prefixes.first().map(String::as_str)
    }

    /// Where the owner of a secret gets it, if nobody else can make it.
    pub fn owner(&self) -> Option<&str> {
        match self.secret()?.origin {
            Origin::Generated(_) => None,
            Origin::Owner(owner) => Some(owner),
        }
    }

    /// Berth can make its value.
    pub fn recipe(&self) -> Option<Recipe> {
        match self.secret()?.origin {
            Origin::Generated(recipe) => Some(recipe),
            Origin::Owner(_) => None,
        }
    }
}

impl Kind<'_> {
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
    pub fn check(&self, raw: &str) -> Result<(), Wrong> {
        printable(raw)?;
        match self {
            Self::Text | Self::List => Ok(()),
            Self::Identifier => Identifier::try_from(raw).map(drop),
            Self::Port => Port::try_from(raw).map(drop),
            Self::Integer { least, most } => Integer::within(raw, *least, *most).map(drop),
            Self::Decimal { least } => Decimal::at_least(raw, *least).map(drop),
            Self::Switch => one_of(raw, &["true", "false"]),
            Self::Choice(options) => {
                one_of(raw, &options.iter().map(|(value, _)| value.as_str()).collect::<Vec<_>>())
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

fn one_of(raw: &str, options: &[&str]) -> Result<(), Wrong> {
    if options.contains(&raw) {
        return Ok(());
    }
    let options = options.iter().copied().map(str::to_owned).collect();
    Err(Wrong::NotAnOption { options, found: raw.to_owned() })
}

impl Form {
    fn check(&self, raw: &str) -> Result<(), Wrong> {
        let length = raw.chars().count();
        if !self.prefixes.is_empty() && !self.prefixes.iter().any(|prefix| raw.starts_with(prefix)) {
            return Err(Wrong::SecretPrefix { prefixes: self.prefixes.clone() });
        }
        if self.word && !raw.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') {
            return Err(Wrong::SecretCharacters);
        }
        if length < self.min_length {
            return Err(Wrong::SecretTooShort { least: self.min_length, found: length });
        }
        if self.base64_bytes > 0 {
            let bytes = decoded_len(raw).ok_or(Wrong::SecretNotBase64)?;
            if bytes < self.base64_bytes {
                return Err(Wrong::SecretTooFewBytes { least: self.base64_bytes, found: bytes });
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
    use crate::words;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn github() -> Form {
        Form {
            prefixes: vec!["ghp_".to_owned(), "github_pat_".to_owned()],
            word: true,
            min_length: 40,
            base64_bytes: 0,
        }
    }

    #[test]
    fn a_form_asks_prefix_letters_and_length() {
        let prefix = Wrong::SecretPrefix { prefixes: github().prefixes };
        assert!(github().check(&format!("ghp_{}", "a".repeat(36))).is_ok());
        assert!(github().check(&format!("xxx_{}", "a".repeat(36))).unwrap_err() == prefix);
        assert!(github().check(&format!("ghp_{} ", "a".repeat(36))).unwrap_err() == Wrong::SecretCharacters);
        assert_eq!(github().check("ghp_short"), Err(Wrong::SecretTooShort { least: 40, found: 9 }));
    }

    #[test]
    fn a_form_asks_for_base64() {
        let form = Form { base64_bytes: 32, ..Form::default() };
        assert!(form.check("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=").is_ok());
        assert_eq!(form.check("AAAA"), Err(Wrong::SecretTooFewBytes { least: 32, found: 3 }));
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
        for refused in [
            github().check("hunter2secret"),
            github().check("ghp_hunter2 secret"),
            github().check("ghp_hunter2"),
            Form { base64_bytes: 9, ..Form::default() }.check("hunter2secret"),
            Form { base64_bytes: 99, ..Form::default() }.check("hunter2secre"),
        ] {
            let wrong = refused.unwrap_err();
            assert!(!format!("{wrong:?} {}", words::wrong(&wrong)).contains("hunter2"), "{wrong:?}");
        }
    }

    #[test]
    fn every_kind_refuses_a_line_break() {
        for kind in [Kind::Text, Kind::List, Kind::Switch, Kind::Tag] {
            assert!(kind.check("a\nb").is_err());
        }
    }
}
