//! What is measured, and what came of it for one page.

use std::collections::BTreeMap;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    FirstPaint,
    LandingField,
    LinkedField,
    Preview,
    SecondPreview,
    LongestWhileLoading,
    KeyToPort,
    KeyToFinding,
    KeyToText,
    KeyToSecret,
    KeyToPreview,
    LongestWhileTyping,
    Performance,
    Accessibility,
    BestPractices,
    Seo,
}

impl Measure {
    pub const ALL: [Self; 16] = [
        Self::FirstPaint,
        Self::LandingField,
        Self::LinkedField,
        Self::Preview,
        Self::SecondPreview,
        Self::LongestWhileLoading,
        Self::KeyToPort,
        Self::KeyToFinding,
        Self::KeyToText,
        Self::KeyToSecret,
        Self::KeyToPreview,
        Self::LongestWhileTyping,
        Self::Performance,
        Self::Accessibility,
        Self::BestPractices,
        Self::Seo,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::FirstPaint => "first contentful paint, ms",
            Self::LandingField => "first field usable, ms",
            Self::LinkedField => "first field of #ports usable, ms",
            Self::Preview => "first preview, ms",
            Self::SecondPreview => "preview on a second visit, ms",
            Self::LongestWhileLoading => "longest task while loading, ms",
            Self::KeyToPort => "key to a port, ms",
            Self::KeyToFinding => "key to a wrong port's finding, ms",
            Self::KeyToText => "key to a text, ms",
            Self::KeyToSecret => "key to a secret, ms",
            Self::KeyToPreview => "key to the preview, ms",
            Self::LongestWhileTyping => "longest task while typing, ms",
            Self::Performance => "Lighthouse: performance",
            Self::Accessibility => "Lighthouse: accessibility",
            Self::BestPractices => "Lighthouse: best practices",
            Self::Seo => "Lighthouse: SEO",
        }
    }
}

#[derive(Default)]
pub struct Measured(BTreeMap<Measure, Vec<f64>>);

impl Measured {
    pub fn add(&mut self, measure: Measure, value: f64) {
        self.0.entry(measure).or_default().push(value);
    }

    pub fn of(&self, measure: Measure) -> Option<Spread> {
        self.0.get(&measure).map(|values| Spread::of(values))
    }
}

pub struct Spread {
    pub min: f64,
    pub median: f64,
    /// Of a hundred values, five are above.
    pub most: f64,
    pub max: f64,
}

impl Spread {
    /// Of one value at least.
    pub fn of(values: &[f64]) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |percent: usize| sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)];
        Self { min: at(0), median: at(50), most: at(95), max: at(100) }
    }
}
