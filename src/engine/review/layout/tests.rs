//! What no drawing may do, whatever the services wait for.

use super::*;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const SIZE: Measure = Measure { width: 136, height: 44 };

/// As many services as this, each of which waits for some before it; the same every time.
fn sample(count: usize, seed: usize) -> (Vec<usize>, Vec<Edge>) {
    let (mut levels, mut edges) = (vec![0; count], Vec::new());
    for to in 1..count {
        for from in 0..to {
            if (from * 7 + to * 13 + seed * 5) % 11 < 2 {
                edges.push(Edge { from, to });
                levels[to] = levels[to].max(levels[from] + 1);
            }
        }
    }
    (levels, edges)
}

fn each(check: impl Fn(&Layout, &[Edge])) {
    for (count, seed) in [(0, 0), (1, 0), (2, 9), (7, 1), (12, 2), (23, 3), (50, 4)] {
        let (levels, edges) = sample(count, seed);
        check(&wide(&levels, &edges, SIZE), &edges);
        check(&narrow(&levels, &edges, SIZE), &edges);
    }
}

#[test]
fn no_two_boxes_overlap() {
    each(|layout, _| {
        for (at, one) in layout.boxes.iter().enumerate() {
            for other in &layout.boxes[..at] {
                let (across, down) = ((one.x - other.x).abs(), (one.y - other.y).abs());
                assert!(across >= SIZE.width || down >= SIZE.height, "{one:?} and {other:?}");
            }
        }
    });
}

#[test]
fn every_line_goes_forward_from_box_to_box() {
    for (count, seed) in [(2, 9), (12, 2), (50, 4)] {
        let (levels, edges) = sample(count, seed);
        let layout = wide(&levels, &edges, SIZE);
        for (edge, way) in edges.iter().zip(&layout.ways) {
            assert_eq!(way[0].x, layout.boxes[edge.from].x + SIZE.width);
            assert_eq!(way[way.len() - 1].x, layout.boxes[edge.to].x);
            assert!(way.windows(2).all(|pair| pair[0].x < pair[1].x), "{way:?}");
        }
        let layout = narrow(&levels, &edges, SIZE);
        for (edge, way) in edges.iter().zip(&layout.ways) {
            assert!(way[0].y < way[way.len() - 1].y, "{way:?}");
            assert!(way[0].y > layout.boxes[edge.from].y && way[3].y > layout.boxes[edge.to].y);
        }
    }
}

#[test]
fn no_line_goes_through_a_box() {
    let (levels, edges) = sample(23, 3);
    let layout = wide(&levels, &edges, SIZE);
    for (edge, way) in edges.iter().zip(&layout.ways) {
        // It is led past each level between, by two points.
        assert_eq!(way.len(), 2 * (levels[edge.to] - levels[edge.from]), "{way:?}");
        // Where it passes a column by, it does so between the boxes.
        for pass in &way[1..way.len() - 1] {
            let hit = |corner: &&Point| {
                (corner.x..=corner.x + SIZE.width).contains(&pass.x)
                    && (corner.y..=corner.y + SIZE.height).contains(&pass.y)
            };
            assert!(layout.boxes.iter().find(hit).is_none(), "{pass:?}");
        }
    }
}

#[test]
fn everything_is_within_the_picture() {
    each(|layout, _| {
        let inside = |x, y| x >= 0 && y >= 0 && x <= layout.width && y <= layout.height;
        assert!(layout.boxes.iter().all(
            |corner| inside(corner.x, corner.y) && inside(corner.x + SIZE.width, corner.y + SIZE.height)
        ));
        assert!(layout.ways.iter().flatten().all(|point| inside(point.x, point.y)));
    });
}

#[test]
fn g27_a_ring_is_drawn_somehow() {
    let edges = [Edge { from: 0, to: 1 }, Edge { from: 1, to: 0 }, Edge { from: 1, to: 1 }];
    for layout in [wide(&[0, 1], &edges, SIZE), narrow(&[0, 1], &edges, SIZE)] {
        assert_eq!((layout.boxes.len(), layout.ways.len()), (2, 3));
    }
}
