//! What is meant by a few typed words: everything that has each of them somewhere in its name, its key or where it
//! stands; first what begins with them.

use std::borrow::Cow;

use crate::stack::Field;
use crate::ui::actions::{ACTIONS, Act, show_files};
use crate::ui::session::Session;
use crate::ui::step::Step;
use crate::words::page::palette as say;

#[derive(Clone)]
pub struct Goal {
    pub name: Cow<'static, str>,
    /// The key that does it, or under which it is known.
    pub key: Option<&'static str>,
    /// What it is: an action, a step, a file, or the section of a field.
    pub kind: &'static str,
    way: Way,
}

#[derive(Clone, Copy)]
enum Way {
    Act(Act),
    Field(Step, &'static Field),
    File,
}

impl Goal {
    pub fn is_act(&self) -> bool {
        matches!(self.way, Way::Act(_))
    }

    pub fn reach(&self, session: Session) {
        match self.way {
            Way::Act(act) => act.run(session),
            Way::Field(step, field) => session.go_to_field(step, &field.key),
            Way::File => {
                session.show_file(&self.name);
                show_files(session);
            }
        }
    }
}

/// Everything that there is to go to and to do now.
pub fn goals(session: Session) -> Vec<Goal> {
    let (stack, made, shown) = (session.stack(), session.made(), session.shown());
    let actions = ACTIONS.iter().filter(|action| action.act != Act::Palette).map(|action| {
        let kind = if matches!(action.act, Act::Go(_)) { say::STEP } else { say::ACTION };
        Goal { name: action.what.into(), key: action.key, kind, way: Way::Act(action.act) }
    });
    let mut goals: Vec<Goal> = actions.collect();
    goals.extend(made.asked.iter().filter_map(|field| {
        let section = stack.section(&field.section)?;
        let way = Way::Field(section.step.into(), field);
        Some(Goal { name: field.label.as_str().into(), key: Some(&field.key), kind: &section.title, way })
    }));
    goals.extend(shown.files.iter().filter(|file| !file.gone).map(|file| Goal {
        name: file.path.clone().into(),
        key: None,
        kind: say::FILE,
        way: Way::File,
    }));
    goals
}

/// Where those stand that have every word, the best first, in their order among equals.
pub fn find(goals: &[Goal], typed: &str) -> Vec<usize> {
    let ranks: Vec<Option<Rank>> = goals.iter().map(|goal| rank(goal, typed)).collect();
    let ranks = &ranks;
    let of = |rank: Rank| (0..ranks.len()).filter(move |at| ranks[*at] == Some(rank));
    Rank::BEST_FIRST.into_iter().flat_map(of).collect()
}

/// Where a word is found; the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    First,
    Word,
    Within,
    Elsewhere,
}

impl Rank {
    const BEST_FIRST: [Self; 4] = [Self::First, Self::Word, Self::Within, Self::Elsewhere];
}

/// Of the word that fits worst. None: one fits nowhere.
fn rank(goal: &Goal, typed: &str) -> Option<Rank> {
    typed.split_whitespace().try_fold(Rank::First, |worst, word| {
        let at = place(&goal.name, word);
        let rank = match at {
            Some(0) => Rank::First,
            Some(at) if !goal.name.as_bytes()[at - 1].is_ascii_alphanumeric() => Rank::Word,
            Some(_) => Rank::Within,
            None if goal.key.and_then(|key| place(key, word)).or(place(goal.kind, word)).is_some() => {
                Rank::Elsewhere
            }
            None => return None,
        };
        Some(worst.max(rank))
    })
}

fn place(text: &str, word: &str) -> Option<usize> {
    text.as_bytes().windows(word.len()).position(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn goal(name: &'static str, key: &'static str, kind: &'static str) -> Goal {
        Goal { name: name.into(), key: Some(key), kind, way: Way::File }
    }

    fn found(typed: &str) -> Vec<String> {
        let goals = [
            goal("Dashboard", "DASHBOARD_PORT", "Front door"),
            goal("Broker’s port", "RABBITMQ_PORT", "Database and broker"),
            goal("Ports", "3", "Step"),
            goal("Database’s support", "POSTGRES_HELP", "Front door"),
            goal("Äußeres", "OUTER", "Front door"),
        ];
        find(&goals, typed).into_iter().map(|at| goals[at].name.clone().into_owned()).collect()
    }

    #[test]
    fn without_a_word_everything_is_found_in_its_order() {
        assert_eq!(found("  ").len(), 5);
        assert_eq!(found("")[0], "Dashboard");
    }

    #[test]
    fn the_best_comes_first() {
        assert_eq!(found("PORT"), ["Ports", "Broker’s port", "Database’s support", "Dashboard"]);
        assert_eq!(found("da"), ["Dashboard", "Database’s support", "Broker’s port"]);
    }

    #[test]
    fn every_word_must_be_there_in_any_order() {
        assert_eq!(found("port rabbitmq"), ["Broker’s port"]);
        assert_eq!(found("door dash"), ["Dashboard"]);
        assert_eq!(found("port nowhere"), [""; 0]);
    }

    #[test]
    fn no_word_panics() {
        for typed in ["ä", "Ä", "’", "🚢", "\u{202e}", "${x}", &"long ".repeat(20_000), &"x".repeat(100_000)]
        {
            let _ = found(typed);
        }
        assert_eq!(found("Äu"), ["Äußeres"]);
    }
}
