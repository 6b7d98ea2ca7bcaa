//! The numbers, side by side, with the limits of this page.

use crate::limits::{self, Limit};
use crate::measures::{Measure, Measured, Spread};
use crate::pages::Page;

/// True where this page, which is the first, keeps every limit.
pub fn print(pages: &[(Page, Measured)]) -> bool {
    let [(_, own), beside @ ..] = pages else { return false };
    print!("\n{:<33}", "median (min, 95 %, max)");
    for (page, _) in pages {
        print!("{:>33}", page.name);
    }
    println!("   this page's limit");
    let mut all_kept = true;
    for measure in Measure::ALL {
        print!("{:<33}", measure.name());
        for (_, measured) in pages {
            print!("{:>33}", measured.of(measure).map_or("-".to_owned(), |spread| cell(&spread)));
        }
        let Some(limit) = limits::of(measure, beside) else {
            println!();
            continue;
        };
        let kept = own.of(measure).is_some_and(|spread| keeps(&spread, &limit));
        println!("   {}: {}", words(&limit), if kept { "ok" } else { "MISSED" });
        all_kept &= kept;
    }
    all_kept
}

fn cell(spread: &Spread) -> String {
    let number = |value: f64| format!("{value:.0$}", usize::from(value < 100.0 && value.fract() > 0.0));
    let [median, min, most, max] = [spread.median, spread.min, spread.most, spread.max].map(number);
    format!("{median} ({min}, {most}, {max})")
}

fn keeps(spread: &Spread, limit: &Limit) -> bool {
    match limit {
        Limit::MedianAtMost(most) => spread.median <= *most,
        Limit::MaxAtMost(most) => spread.max <= *most,
        // A machine that is busy for a moment lowers one mark, so the middle one counts.
        Limit::MedianAtLeast(least) => spread.median >= *least,
    }
}

fn words(limit: &Limit) -> String {
    match limit {
        Limit::MedianAtMost(most) => format!("median at most {most:.0}"),
        Limit::MaxAtMost(most) => format!("max at most {most:.0}"),
        Limit::MedianAtLeast(least) => format!("median at least {least:.0}"),
    }
}
