//! What this page must keep, held against the pages beside it.

use crate::measures::{Measure, Measured};
use crate::pages::{Kind, Page};

/// Medians in milliseconds, for where a page to compare with is not given. They come from another machine and an
/// earlier rig: fresh browsers, Chromium's own slow 4G, a processor four times slower; nginxconfig.io from its own build, and
/// of Berth the page of commit b480dd8, the last that was one program. Beside those pages, what is measured here counts.
const NGINXCONFIG_FIELD: f64 = 4080.0;
const NGINXCONFIG_PREVIEW: f64 = 4160.0;
const ONE_PROGRAM_LINKED_FIELD: f64 = 2660.0;

pub enum Limit {
    MedianAtMost(f64),
    MaxAtMost(f64),
    MedianAtLeast(f64),
}

/// None where a measure is told only.
pub fn of(measure: Measure, beside: &[(Page, Measured)]) -> Option<Limit> {
    let median = |kind: Kind, measure| {
        let (_, measured) = beside.iter().find(|(page, _)| page.kind == kind)?;
        measured.of(measure).map(|spread| spread.median)
    };
    let nginxconfig = |measure| median(Kind::NginxConfig, measure);
    Some(match measure {
        Measure::LandingField => Limit::MedianAtMost(0.5 * nginxconfig(measure).unwrap_or(NGINXCONFIG_FIELD)),
        Measure::LinkedField => {
            Limit::MedianAtMost(1.1 * median(Kind::OneProgram, measure).unwrap_or(ONE_PROGRAM_LINKED_FIELD))
        }
        Measure::Preview => Limit::MedianAtMost(0.85 * nginxconfig(measure).unwrap_or(NGINXCONFIG_PREVIEW)),
        Measure::SecondPreview => Limit::MedianAtMost(0.3 * nginxconfig(measure)?),
        Measure::KeyToPort | Measure::KeyToFinding | Measure::KeyToText | Measure::KeyToSecret => {
            Limit::MedianAtMost(30.0)
        }
        Measure::KeyToPreview => Limit::MedianAtMost(100.0),
        Measure::LongestWhileTyping => Limit::MaxAtMost(50.0),
        Measure::Performance | Measure::Accessibility | Measure::BestPractices | Measure::Seo => {
            Limit::MedianAtLeast(100.0)
        }
        Measure::FirstPaint | Measure::LongestWhileLoading => return None,
    })
}
