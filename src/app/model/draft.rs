//! The reader's own draft, checked against the sources: what supports each of its figures, and what speaks against it.

use super::reading::Reading;
use super::words::plural;
use crate::wire::output::{Claim, Fact, Verdict};

/// What the sources say to a figure of the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Support {
    /// Every source that has it says otherwise.
    Contradicted,
    /// Some sources say so and others otherwise.
    Disputed,
    /// A later source has a newer state.
    Outdated,
    /// No source has it.
    Unsupported,
    /// The same but for rounding or wording.
    Rounded,
    /// Sources say the same, and none otherwise.
    Supported,
}

impl Support {
    /// All, what needs attention first.
    pub const ALL: [Self; 6] =
        [Self::Contradicted, Self::Disputed, Self::Outdated, Self::Unsupported, Self::Rounded, Self::Supported];
    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Contradicted => "Contradicted",
            Self::Disputed => "Disputed",
            Self::Outdated => "Out of date",
            Self::Unsupported => "Not in the sources",
            Self::Rounded => "Supported, rounded",
            Self::Supported => "Supported",
        }
    }
    /// Tells them apart without colour.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Contradicted => "≠",
            Self::Disputed => "≶",
            Self::Outdated => "↻",
            Self::Unsupported => "?",
            Self::Rounded => "≈",
            Self::Supported => "=",
        }
    }
}

/// One figure of the draft.
#[derive(Debug, Clone)]
pub struct Checked<'a> {
    /// Index into the draft's figures.
    pub figure: usize,
    /// What the sources say to it.
    pub support: Support,
    /// The fact that holds it, if any does.
    pub fact: Option<&'a Fact>,
    /// Claims of sources that say the same.
    pub with: Vec<&'a Claim>,
    /// Claims of sources that say otherwise.
    pub against: Vec<&'a Claim>,
}

/// Both can be true: their ranges meet. Values of other units meet nowhere here.
fn meet(a: &Claim, b: &Claim) -> bool {
    let (lo, hi) = (|c: &Claim| c.lo.unwrap_or(f64::NEG_INFINITY), |c: &Claim| c.hi.unwrap_or(f64::INFINITY));
    a.unit == b.unit && lo(a) <= hi(b) && lo(b) <= hi(a)
}

/// All figures of the draft, in reading order.
pub fn check<'a>(reading: &'a Reading, draft: &str) -> Vec<Checked<'a>> {
    let figures = reading.source(draft).map_or(0, |s| s.figures.len());
    (0..figures).map(|figure| one(reading, draft, figure)).collect()
}

fn one<'a>(reading: &'a Reading, draft: &str, figure: usize) -> Checked<'a> {
    let fact = reading.fact_of(draft, figure).filter(|f| f.claims.iter().any(|c| c.source != draft));
    let none = Checked { figure, support: Support::Unsupported, fact: None, with: Vec::new(), against: Vec::new() };
    let Some(fact) = fact else { return none };
    let Some(own) = fact.claims.iter().find(|c| c.source == draft && c.figure == figure) else { return none };
    let sides = reading.sides(fact);
    let (mut with, mut against, mut rounded) = (Vec::new(), Vec::new(), false);
    for side in &sides {
        let same = side.claims.iter().any(|c| std::ptr::eq(*c, own));
        let others = side.claims.iter().copied().filter(|c| c.source != draft);
        match same || fact.verdict == Verdict::Compatible || others.clone().all(|c| meet(own, c)) {
            true => {
                rounded |= !same;
                with.extend(others);
            }
            false => against.extend(others),
        }
    }
    let newest = sides.last().is_some_and(|s| s.claims.iter().any(|c| c.source == draft));
    let support = match (fact.verdict, with.is_empty(), against.is_empty()) {
        (Verdict::Updated, ..) if !newest => Support::Outdated,
        (Verdict::Updated, ..) => Support::Supported,
        (_, true, false) => Support::Contradicted,
        (_, false, false) => Support::Disputed,
        (_, false, true) if rounded && with.iter().all(|c| (c.lo, c.hi) != (own.lo, own.hi)) => Support::Rounded,
        (_, false, true) => Support::Supported,
        (_, true, true) => Support::Unsupported,
    };
    Checked { figure, support, fact: Some(fact), with, against }
}

/// "2 contradicted, 1 not in the sources, 5 supported", for a line over the draft.
pub fn summary(checked: &[Checked]) -> String {
    let count = |s: Support| checked.iter().filter(|c| c.support == s).count();
    let parts: Vec<String> = Support::ALL
        .into_iter()
        .filter(|s| count(*s) > 0)
        .map(|s| format!("{} {}", count(s), s.label().to_lowercase()))
        .collect();
    match parts.is_empty() {
        true => "No figures yet".into(),
        false => format!("{}: {}", plural(checked.len(), "figure", "figures"), parts.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::tests::{fact, source};
    use super::*;
    use crate::wire::Report;

    fn supports(verdict: Verdict, draft: &str, others: &[&str]) -> Vec<Support> {
        let mut sources = vec![source("d", draft)];
        sources.extend(others.iter().enumerate().map(|(i, t)| source(&format!("s{i}"), t)));
        let facts = vec![fact("f", verdict, &sources.iter().collect::<Vec<_>>())];
        let reading = Reading::new(1, Report::of(sources, facts));
        check(&reading, "d").iter().map(|c| c.support).collect()
    }

    #[test]
    fn each_figure_of_a_draft_is_checked() {
        use Support::*;
        assert_eq!(supports(Verdict::Agree, "[42] and [7]", &["[42]", "[42]"]), [Supported, Unsupported]);
        assert_eq!(supports(Verdict::Conflict, "[42]", &["[45]"]), [Contradicted]);
        assert_eq!(supports(Verdict::Conflict, "[42]", &["[45]", "[42]"]), [Disputed]);
        assert_eq!(supports(Verdict::Updated, "[42]", &["[45]"]), [Outdated]);
        assert_eq!(supports(Verdict::Updated, "[45]", &["[42]"]), [Supported]);
        assert_eq!(supports(Verdict::Compatible, "[42]", &["[43]"]), [Rounded]);
        assert_eq!(supports(Verdict::Agree, "nothing", &["[43]"]), []);
    }

    #[test]
    fn a_line_says_how_the_draft_stands() {
        let sources = vec![source("d", "[42] and [7]"), source("s", "[45]")];
        let facts = vec![fact("f", Verdict::Conflict, &sources.iter().collect::<Vec<_>>())];
        let reading = Reading::new(1, Report::of(sources, facts));
        assert_eq!(summary(&check(&reading, "d")), "2 figures: 1 contradicted, 1 not in the sources");
        assert_eq!(summary(&check(&reading, "nobody")), "No figures yet");
    }
}
