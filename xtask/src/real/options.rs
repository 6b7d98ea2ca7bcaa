//! What is typed behind `cargo xtask prove real`.

use crate::Result;
use std::path::PathBuf;

#[derive(Debug, Default, PartialEq)]
pub struct Options {
    /// Empty: all.
    pub stacks: Vec<String>,
    /// Empty: all.
    pub profiles: Vec<String>,
    pub source: Option<PathBuf>,
    pub published: bool,
}

impl Options {
    pub fn read(args: &[String]) -> Result<Self> {
        let mut options = Self::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut value = |what: &str| {
                args.next().cloned().ok_or_else(|| format!("{arg}: expected {what}, found nothing"))
            };
            match arg.as_str() {
                "--published" => options.published = true,
                "--profile" => options.profiles.push(value("a profile")?),
                "--source" => {
                    let folder = PathBuf::from(value("a folder")?);
                    let whole = folder.canonicalize();
                    options.source =
                        Some(whole.map_err(|error| format!("--source {}: {error}", folder.display()))?);
                }
                option if option.starts_with('-') => {
                    return Err(format!(
                        "expected --source DIR, --profile NAME or --published, found `{option}`"
                    ));
                }
                stack => options.stacks.push(stack.to_string()),
            }
        }
        if options.source.is_some() && options.stacks.len() != 1 {
            return Err("--source is of one stack: expected its name before it".to_string());
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    fn read(line: &str) -> Result<Options, String> {
        Options::read(&line.split_whitespace().map(str::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn a_stack_its_profiles_and_its_sources_are_read() {
        let options = read("kyros --source / --profile dev --profile prod").unwrap();
        assert_eq!(options.stacks, ["kyros"]);
        assert_eq!(options.profiles, ["dev", "prod"]);
        assert_eq!(options.source.unwrap().to_str(), Some("/"));
        assert_eq!(read("").unwrap(), Options::default());
        assert!(read("--published").unwrap().published);
    }

    #[test]
    fn what_can_not_be_meant_is_refused() {
        for line in
            ["--source /", "a b --source /", "a --source /nowhere/at/all", "a --source", "a --sources /"]
        {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
