//! How files lie in folders: those at the top, then a folder for each first name that several share.

/// A file, as the tree has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    pub path: &'static str,
    pub mode: u32,
    /// It was in the baseline, and is no longer in the bundle.
    pub gone: bool,
}

/// Up to the last slash that all have in common. Empty: no folder at all.
#[derive(Debug, PartialEq, Eq)]
pub struct Folder {
    pub path: &'static str,
    pub items: Vec<Item>,
}

pub fn folders(items: &[Item]) -> Vec<Folder> {
    let mut folders = vec![Folder { path: "", items: Vec::new() }];
    for item in items {
        let first = first(item.path);
        let shared = items.iter().filter(|other| self::first(other.path) == first).count() > 1;
        let at = folders.iter().position(|folder| self::first(folder.path) == first && shared);
        match at {
            _ if first.is_empty() || !shared => folders[0].items.push(*item),
            Some(at) => {
                let folder = &mut folders[at];
                folder.path = common(folder.path, item.path);
                folder.items.push(*item);
            }
            None => folders.push(Folder { path: of(item.path), items: vec![*item] }),
        }
    }
    folders
}

/// `docker/` of `docker/secrets/a`; nothing of a file at the top.
fn first(path: &'static str) -> &'static str {
    path.find('/').map_or("", |at| &path[..=at])
}

/// `docker/secrets/` of `docker/secrets/a`.
fn of(path: &'static str) -> &'static str {
    path.rfind('/').map_or("", |at| &path[..=at])
}

fn common(folder: &'static str, path: &'static str) -> &'static str {
    let mut folder = folder;
    while !path.starts_with(folder) {
        folder = of(&folder[..folder.len() - 1]);
    }
    folder
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn laid_out(paths: &[&'static str]) -> Vec<(&'static str, Vec<&'static str>)> {
        let items: Vec<Item> = paths.iter().map(|path| Item { path, mode: 0o644, gone: false }).collect();
        let folders = folders(&items).into_iter();
        folders.map(|it| (it.path, it.items.iter().map(|item| item.path).collect())).collect()
    }

    #[test]
    fn a_flat_list_stays_flat() {
        assert_eq!(laid_out(&["b", "a", "one/c"]), [("", vec!["b", "a", "one/c"])]);
        assert_eq!(laid_out(&[]), [("", vec![])]);
    }

    #[test]
    fn files_of_a_folder_lie_in_it_whatever_comes_between() {
        assert_eq!(
            laid_out(&["x/a", "README.md", "p/one/D", ".g/w/a", "x/s/b", "p/two/D", ".g/w/b"]),
            [
                ("", vec!["README.md"]),
                ("x/", vec!["x/a", "x/s/b"]),
                ("p/", vec!["p/one/D", "p/two/D"]),
                (".g/w/", vec![".g/w/a", ".g/w/b"]),
            ]
        );
    }
}
