//! How the page calls things.

use crate::wire::output::{EntityKind, FigureKind, Verdict};
pub use crate::wire::trace::{date, number, trace, value};

/// Verdicts as people meet them: what needs attention first, what only one source says last.
pub const VERDICTS: [Verdict; 5] = [Verdict::Conflict, Verdict::Updated, Verdict::Compatible, Verdict::Agree, Verdict::Single];

/// Place in [`VERDICTS`].
pub fn rank(verdict: Verdict) -> usize {
    VERDICTS.iter().position(|&v| v == verdict).unwrap_or(VERDICTS.len())
}

/// A sign that tells verdicts apart without colour.
pub const fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "≠",
        Verdict::Updated => "↻",
        Verdict::Compatible => "≈",
        Verdict::Agree => "=",
        Verdict::Single => "1",
    }
}

/// One finding of this verdict.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "Contradiction",
        Verdict::Updated => "Update",
        Verdict::Compatible => "Compatible",
        Verdict::Agree => "Agreement",
        Verdict::Single => "One source only",
    }
}

/// Several findings of this verdict.
pub const fn verdicts(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "Contradictions",
        Verdict::Updated => "Updates",
        Verdict::Compatible => "Compatible",
        Verdict::Agree => "Agreements",
        Verdict::Single => "One source only",
    }
}

/// What it means, as a sentence.
pub const fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "Sources contradict each other: the figures cannot both be true.",
        Verdict::Updated => "A later source reports a later state.",
        Verdict::Compatible => "The figures differ only by rounding or wording.",
        Verdict::Agree => "Sources agree.",
        Verdict::Single => "Only this source has it.",
    }
}

/// "3 figures", "1 figure".
pub fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Figures by what a reader looks for; each group has one tint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Money.
    Money,
    /// Percentages and ratios.
    Share,
    /// Counted things and bare numbers.
    Count,
    /// Dates, times, durations, ages.
    Time,
    /// Everything with a physical unit.
    Measure,
}

impl Group {
    /// All, in the order of the legend.
    pub const ALL: [Self; 5] = [Self::Money, Self::Share, Self::Count, Self::Time, Self::Measure];
    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Money => "Money",
            Self::Share => "Shares",
            Self::Count => "Numbers",
            Self::Time => "Time",
            Self::Measure => "Measures",
        }
    }
    /// For the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Money => "g-money",
            Self::Share => "g-share",
            Self::Count => "g-count",
            Self::Time => "g-time",
            Self::Measure => "g-measure",
        }
    }
}

/// The group of a kind.
pub const fn group(kind: FigureKind) -> Group {
    match kind {
        FigureKind::Money => Group::Money,
        FigureKind::Percent | FigureKind::Ratio => Group::Share,
        FigureKind::Count | FigureKind::Number | FigureKind::Ordinal | FigureKind::Other => Group::Count,
        FigureKind::Duration | FigureKind::Date | FigureKind::Time | FigureKind::Age => Group::Time,
        FigureKind::Length
        | FigureKind::Area
        | FigureKind::Volume
        | FigureKind::Mass
        | FigureKind::Speed
        | FigureKind::Temperature
        | FigureKind::Power
        | FigureKind::Energy
        | FigureKind::Data => Group::Measure,
    }
}

/// For the style sheet.
pub const fn entity_class(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Org => "e-org",
        EntityKind::Person => "e-person",
        EntityKind::Place | EntityKind::Nationality => "e-place",
        _ => "e-other",
    }
}

/// For people.
pub const fn entity_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Org => "Organisation",
        EntityKind::Person => "Person",
        EntityKind::Place => "Place",
        EntityKind::Product => "Product",
        EntityKind::Event => "Event",
        EntityKind::Work => "Work",
        EntityKind::Law => "Law",
        EntityKind::Nationality => "Nationality",
        EntityKind::Other => "Other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verdict_has_its_own_sign_and_rank() {
        for (i, v) in VERDICTS.into_iter().enumerate() {
            assert_eq!(rank(v), i);
            assert!(VERDICTS.iter().all(|&w| w == v || sign(w) != sign(v)));
        }
    }
}
