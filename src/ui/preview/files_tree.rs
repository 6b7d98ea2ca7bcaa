//! How files lie in folders: those at the top, then a folder for each first name that several share.

/// A file, as the tree has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub path: String,
    pub mode: u32,
    /// It was in the baseline, and is no longer in the bundle.
    pub gone: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Folder {
    /// Up to the last slash that all have in common. None: what lies at the top.
    pub path: Option<String>,
    pub items: Vec<Item>,
}

pub fn folders(items: &[Item]) -> Vec<Folder> {
    let mut top = Folder { path: None, items: Vec::new() };
    let mut folders: Vec<Folder> = Vec::new();
    for item in items {
        let first = first(&item.path);
        let shared = items.iter().filter(|other| self::first(&other.path) == first).count() > 1;
        let same = |folder: &&mut Folder| folder.path.as_deref().and_then(self::first) == first;
        if first.is_none() || !shared {
            top.items.push(item.clone());
        } else if let Some(folder) = folders.iter_mut().find(same) {
            let common = folder.path.as_deref().and_then(|path| common(path, &item.path));
            folder.path = common.map(str::to_owned);
            folder.items.push(item.clone());
        } else {
            folders.push(Folder { path: parent(&item.path).map(str::to_owned), items: vec![item.clone()] });
        }
    }
    folders.insert(0, top);
    folders
}

/// `docker/` of `docker/secrets/a`.
fn first(path: &str) -> Option<&str> {
    path.find('/').map(|at| &path[..=at])
}

/// `docker/secrets/` of `docker/secrets/a`.
fn parent(path: &str) -> Option<&str> {
    path.rfind('/').map(|at| &path[..=at])
}

fn common<'a>(folder: &'a str, path: &str) -> Option<&'a str> {
    let mut folder = folder;
    while !path.starts_with(folder) {
        folder = parent(&folder[..folder.len() - 1])?;
    }
    Some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn laid_out(paths: &[&str]) -> Vec<(Option<String>, Vec<String>)> {
        let item = |path: &&str| Item { path: (*path).to_owned(), mode: 0o644, gone: false };
        let folders = folders(&paths.iter().map(item).collect::<Vec<_>>()).into_iter();
        folders
            .map(|folder| (folder.path, folder.items.into_iter().map(|item| item.path).collect()))
            .collect()
    }

    fn expected(folders: &[(&str, &[&str])]) -> Vec<(Option<String>, Vec<String>)> {
        let path = |path: &str| Some(path.to_owned()).filter(|path| !path.is_empty());
        let owned = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect();
        folders.iter().map(|(folder, items)| (path(folder), owned(items))).collect()
    }

    #[test]
    fn a_flat_list_stays_flat() {
        assert_eq!(laid_out(&["b", "a", "one/c"]), expected(&[("", &["b", "a", "one/c"])]));
        assert_eq!(laid_out(&[]), expected(&[("", &[])]));
    }

    #[test]
    fn files_of_a_folder_lie_in_it_whatever_comes_between() {
        assert_eq!(
            laid_out(&["x/a", "README.md", "p/one/D", ".g/w/a", "x/s/b", "p/two/D", ".g/w/b"]),
            expected(&[
                ("", &["README.md"]),
                ("x/", &["x/a", "x/s/b"]),
                ("p/", &["p/one/D", "p/two/D"]),
                (".g/w/", &[".g/w/a", ".g/w/b"]),
            ])
        );
    }
}
