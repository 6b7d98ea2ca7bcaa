//! In which order services start: each stands one level behind the last of those that it waits for.

use super::services::Service;

/// The level of each service, from 0. What waits for itself in a ring is put where it is met first.
pub fn levels(services: &[Service]) -> Vec<usize> {
    let waits: Vec<Vec<usize>> = services.iter().map(|service| waits_of(services, service)).collect();
    depths(&waits)
}

/// Where those that a service waits for stand in the list.
pub fn waits_of(services: &[Service], service: &Service) -> Vec<usize> {
    let place = |id: &str| services.iter().position(|other| other.id == id);
    service.waits_for.iter().filter_map(|wait| place(wait.service)).collect()
}

fn depths(waits: &[Vec<usize>]) -> Vec<usize> {
    let mut levels = vec![0; waits.len()];
    // The longest way goes by all of them; only a ring would go on for ever.
    for _ in 0..waits.len() {
        let mut settled = true;
        for at in 0..waits.len() {
            let behind = waits[at].iter().filter(|other| **other != at);
            let level = behind.map(|other| levels[*other] + 1).max().unwrap_or_default();
            if levels[at] < level && level < waits.len() {
                levels[at] = level;
                settled = false;
            }
        }
        if settled {
            break;
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::catalogue;
    use crate::plan::make;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_service_stands_behind_all_that_it_waits_for() {
        let stack = catalogue::first();
        for profile in &stack.profiles {
            let mut answers = Answers::new(stack);
            profile.id.clone_into(&mut answers.profile);
            let plan = make(stack, &answers).unwrap();
            let levels = levels(&plan.services);
            for (at, service) in plan.services.iter().enumerate() {
                let behind = waits_of(&plan.services, service);
                assert!(behind.iter().all(|other| levels[*other] < levels[at]), "{}", service.id);
                assert_eq!(behind.is_empty(), levels[at] == 0, "{}", service.id);
            }
        }
    }

    #[test]
    fn g27_a_ring_ends() {
        assert_eq!(depths(&[vec![0]]), [0]);
        assert!(depths(&[vec![1], vec![0]]).iter().all(|level| *level < 2));
        assert!(depths(&[vec![], vec![0, 3], vec![1], vec![2]]).iter().all(|level| *level < 4));
    }
}
