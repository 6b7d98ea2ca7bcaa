//! What the last step says.

use crate::plan::exposure::Ring;
use crate::plan::receives::From;
use crate::stack::Readiness;
use crate::words::en::amounts::count;

pub const FINDINGS: &str = "Findings";
pub const NONE: &str = "Nothing to fix. The bundle starts as it is.";

pub fn printed(stack: &str, profile: &str) -> String {
    format!("{stack}, {profile}: a set-up by Berth")
}

// ---- Next steps --------------------------------------------------------------------------------------------------------

pub const STEPS: &str = "Next steps";
pub const UNPACK: &str = "Download the zip, unpack it, and open a terminal in its folder";
pub const UNPACK_IN_REPOSITORY: &str =
    "Download the zip, unpack it at the root of the repository, and open a terminal there";
pub const COPY_ALL: &str = "Copy all commands";

// ---- Start order -------------------------------------------------------------------------------------------------------

pub const ORDER: &str = "Start order";
pub const AS_LIST: &str = "Start order as a list";
pub const ONCE: &str = "once";

pub fn order_label(services: usize, levels: usize) -> String {
    let (services, levels) = (count(services, "service", "services"), count(levels, "level", "levels"));
    format!("Start order: {services} in {levels}. The list below says the same.")
}

/// What a line stands for.
pub fn until(until: Readiness) -> &'static str {
    match until {
        Readiness::Healthy => "waits until it is healthy",
        Readiness::Started => "waits until it has started",
        Readiness::Completed => "waits until it has ended well",
    }
}

pub fn after(name: &str, until: Readiness) -> String {
    let state = match until {
        Readiness::Healthy => "is healthy",
        Readiness::Started => "has started",
        Readiness::Completed => "has ended well",
    };
    format!("{name} {state}")
}

pub fn waits(name: &str, after: &str) -> String {
    format!("{name} waits until {after}")
}

/// `ELSA (2 copies) after PostgreSQL is healthy and RabbitMQ is healthy`.
pub fn starts(name: &str, copies: u16, once: bool, after: &[String]) -> String {
    let mut text = name.to_owned();
    if once {
        text.push_str(" (runs once)");
    } else if copies > 1 {
        text.push_str(&format!(" ({copies} copies)"));
    }
    if !after.is_empty() {
        text.push_str(" after ");
        text.push_str(&after.join(" and "));
    }
    text
}

// ---- What the machine needs --------------------------------------------------------------------------------------------

pub const NEEDS: &str = "What the machine needs";
pub const SERVICE: &str = "Service";
pub const OF: &str = "Of";
pub const ASKED: &str = "The stack asks for";
pub const AT_MOST: &str = "May use";
pub const RESERVED: &str = "Kept for it";
pub const COPIES: &str = "Copies";
pub const CPUS: &str = "CPUs";
pub const MEMORY: &str = "Memory";
pub const DISK: &str = "Disk";
pub const UNLIMITED: &str = "no limit";
pub const NOTHING_KEPT: &str = "–";
pub const GROWS: &str = "grows with use";
pub const NO_LIMITS: &str = "This profile sets no limits: a container may take all that the machine has.";
pub const FITS: &str = "All limits together fit into the machine that the stack asks for.";
pub const EXCEEDS: &str = "All limits together are more than that machine has. A limit is a ceiling, not a share set \
                           aside: everything starts there, but when all of it is busy at once it slows down, and \
                           containers are ended where memory runs out.";

pub fn cpus_and_memory(cpus: &str, memory: &str) -> String {
    format!("{cpus} CPUs, {memory}")
}

// ---- Exposure ----------------------------------------------------------------------------------------------------------

pub const EXPOSURE: &str = "Who can reach what";
pub const ADDRESS: &str = "Address";
pub const PURPOSE: &str = "For";
pub const FIELD: &str = "Moved by";

/// Its name, what it means, and what is said where nothing is in it.
pub fn ring(ring: Ring) -> (&'static str, &'static str, &'static str) {
    match ring {
        Ring::Internet => (
            "The internet",
            "Opened on every address of this machine. Whoever reaches the machine reaches it.",
            "Nothing is meant to be reached from the internet.",
        ),
        Ring::Networks => (
            "The local network",
            "MACHINE stands for this machine’s name or address. Where the machine has a public address, the internet \
             reaches these too; a firewall set up with ufw does not stop it. Set by",
            "Nothing is opened to the networks that this machine is in.",
        ),
        Ring::Machine => (
            "This machine only",
            "Programs on this machine, and nobody else. Set by",
            "Nothing is opened to this machine.",
        ),
        Ring::Containers => {
            ("Other containers only", "From the containers of this stack, by these names.", "Nothing.")
        }
    }
}

/// The name of a service where there is little room.
pub fn short_name(service: &str) -> &str {
    service.strip_prefix("The ").unwrap_or(service)
}

pub fn by_the_proxy(network: &str) -> String {
    format!("From the network {network}: your proxy, and whoever it lets through")
}

// ---- What each container receives --------------------------------------------------------------------------------------

pub const RECEIVES: &str = "What each container receives";
pub const MASKED: &str = "Secrets are masked here, always.";
pub const IN_CONTAINER: &str = "In the container";
pub const VALUE: &str = "What it is";
pub const WHENCE: &str = "From";
pub const EMPTY: &str = "(empty)";

/// Before the fields that it is made of. None: they say it all.
pub fn from(from: From) -> Option<&'static str> {
    let words = match from {
        From::Fixed => "Fixed",
        From::Answer => return None,
        From::Derived => "Made of ",
        From::SecretPath => "Where the file is with ",
        From::OwnFile => "Its own file of secrets, made of ",
        From::Secret => "A file with ",
        From::File => "File of the bundle",
        From::Volume => "Volume ",
        From::Memory => "Memory, empty at each start",
        From::Host => "This machine, by ",
    };
    Some(words)
}

// ---- The zip -----------------------------------------------------------------------------------------------------------

pub const FILES: &str = "What is in the zip";
pub const PATH: &str = "Path";
pub const SIZE: &str = "Size";
pub const MODE: &str = "Mode";

// ---- The snippet -------------------------------------------------------------------------------------------------------

pub const SNIPPET: &str = "Link to this from a README";
pub const SNIPPET_LEAD: &str =
    "For a quick start: a badge that leads here, with this stack and this profile chosen.";
pub const BADGE: &str = "Set up with Berth";
pub const LOCAL_PAGE: &str =
    "This page is on your own machine. Put the address in its place at which others reach it.";
