//! The start order as a drawing: a box for each service, a line for each wait.

use std::fmt::Write;

use super::layout::{self, Edge, Layout, Measure, Point};
use crate::plan::{Plan, Service};
use crate::stack::Readiness;
use crate::words::page::review as say;

const WIDE: Measure = Measure { width: 132, height: 44 };
const NARROW: Measure = Measure { width: 216, height: 44 };
/// How many letters of a name there is room for.
const WIDE_NAME: usize = 20;
const NARROW_NAME: usize = 32;

/// A column for each level, and, for where there is less room, a row for each service.
pub fn drawings(plan: &Plan, levels: &[usize], label: &str) -> [String; 2] {
    let (edges, waits) = edges(&plan.services);
    let draw = |layout: &Layout, size: Measure, room: usize| svg(plan, layout, &waits, label, size, room);
    [
        draw(&layout::wide(levels, &edges, WIDE), WIDE, WIDE_NAME),
        draw(&layout::narrow(levels, &edges, NARROW), NARROW, NARROW_NAME),
    ]
}

/// What a line of this kind looks like.
pub fn sample(until: Readiness) -> String {
    format!(
        "<svg viewBox=\"0 0 28 8\" width=\"28\" height=\"8\" aria-hidden=\"true\"><path class=\"graph__line \
         graph__line--{}\" d=\"M0 4H28\"/></svg>",
        class(until)
    )
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
pub fn runs_once(plan: &Plan, service: &Service) -> bool {
    let mut waits = plan.services.iter().flat_map(|other| &other.waits_for);
    waits.any(|wait| wait.service == service.id && wait.until == Readiness::Completed)
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
        full = say::short_name(full);
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
        escape(&service.manifest.title()),
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

/// A text as it stands in a drawing.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
