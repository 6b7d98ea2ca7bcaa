//! Where the boxes and the lines of the start order lie, as plain numbers. Wide: a column for each level, from the left
//! to the right. Narrow: a row for each service, and the lines in lanes on the left of them.

/// A line: from one service to one that waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    pub from: usize,
    pub to: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

/// The size of a box, and how much is left between two.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    pub width: i32,
    pub height: i32,
}

#[derive(Debug, Default)]
pub struct Layout {
    pub width: i32,
    pub height: i32,
    /// The top left corner of each service's box.
    pub boxes: Vec<Point>,
    /// The way of each line, in the order in which they were given.
    pub ways: Vec<Vec<Point>>,
}

const MARGIN: i32 = 4;
/// Between two levels: room for the lines.
const BETWEEN: i32 = 40;
/// Between two boxes of a level.
const APART: i32 = 14;
/// What a line that passes a level by takes of it.
const PASS: i32 = 8;
const LANE: i32 = 14;

/// A place in a column: a service, or a line that passes by.
#[derive(Clone, Copy)]
struct Spot {
    service: Option<usize>,
    /// The line that passes by.
    line: usize,
    y: i32,
    /// What comes before it in the columns to the left, in their order: the sum of their heights, and how many.
    pull: i32,
}

pub fn wide(levels: &[usize], edges: &[Edge], size: Measure) -> Layout {
    let mut columns = columns(levels, edges);
    for at in 0..columns.len() {
        let (before, rest) = columns.split_at_mut(at);
        let Some(column) = rest.first_mut() else { continue };
        for spot in column.iter_mut() {
            spot.pull = pull(before.last(), edges, *spot, size);
        }
        // Those that are pulled alike stay in their order.
        column.sort_by_key(|spot| spot.pull);
        stack(column, size);
    }
    let bottom = |column: &Vec<Spot>| column.last().map_or(0, |spot| spot.y + tall(spot, size));
    let height = columns.iter().map(bottom).max().unwrap_or_default();
    for column in &mut columns {
        let spare = (height - bottom(column)) / 2;
        for spot in column {
            spot.y += spare + MARGIN;
        }
    }
    draw(&columns, levels.len(), edges, size, height)
}

/// Each level's services in their order, and the lines that pass it by.
fn columns(levels: &[usize], edges: &[Edge]) -> Vec<Vec<Spot>> {
    let count = levels.iter().max().map_or(0, |last| last + 1);
    let mut columns: Vec<Vec<Spot>> = Vec::new();
    for level in 0..count {
        let mut column = Vec::new();
        for (service, own) in levels.iter().enumerate() {
            if *own == level {
                column.push(Spot { service: Some(service), line: 0, y: 0, pull: 0 });
            }
        }
        for (line, edge) in edges.iter().enumerate() {
            if levels[edge.from] < level && level < levels[edge.to] {
                column.push(Spot { service: None, line, y: 0, pull: 0 });
            }
        }
        columns.push(column);
    }
    columns
}

fn tall(spot: &Spot, size: Measure) -> i32 {
    if spot.service.is_some() { size.height } else { PASS }
}

/// At what height most of what leads to it lies.
fn pull(before: Option<&Vec<Spot>>, edges: &[Edge], spot: Spot, size: Measure) -> i32 {
    let (mut sum, mut count) = (0, 0);
    for other in before.into_iter().flatten() {
        let leads = |line: usize, edge: &Edge| {
            let from =
                if other.service.is_some() { other.service == Some(edge.from) } else { other.line == line };
            let to = spot.service.map_or(spot.line == line, |service| edge.to == service);
            from && to
        };
        if edges.iter().enumerate().any(|(line, edge)| leads(line, edge)) {
            sum += other.y + tall(other, size) / 2;
            count += 1;
        }
    }
    if count == 0 { 0 } else { sum / count }
}

fn stack(column: &mut [Spot], size: Measure) {
    let mut y = 0;
    for spot in column {
        spot.y = y;
        y += tall(spot, size) + APART;
    }
}

fn draw(columns: &[Vec<Spot>], services: usize, edges: &[Edge], size: Measure, height: i32) -> Layout {
    let mut boxes = vec![Point::default(); services];
    let mut passes: Vec<Vec<Point>> = vec![Vec::new(); edges.len()];
    let mut x = MARGIN;
    for column in columns {
        for spot in column {
            if let Some(service) = spot.service {
                boxes[service] = Point { x, y: spot.y };
            } else {
                let y = spot.y + PASS / 2;
                passes[spot.line].extend([Point { x, y }, Point { x: x + size.width, y }]);
            }
        }
        x += size.width + BETWEEN;
    }
    let mut ways = Vec::new();
    for (edge, passed) in edges.iter().zip(passes) {
        let (from, to) = (boxes[edge.from], boxes[edge.to]);
        let mut way = vec![Point { x: from.x + size.width, y: from.y + size.height / 2 }];
        way.extend(passed);
        way.push(Point { x: to.x, y: arrival(edges, &boxes, *edge, size) });
        ways.push(way);
    }
    let width = (x - BETWEEN).max(MARGIN) + MARGIN;
    Layout { width, height: height + 2 * MARGIN, boxes, ways }
}

/// Lines that come to one box come side by side, in the order of where they come from.
fn arrival(edges: &[Edge], boxes: &[Point], edge: Edge, size: Measure) -> i32 {
    let to = boxes[edge.to];
    let rank = |edge: &Edge| (boxes[edge.from].y, edge.from);
    let all = edges.iter().filter(|other| other.to == edge.to);
    let before = all.clone().filter(|other| rank(other) < rank(&edge)).count();
    share(to.y, size.height, before, all.count())
}

/// The middle of one of so many equal parts of a length.
fn share(start: i32, length: i32, at: usize, parts: usize) -> i32 {
    let (at, parts) = (i32::try_from(at).unwrap_or_default(), i32::try_from(parts).unwrap_or_default());
    start + length * (at + 1) / (parts + 1)
}

pub fn narrow(levels: &[usize], edges: &[Edge], size: Measure) -> Layout {
    // The order of the rows: by level.
    let mut rows: Vec<usize> = Vec::new();
    for level in 0..=levels.iter().max().copied().unwrap_or_default() {
        rows.extend((0..levels.len()).filter(|service| levels[*service] == level));
    }
    // Whoever is waited for has a lane.
    let lanes: Vec<usize> =
        rows.iter().copied().filter(|service| edges.iter().any(|edge| edge.from == *service)).collect();
    let lane = |service: usize| {
        let at = lanes.iter().rev().position(|other| *other == service).unwrap_or_default();
        MARGIN + LANE / 2 + LANE * i32::try_from(at).unwrap_or_default()
    };
    let left = MARGIN + LANE * i32::try_from(lanes.len()).unwrap_or_default() + LANE / 2;
    let mut boxes = vec![Point::default(); levels.len()];
    let mut y = MARGIN;
    for service in rows {
        boxes[service] = Point { x: left, y };
        y += size.height + APART;
    }
    let mut ways = Vec::new();
    for edge in edges {
        let (from, x) = (boxes[edge.from], lane(edge.from));
        let (out, to) = (from.y + size.height / 2, arrival(edges, &boxes, *edge, size));
        ways.push(vec![
            Point { x: left, y: out },
            Point { x, y: out },
            Point { x, y: to },
            Point { x: left, y: to },
        ]);
    }
    Layout { width: left + size.width + MARGIN, height: (y - APART).max(MARGIN) + MARGIN, boxes, ways }
}

#[cfg(test)]
mod tests;
