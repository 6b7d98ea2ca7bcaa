//! What a deployment's Compose files name: it is looked for where they lie, and nothing else is.

use std::collections::BTreeSet;

use super::Deployment;
use super::compose::{Project, Source, entries};
use crate::yaml::Value;

/// The paths that are named, of which nobody knows yet whether they are there. To be asked again once they are looked
/// for, since a file may name others.
pub fn named(deployment: &Deployment) -> Vec<String> {
    let project = Project::read(deployment);
    let mut named: BTreeSet<String> = project.named.clone();
    named.insert(".gitignore".to_owned());
    for layer in &project.layers {
        for service in layer.services() {
            let env_files = service.env_files(&layer.values).into_iter().map(|file| file.path);
            let mounted = service.mounts(&layer.values).into_iter().filter_map(|mount| match mount.source {
                Source::Path { path, .. } => Some(path),
                Source::Volume(_) => None,
            });
            named.extend(env_files.chain(mounted).filter_map(|path| layer.resolve(&path)));
        }
        for kind in ["secrets", "configs"] {
            let files = entries(layer.tree.get(kind))
                .filter_map(|(_, entry)| entry.get("file").and_then(Value::as_str));
            named.extend(files.filter_map(|path| layer.resolve(&layer.fill(path))));
        }
    }
    let is_new = |path: &String| {
        !path.is_empty() && !deployment.paths.contains(path) && !deployment.absent.contains(path)
    };
    named.into_iter().filter(is_new).collect()
}
