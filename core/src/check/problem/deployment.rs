//! What can be wrong with a deployment that is already there.

use serde::Serialize;

use crate::deployment::Why;

/// Paths begin in the deployment's folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", content = "facts", rename_all = "kebab-case")]
pub enum OfDeployment {
    NoComposeFile {
        names: Vec<String>,
    },
    /// `COMPOSE_FILE` names it.
    ComposeFileMissing {
        path: String,
    },
    /// A Compose file names it.
    NamedComposeFileMissing {
        path: String,
    },
    ComposeFileLeftOut {
        why: Why,
    },
    NotYaml {
        /// What the reader of YAML says.
        why: String,
    },
    NotText,
    NotADotenvLine,
    EnvNotIgnored,
    CarriageReturns,
    ReadableByAll {
        /// Whose mode to change, and to which.
        path: String,
        mode: String,
    },
    NotExecutable {
        path: String,
    },
    EnvFileMissing {
        path: String,
    },
    EnvFileMissingInProfile {
        path: String,
        service: String,
    },
    /// A variable of a service's own file.
    StillToBeFilledIn {
        variable: String,
    },
    SecretFileMissing {
        path: String,
    },
    ConfigFileMissing {
        path: String,
    },
    RequiredIsEmpty {
        variable: String,
    },
    VariableNotSet {
        variable: String,
    },
    WeakDefault {
        variable: String,
    },
    /// `variable` is to be the encoded form of `base`.
    TwinDiffers {
        variable: String,
        base: String,
    },
    ObsoleteVersion,
    NoProjectName,
    SecondProjectName,
    PortPublishedTwice {
        /// With its address and its protocol, where they are said.
        port: String,
        by: String,
    },
    ReplicasShareAPort {
        service: String,
        port: String,
    },
    EmptyPorts,
    Untagged {
        image: String,
    },
    NoSuchService {
        service: String,
        other: String,
    },
    NoHealthToWaitFor {
        service: String,
        other: String,
    },
    IsAnOverlay {
        service: String,
    },
    NeitherImageNorBuild {
        service: String,
    },
    BindSourceMissing {
        path: String,
        /// Docker makes a folder of that name.
        made: bool,
    },
    BindFolderMissing {
        path: String,
    },
    NotDeclared {
        /// `volumes`, `networks`, `secrets` or `configs`.
        section: &'static str,
        name: String,
    },
    ProbesLocalhost,
    ProbesTheSocket,
}
