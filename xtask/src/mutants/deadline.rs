//! When `.ci/run` wants to be done: on a slow machine, breaks that there is no time for are left out, and said to be.

use crate::Result;
use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

/// In seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deadline(u64);

/// None outside of CI.
pub fn of_ci() -> Result<Option<Deadline>> {
    env::var("BERTH_DEADLINE").ok().map(|text| read(&text)).transpose()
}

fn read(text: &str) -> Result<Deadline> {
    let seconds = text.parse().map(Deadline);
    seconds.map_err(|_| format!("BERTH_DEADLINE: expected seconds since 1970, found `{text}`"))
}

impl Deadline {
    pub fn is_over(self) -> bool {
        SystemTime::now().duration_since(UNIX_EPOCH).is_ok_and(|now| now.as_secs() >= self.0)
    }

    /// Another one in another run.
    pub fn some_number_below(self, end: usize) -> usize {
        usize::try_from(self.0).unwrap_or_default() % end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_that_is_no_number_is_refused() {
        assert_eq!(read("17"), Ok(Deadline(17)));
        for wrong in ["", "soon", "-1"] {
            let expected = format!("BERTH_DEADLINE: expected seconds since 1970, found `{wrong}`");
            assert_eq!(read(wrong), Err(expected));
        }
    }

    #[test]
    fn the_past_is_over_and_the_future_is_not() {
        assert!(Deadline(1).is_over() && !Deadline(u64::MAX).is_over());
    }

    #[test]
    fn every_break_is_first_in_some_run() {
        let mut firsts: Vec<_> = (100..107).map(|seconds| Deadline(seconds).some_number_below(7)).collect();
        firsts.sort_unstable();
        assert_eq!(firsts, [0, 1, 2, 3, 4, 5, 6]);
    }
}
