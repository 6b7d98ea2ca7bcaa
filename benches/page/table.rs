//! The numbers, side by side with their limits.

/// What is held against the limit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    Median,
    /// The largest of all.
    Max,
    /// A mark: the middle one must reach the limit, as a machine that is busy for a moment lowers one of them.
    MedianAtLeast,
    /// Nothing: it is told only.
    Told,
}

pub struct Row {
    pub case: String,
    pub unit: &'static str,
    pub limit: f64,
    pub judged: Judged,
    pub values: Vec<f64>,
}

impl Row {
    fn sorted(&self) -> Vec<f64> {
        let mut values = self.values.clone();
        values.sort_by(f64::total_cmp);
        values
    }

    fn holds(&self) -> bool {
        let sorted = self.sorted();
        let Some(max) = sorted.last() else { return false };
        match self.judged {
            Judged::Median => quantile(&sorted, 50) <= self.limit,
            Judged::Max => *max <= self.limit,
            Judged::MedianAtLeast => quantile(&sorted, 50) >= self.limit,
            Judged::Told => true,
        }
    }
}

fn quantile(sorted: &[f64], percent: usize) -> f64 {
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}

/// True where every limit is kept.
pub fn print(rows: &[Row]) -> bool {
    println!("\n{:<46}{:>4}{:>9}{:>9}{:>9}{:>9}   limit", "case", "n", "min", "median", "95 %", "max");
    for row in rows {
        let sorted = row.sorted();
        print!("{:<46}{:>4}", row.case, sorted.len());
        for percent in [0, 50, 95, 100] {
            if sorted.is_empty() {
                print!("{:>9}", "none");
            } else {
                print!("{:>9.1}", quantile(&sorted, percent));
            }
        }
        let verdict = if row.holds() { "ok" } else { "MISSED" };
        match row.judged {
            Judged::Told => println!("   {}", row.unit),
            Judged::Median => println!("   median {} {}: {verdict}", row.limit, row.unit),
            Judged::Max => println!("   max {} {}: {verdict}", row.limit, row.unit),
            Judged::MedianAtLeast => println!("   median at least {}{}: {verdict}", row.limit, row.unit),
        }
    }
    rows.iter().all(Row::holds)
}
