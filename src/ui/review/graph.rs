//! In which order services start, as a drawing and as a list.

use std::fmt::Write;

use leptos::prelude::*;

use super::layout::{self, Edge, Layout, Measure, Point};
use super::{Rows, drawing, escape};
use crate::messages::page::review as say;
use crate::plan::{Plan, Service, order};
use crate::stack::Readiness;
use crate::ui::erased::{nothing, row};
use crate::ui::session::Session;

const WIDE: Measure = Measure { width: 132, height: 44 };
const NARROW: Measure = Measure { width: 216, height: 44 };
/// How many letters of a name there is room for.
const WIDE_NAME: usize = 20;
const NARROW_NAME: usize = 32;
/// More levels than this need more room than a column has beside the preview.
const FEW_LEVELS: usize = 3;

/// First both drawings, what their lines stand for, and their name; then a sentence a level.
pub fn rows(session: Session) -> Rows {
    rows_of(&session.made().plan)
}

fn rows_of(plan: &Plan) -> Rows {
    let levels = order::levels(&plan.services);
    let count = levels.iter().max().map_or(0, |last| last + 1);
    let (edges, waits) = edges(&plan.services);
    let label = say::order_label(plan.services.len(), count);
    let draw = |layout: &Layout, size: Measure, room: usize| svg(plan, layout, &waits, &label, size, room);
    let wide = draw(&layout::wide(&levels, &edges, WIDE), WIDE, WIDE_NAME);
    let narrow = draw(&layout::narrow(&levels, &edges, NARROW), NARROW, NARROW_NAME);
    let mut legend = String::new();
    for until in [Readiness::Healthy, Readiness::Started, Readiness::Completed] {
        if waits.contains(&until) {
            legend.push_str(class(until));
            legend.push(' ');
        }
    }
    let deep = if count > FEW_LEVELS { "deep" } else { "" };
    let mut rows = vec![[wide, narrow, legend, deep.to_owned()]];
    for level in 0..count {
        let there = plan.services.iter().zip(&levels).filter(|(_, own)| **own == level);
        let sentences: Vec<String> = there.map(|(service, _)| sentence(plan, service)).collect();
        rows.push([sentences.join("; "), String::new(), String::new(), String::new()]);
    }
    rows
}

fn edges(services: &[Service]) -> (Vec<Edge>, Vec<Readiness>) {
    let (mut edges, mut waits) = (Vec::new(), Vec::new());
    for (to, service) in services.iter().enumerate() {
        for wait in &service.waits_for {
            if let Some(from) = services.iter().position(|other| other.id == wait.service) {
                edges.push(Edge { from, to });
                waits.push(wait.until);
            }
        }
    }
    (edges, waits)
}

/// It ends by itself: others wait for its end.
fn runs_once(plan: &Plan, service: &Service) -> bool {
    let mut waits = plan.services.iter().flat_map(|other| &other.waits_for);
    waits.any(|wait| wait.service == service.id && wait.until == Readiness::Completed)
}

fn name(plan: &Plan, id: &str) -> &'static str {
    plan.stack.service(id).map_or("", |service| service.name)
}

fn sentence(plan: &Plan, service: &Service) -> String {
    let waits: Vec<String> =
        service.waits_for.iter().map(|wait| say::after(name(plan, wait.service), wait.until)).collect();
    say::starts(service.name, service.replicas, runs_once(plan, service), &waits)
}

fn class(until: Readiness) -> &'static str {
    match until {
        Readiness::Healthy => "healthy",
        Readiness::Started => "started",
        Readiness::Completed => "completed",
    }
}

fn svg(plan: &Plan, layout: &Layout, waits: &[Readiness], label: &str, size: Measure, room: usize) -> String {
    let (width, height) = (layout.width, layout.height);
    let mut svg = format!(
        "<svg class=\"graph__picture\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\">",
        escape(label),
    );
    let mut heads = String::new();
    let (edges, _) = edges(&plan.services);
    for ((edge, way), until) in edges.iter().zip(&layout.ways).zip(waits) {
        let (from, to) = (&plan.services[edge.from], &plan.services[edge.to]);
        let title = say::waits(to.name, &say::after(from.name, *until));
        let _ = write!(
            svg,
            "<path class=\"graph__line graph__line--{}\" d=\"{}\"><title>{}</title></path>",
            class(*until),
            path(way),
            escape(&title),
        );
        if let Some(end) = way.last() {
            let _ = write!(heads, "M{} {}l6 4l-6 4z", end.x - 6, end.y - 4);
        }
    }
    let _ = write!(svg, "<path class=\"graph__head\" d=\"{heads}\"/>");
    for (service, corner) in plan.services.iter().zip(&layout.boxes) {
        one(&mut svg, plan, service, *corner, size, room);
    }
    svg.push_str("</svg>");
    svg
}

