//! What is said last: for each service, whether its image was the real one, one on a substitute of its base, or none.

use std::fmt;
use std::sync::Mutex;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Image {
    Real,
    /// The bases that something stands in for.
    Substitute(Vec<String>),
    /// Why.
    NotHad(String),
}

impl Image {
    pub fn is_had(&self) -> bool {
        !matches!(self, Self::NotHad(_))
    }
}

impl fmt::Display for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Real => f.write_str("real"),
            Self::Substitute(bases) => write!(f, "substitute base: {}", bases.join(", ")),
            Self::NotHad(reason) => write!(f, "not had: {reason}"),
        }
    }
}

static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());

pub fn add(deployment: &str, service: &str, image: &Image, answers: usize) {
    let answered = match (image.is_had(), answers) {
        (false, _) => String::new(),
        (true, 1) => "; 1 answer".to_owned(),
        (true, many) => format!("; {many} answers"),
    };
    LINES.lock().expect("nobody panics with it").push(format!("{deployment}: {service}: {image}{answered}"));
}

pub fn print() {
    println!();
    LINES.lock().expect("nobody panics with it").iter().for_each(|line| println!("{line}"));
}
