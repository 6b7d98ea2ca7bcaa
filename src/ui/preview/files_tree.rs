//! How files lie in folders: those at the top, then a folder for each first name that several share.

/// A file, as the tree has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    pub path: &'static str,
    pub mode: u32,
    /// It was in the baseline, and is no longer in the bundle.
    pub gone: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Folder {
    /// Up to the last slash that all have in common. None: what lies at the top.
    pub path: Option<&'static str>,
    pub items: Vec<Item>,
}

pub fn folders(items: &[Item]) -> Vec<Folder> {
    let mut top = Folder { path: None, items: Vec::new() };
    let mut folders: Vec<Folder> = Vec::new();
    for item in items {
        let first = first(item.path);
        let shared = items.iter().filter(|other| self::first(other.path) == first).count() > 1;
        if first.is_none() || !shared {
            top.items.push(*item);
        } else if let Some(folder) =
            folders.iter_mut().find(|folder| folder.path.and_then(self::first) == first)
        {
            folder.path = folder.path.and_then(|path| common(path, item.path));
            folder.items.push(*item);
        } else {
            folders.push(Folder { path: parent(item.path), items: vec![*item] });
        }
    }
    folders.insert(0, top);
    folders
}

/// `docker/` of `docker/secrets/a`.
fn first(path: &'static str) -> Option<&'static str> {
    path.find('/').map(|at| &path[..=at])
}

/// `docker/secrets/` of `docker/secrets/a`.
fn parent(path: &'static str) -> Option<&'static str> {
    path.rfind('/').map(|at| &path[..=at])
}

fn common(folder: &'static str, path: &'static str) -> Option<&'static str> {
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

    fn laid_out(paths: &[&'static str]) -> Vec<(Option<&'static str>, Vec<&'static str>)> {
        let items: Vec<Item> = paths.iter().map(|path| Item { path, mode: 0o644, gone: false }).collect();
        let folders = folders(&items).into_iter();
        folders.map(|folder| (folder.path, folder.items.iter().map(|item| item.path).collect())).collect()
    }

    #[test]
    fn a_flat_list_stays_flat() {
        assert_eq!(laid_out(&["b", "a", "one/c"]), [(None, vec!["b", "a", "one/c"])]);
        assert_eq!(laid_out(&[]), [(None, vec![])]);
    }

    #[test]
    fn files_of_a_folder_lie_in_it_whatever_comes_between() {
        assert_eq!(
            laid_out(&["x/a", "README.md", "p/one/D", ".g/w/a", "x/s/b", "p/two/D", ".g/w/b"]),
            [
                (None, vec!["README.md"]),
                (Some("x/"), vec!["x/a", "x/s/b"]),
                (Some("p/"), vec!["p/one/D", "p/two/D"]),
                (Some(".g/w/"), vec![".g/w/a", ".g/w/b"]),
            ]
        );
    }
}