/// Straight down and across; from column to column in a curve.
fn path(way: &[Point]) -> String {
    let mut path = String::new();
    for (at, point) in way.iter().enumerate() {
        let Some(before) = at.checked_sub(1).map(|at| way[at]) else {
            let _ = write!(path, "M{} {}", point.x, point.y);
            continue;
        };
        if before.x == point.x || before.y == point.y {
            let _ = write!(path, "L{} {}", point.x, point.y);
        } else {
            let middle = i32::midpoint(before.x, point.x);
            let _ = write!(path, "C{middle} {} {middle} {} {} {}", before.y, point.y, point.x, point.y);
        }
    }
    path
}

fn one(svg: &mut String, plan: &Plan, service: &Service, corner: Point, size: Measure, room: usize) {
    let (x, y) = (corner.x, corner.y);
    let once = runs_once(plan, service);
    let mark = match (once, service.replicas) {
        (true, _) => say::ONCE.to_owned(),
        (false, 1) => String::new(),
        (false, copies) => format!("×{copies}"),
    };
    let room = room.saturating_sub(mark.chars().count() + 1);
    let mut full = service.name;
    if full.chars().count() > room {
        full = full.strip_prefix("The ").unwrap_or(full);
    }
    let mut name: String = full.chars().take(room).collect();
    if name.len() < full.len() {
        name.push('…');
    }
    let _ = write!(
        svg,
        "<g><title>{}</title><rect class=\"graph__box{}\" x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"6\"/><text \
         class=\"graph__id\" x=\"{}\" y=\"{}\">{}</text><text class=\"graph__name\" x=\"{}\" y=\"{}\">{}</text><text \
         class=\"graph__mark\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{mark}</text></g>",
        escape(&service.title()),
        if once { " graph__box--once" } else { "" },
        size.width,
        size.height,
        x + 8,
        y + 18,
        escape(service.id),
        x + 8,
        y + 34,
        escape(&name),
        x + size.width - 8,
        y + 34,
    );
}

pub fn view(_: Session, rows: Rows) -> AnyView {
    let mut rows = rows.into_iter();
    let Some([wide, narrow, legend, deep]) = rows.next() else { return nothing() };
    let key = |until: &str| {
        let sample = format!(
            "<svg viewBox=\"0 0 28 8\" width=\"28\" height=\"8\" aria-hidden=\"true\"><path class=\"graph__line \
             graph__line--{until}\" d=\"M0 4H28\"/></svg>"
        );
        view! { <li class="graph__key">{drawing("graph__sample", sample)}{say::until(until)}</li> }.into_any()
    };
    let level = |[sentence, ..]: [String; 4]| view! { <li>{sentence}"."</li> }.into_any();
    // What is scrolled must be reached by a keyboard.
    let (class, reached) = if deep.is_empty() { ("graph", None) } else { ("graph graph--deep", Some("0")) };
    view! {
        <div class=class tabindex=reached role="group" aria-label=say::ORDER>
            {drawing("graph__wide", wide)}
            {drawing("graph__narrow", narrow)}
        </div>
        <ul class="graph__legend">{row(legend.split_whitespace().map(key))}</ul>
        <details class="section graph__words">
            <summary class="section__head"><h4 class="section__title">{say::AS_LIST}</h4></summary>
            <ol class="graph__list">{row(rows.map(level))}</ol>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::catalogue;
    use crate::plan;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn production() -> Plan {
        let mut answers = Answers::new(catalogue::first());
        answers.profile = "prod".into();
        plan::make(catalogue::first(), &answers).unwrap()
    }

    #[test]
    fn both_drawings_show_every_service_and_every_wait() {
        let plan = production();
        let rows = rows_of(&plan);
        let waits = plan.services.iter().map(|service| service.waits_for.len()).sum::<usize>();
        for svg in &rows[0][..2] {
            assert_eq!(svg.matches("graph__line ").count(), waits);
            assert!(plan.services.iter().all(|service| svg.contains(&format!(">{}</text>", service.id))));
            assert!(svg.contains("<title>ELSA waits until PostgreSQL is healthy</title>"), "{svg}");
            assert!(svg.contains(">×2</text>"));
        }
    }

    #[test]
    fn the_list_says_what_the_drawing_shows() {
        let rows = rows_of(&production());
        assert!(rows[1][0].starts_with("PostgreSQL; RabbitMQ; The engine"), "{}", rows[1][0]);
        assert!(rows[2][0].contains("The .NET API (2 copies) after PostgreSQL is healthy"), "{}", rows[2][0]);
    }
}
