//! In which order services start, as drawings and in words.

use super::graph;
use crate::message::Order;
use crate::plan::{self, Plan, Service};
use crate::stack::Readiness;
use crate::words::page::review as say;

pub fn order(plan: &Plan<'static>) -> Order {
    let of_services = plan::order::levels(&plan.services);
    let count = of_services.iter().max().map_or(0, |last| last + 1);
    let waits_for = |until: &Readiness| {
        plan.services.iter().flat_map(|service| &service.waits_for).any(|wait| wait.until == *until)
    };
    let line = |until: Readiness| (graph::sample(until), say::until(until).to_owned());
    let sentences = |level: usize| {
        let there = plan.services.iter().zip(&of_services).filter(|(_, own)| **own == level);
        there.map(|(service, _)| sentence(plan, service)).collect::<Vec<_>>().join("; ")
    };
    let label = say::order_label(plan.services.len(), count);
    let kinds = [Readiness::Healthy, Readiness::Started, Readiness::Completed];
    Order {
        drawings: graph::drawings(plan, &of_services, &label),
        lines: kinds.into_iter().filter(waits_for).map(line).collect(),
        levels: (0..count).map(sentences).collect(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::catalogue;
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
        let order = super::order(&plan);
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
        let levels = order(&production()).levels;
        assert!(levels[0].starts_with("PostgreSQL; RabbitMQ; The engine"), "{}", levels[0]);
        assert!(levels[1].contains("The .NET API (2 copies) after PostgreSQL is healthy"), "{}", levels[1]);
    }
}
