//! The release page in a browser: `benches/page`, with the page and the programs that it needs.

use crate::judges::Bench;
use crate::{Result, page, run};
use std::ffi::OsString;
use std::path::{Path, PathBuf, absolute};

#[derive(clap::Args)]
pub struct Options {
    /// A built page to measure beside this one: another commit's, or nginxconfig.io's
    #[arg(long, value_name = "DIR")]
    beside: Vec<PathBuf>,
    /// How often each page is loaded [default: 21]
    #[arg(long, value_name = "N")]
    rounds: Option<u16>,
    /// Pictures of the page's first second and a half, and nothing measured
    #[arg(long, value_name = "DIR")]
    film: Option<PathBuf>,
}

impl Options {
    /// For the bench, which runs elsewhere. A folder that is no page is found here, before anything is built.
    pub fn arguments(&self) -> Result<Vec<OsString>> {
        let mut arguments = Vec::new();
        for folder in &self.beside {
            arguments.extend(["--beside".into(), built_page(folder)?.into()]);
        }
        if let Some(rounds) = self.rounds {
            arguments.extend(["--rounds".into(), rounds.to_string().into()]);
        }
        if let Some(folder) = &self.film {
            arguments.extend(["--film".into(), whole(folder)?.into()]);
        }
        Ok(arguments)
    }
}

pub fn bench(arguments: &[OsString]) -> Result {
    let judges = Bench::seat_all_of(&["chromium", "chromedriver", "lighthouse"])?;
    let page = page::build()?;
    run::step(
        "page, in Chromium",
        "how soon it is there, and how soon it follows a key",
        "half a minute for each round of each page",
    );
    // The browser is what is measured: how fast the one that drives it is, is of no account.
    let mut command =
        run::cargo(&["bench", "--profile", "dev", "--features", "cli", "--bench", "page", "--"]);
    judges.tell(&mut command);
    run::live(command.args(arguments).env("BERTH_PAGE", page))
}

fn built_page(folder: &Path) -> Result<PathBuf> {
    if folder.join("index.html").is_file() {
        return whole(folder);
    }
    let found = match folder.read_dir() {
        Ok(entries) => {
            (if entries.count() == 0 { "an empty folder" } else { "a folder without one" }).to_string()
        }
        Err(error) => error.to_string(),
    };
    let folder = folder.display();
    Err(format!(
        "`--beside {folder}`: expected the folder of a built page, with its index.html; found: {found}"
    ))
}

fn whole(path: &Path) -> Result<PathBuf> {
    absolute(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{Options, built_page};
    use crate::paths;
    use std::fs;

    #[test]
    fn a_folder_without_a_page_is_named_with_what_it_holds() {
        let home = paths::root().join("target/bench-tests");
        let _ = fs::remove_dir_all(&home);
        for (name, file, said) in [
            ("other", Some("page.html"), "found: a folder without one"),
            ("empty", None, "found: an empty folder"),
        ] {
            let folder = home.join(name);
            fs::create_dir_all(&folder).expect("a folder");
            if let Some(file) = file {
                fs::write(folder.join(file), "").expect("a file");
            }
            let error = built_page(&folder).expect_err("it is no page");
            assert!(error.contains(&*folder.to_string_lossy()), "{error}");
            assert!(error.contains("expected the folder of a built page, with its index.html"), "{error}");
            assert!(error.ends_with(said), "{error}");
        }
        let error = built_page(&home.join("nowhere")).expect_err("it is not there");
        assert!(error.contains("No such file"), "{error}");
    }

    #[test]
    fn the_bench_is_told_whole_paths() {
        let page = paths::root().join("target/bench-tests-page");
        fs::create_dir_all(&page).expect("a folder");
        fs::write(page.join("index.html"), "").expect("a file");
        let options = Options { beside: vec![page.clone()], rounds: Some(2), film: Some("film".into()) };
        let told = options.arguments().expect("it is a page");
        let film = std::env::current_dir().expect("a folder").join("film");
        let paths = [page.as_os_str(), film.as_os_str()];
        assert_eq!(
            told,
            ["--beside".as_ref(), paths[0], "--rounds".as_ref(), "2".as_ref(), "--film".as_ref(), paths[1]]
        );
    }
}
