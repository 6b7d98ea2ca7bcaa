//! In which order services start, as a drawing and as a list.

use leptos::prelude::*;

use super::graph;
use super::parts::drawing;
use crate::plan::{Plan, Service, order};
use crate::stack::Readiness;
use crate::ui::erased::{live_from, row};
use crate::ui::session::Session;
use crate::words::page::review as say;

/// More levels than this need more room than a column has beside the preview.
const FEW_LEVELS: usize = 3;

#[derive(PartialEq)]
pub struct Order {
    /// Wide and narrow.
    drawings: [String; 2],
    /// What their lines stand for.
    kinds: Vec<Readiness>,
    /// A sentence for each level.
    levels: Vec<String>,
}

pub fn view(session: Session) -> AnyView {
    live_from(move || Order::new(&session.made().plan), drawn)
}

impl Order {
    fn new(plan: &Plan<'static>) -> Self {
        let of_services = order::levels(&plan.services);
        let count = of_services.iter().max().map_or(0, |last| last + 1);
        let waits_for = |until: &Readiness| {
            plan.services.iter().flat_map(|service| &service.waits_for).any(|wait| wait.until == *until)
        };
        let sentences = |level: usize| {
            let there = plan.services.iter().zip(&of_services).filter(|(_, own)| **own == level);
            there.map(|(service, _)| sentence(plan, service)).collect::<Vec<_>>().join("; ")
        };
        let label = say::order_label(plan.services.len(), count);
        Self {
            drawings: graph::drawings(plan, &of_services, &label),
            kinds: [Readiness::Healthy, Readiness::Started, Readiness::Completed]
                .into_iter()
                .filter(waits_for)
                .collect(),
            levels: (0..count).map(sentences).collect(),
        }
    }
}

fn name(plan: &Plan<'static>, id: &str) -> &'static str {
    plan.stack.service(id).map_or("", |service| &service.name)
}

fn sentence(plan: &Plan<'static>, service: &Service) -> String {
    let waits: Vec<String> =
        service.waits_for.iter().map(|wait| say::after(name(plan, wait.service), wait.until)).collect();
    say::starts(service.name, service.replicas, graph::runs_once(plan, service), &waits)
}

fn drawn(order: &Order) -> impl IntoView + use<> {
    let Order { drawings: [wide, narrow], kinds, levels } = order;
    let kind = |until: Readiness| {
        let sample = drawing("graph__sample", graph::sample(until));
        view! { <li class="graph__key">{sample}{say::until(until)}</li> }
    };
    // What is scrolled must be reached by a keyboard.
    let deep = levels.len() > FEW_LEVELS;
    let (class, reached) = if deep { ("graph graph--deep", Some("0")) } else { ("graph", None) };
    let level = |sentence: &String| view! { <li>{sentence.clone()}"."</li> };
    view! {
        <div class=class tabindex=reached role="group" aria-label=say::ORDER>
            {drawing("graph__wide", wide.clone())}
            {drawing("graph__narrow", narrow.clone())}
        </div>
        <ul class="graph__legend">{row(kinds.iter().copied().map(kind))}</ul>
        <details class="section graph__words">
            <summary class="section__head"><h4 class="section__title">{say::AS_LIST}</h4></summary>
            <ol class="graph__list">{row(levels.iter().map(level))}</ol>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::catalogue;
    use crate::plan;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn production() -> Plan<'static> {
        let mut answers = Answers::new(catalogue::first());
        answers.profile = "prod".into();
        plan::make(catalogue::first(), &answers).unwrap()
    }

    #[test]
    fn both_drawings_show_every_service_and_every_wait() {
        let plan = production();
        let order = Order::new(&plan);
        let waits = plan.services.iter().map(|service| service.waits_for.len()).sum::<usize>();
        for svg in &order.drawings {
            assert_eq!(svg.matches("graph__line ").count(), waits);
            assert!(plan.services.iter().all(|service| svg.contains(&format!(">{}</text>", service.id))));
            assert!(svg.contains("<title>ELSA waits until PostgreSQL is healthy</title>"), "{svg}");
            assert!(svg.contains(">×2</text>"));
        }
    }

    #[test]
    fn the_list_says_what_the_drawing_shows() {
        let levels = Order::new(&production()).levels;
        assert!(levels[0].starts_with("PostgreSQL; RabbitMQ; The engine"), "{}", levels[0]);
        assert!(levels[1].contains("The .NET API (2 copies) after PostgreSQL is healthy"), "{}", levels[1]);
    }
}
