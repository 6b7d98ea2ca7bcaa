//! The stacks that ship, in their order.

use std::sync::OnceLock;

use crate::answers::link::{self, Link};
use crate::packed;
use crate::stack::{self, Stack};

/// With their templates, for whoever renders.
#[cfg(any(feature = "cli", feature = "engine"))]
static STACKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/stacks"));
#[cfg(not(any(feature = "cli", feature = "engine")))]
static STACKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/stacks-alone"));

/// The build script has read all that it wrote.
pub fn all() -> &'static [Stack] {
    static ALL: OnceLock<Vec<Stack>> = OnceLock::new();
    ALL.get_or_init(|| read(STACKS).expect("the build script has read them"))
}

#[cfg(any(feature = "cli", feature = "engine"))]
fn read(bytes: &[u8]) -> Result<Vec<Stack>, packed::Malformed> {
    packed::read(bytes).map(stack::with_templates)
}

#[cfg(not(any(feature = "cli", feature = "engine")))]
fn read(bytes: &[u8]) -> Result<Vec<Stack>, packed::Malformed> {
    packed::read(bytes)
}

/// By its name, or by one that it had before.
pub fn find(id: &str) -> Option<&'static Stack> {
    stack::find(all(), id)
}

/// The one that is chosen when nothing is said.
pub fn first() -> &'static Stack {
    &all()[0]
}

/// What a link says of one of them.
pub fn read_link(text: &str) -> Link<'_> {
    link::read(text, all())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stack::{Image, Service};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// Those that are pulled, and whose name is no answer.
    fn images_of_others() -> impl Iterator<Item = (&'static Stack, &'static Image, String)> {
        let images = all().iter().flat_map(|stack| stack.images.iter().map(move |image| (stack, image)));
        let fixed =
            images.filter(|(_, image)| image.build.is_none() && image.reference.fields().next().is_none());
        fixed.map(|(stack, image)| (stack, image, image.reference.literals().collect()))
    }

    #[test]
    fn g23_an_image_of_others_is_pinned_and_its_architectures_are_known() {
        assert!(images_of_others().count() > 8);
        for (_, image, reference) in images_of_others() {
            let tag = reference.rsplit_once(':').map_or("", |(_, tag)| tag);
            assert!(tag.contains(|c: char| c.is_ascii_digit()), "{reference} names no version");
            assert!(
                image.architectures.iter().any(|known| known == "amd64"),
                "{reference}: {:?}",
                image.architectures
            );
        }
    }

    #[test]
    fn g23_a_database_s_major_has_its_own_data_path() {
        let mut seen = 0;
        for (stack, image, reference) in images_of_others() {
            let Some(tag) = reference.strip_prefix("postgres:") else { continue };
            let digits = tag.split(|c: char| !c.is_ascii_digit()).next().unwrap();
            // From 18 on a folder of the major's own, below one volume for all of them.
            let path = match digits.parse::<u32>().unwrap() {
                ..18 => "/var/lib/postgresql/data",
                _ => "/var/lib/postgresql",
            };
            // Others take the image for its tools.
            let uses = |service: &&Service| service.image == image.id && service.id == "postgres";
            for service in stack.services.iter().filter(uses) {
                assert!(
                    service.mounts.iter().any(|mount| mount.value.target == path),
                    "{reference} keeps {path}"
                );
                seen += 1;
            }
        }
        assert!(seen > 0);
    }

    #[test]
    fn what_was_cut_off_or_changed_is_an_error_at_most() {
        for at in (0..STACKS.len()).step_by(977) {
            assert!(read(&STACKS[..at]).is_err());
            let mut changed = STACKS.to_vec();
            changed[at] ^= 0x55;
            let _ = read(&changed);
        }
    }
}
