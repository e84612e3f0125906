//! How the page calls things.

use crate::wire::output::{EntityKind, FigureKind, Hedge, Verdict};

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

/// For people.
pub const fn hedge(hedge: Hedge) -> &'static str {
    match hedge {
        Hedge::About => "about",
        Hedge::AtLeast => "at least",
        Hedge::AtMost => "at most",
        Hedge::Range => "a range",
        Hedge::Vague => "vague",
        Hedge::Relative => "relative to its date",
    }
}

/// A number as a newspaper prints it: "38 billion", "1,250", "0.4".
pub fn number(v: f64) -> String {
    const SCALES: [(f64, &str); 3] = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];
    for (scale, word) in SCALES {
        if v.abs() >= scale && v.abs() < 1e15 {
            return trim(v / scale, 3) + word;
        }
    }
    if v.abs() >= 1e15 { format!("{v:e}") } else { thousands(&trim(v, 4)) }
}

fn trim(v: f64, digits: usize) -> String {
    let s = format!("{v:.digits$}");
    if s.contains('.') { s.trim_end_matches('0').trim_end_matches('.').to_string() } else { s }
}

fn thousands(s: &str) -> String {
    let (sign, s) = s.strip_prefix('-').map_or(("", s), |rest| ("−", rest));
    let (whole, rest) = s.split_once('.').map_or((s, String::new()), |(w, r)| (w, format!(".{r}")));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    format!("{sign}{out}{rest}")
}

/// A value with its unit, as it was understood: "USD 38 billion", "20 % or more", "3 to 5 years". `None` where nothing was.
pub fn value(lo: Option<f64>, hi: Option<f64>, unit: Option<&str>) -> Option<String> {
    let money = unit.filter(|u| u.len() == 3 && u.bytes().all(|b| b.is_ascii_uppercase()));
    let with = |n: String, v: f64| match (money, unit) {
        (Some(code), _) => format!("{code} {n}"),
        (None, Some("%")) => format!("{n} %"),
        (None, Some(unit)) if v == 1.0 || unit.ends_with('s') || unit.contains(['/', '°']) => format!("{n} {unit}"),
        (None, Some("person")) => format!("{n} people"),
        (None, Some(unit)) if unit.is_ascii() && unit.bytes().all(|b| b.is_ascii_lowercase()) => format!("{n} {unit}s"),
        (None, Some(unit)) => format!("{n} {unit}"),
        (None, None) => n,
    };
    match (lo, hi) {
        (Some(a), Some(b)) if a == b => Some(with(number(a), a)),
        (Some(a), Some(b)) => Some(with(format!("{} to {}", number(a), number(b)), b)),
        (Some(a), None) => Some(with(number(a), a) + " or more"),
        (None, Some(b)) => Some("up to ".to_string() + &with(number(b), b)),
        (None, None) => None,
    }
}

/// A day as people read it, "1 March 2026", with the time where it is known; what is no ISO 8601 date stays as it is.
pub fn date(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let read = || {
        let (day, time) = iso.split_once('T').map_or((iso, ""), |(d, t)| (d, t.get(..5).unwrap_or("")));
        let mut parts = day.splitn(3, '-');
        let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
        let month = MONTHS.get(m.parse::<usize>().ok()?.checked_sub(1)?)?;
        let day = format!("{} {month} {y}", d.parse::<u8>().ok()?);
        Some(if time.is_empty() { day } else { format!("{day}, {time}") })
    };
    read().unwrap_or_else(|| iso.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_in_a_newspaper() {
        assert_eq!(value(Some(3.8e10), Some(3.8e10), Some("USD")).as_deref(), Some("USD 38 billion"));
        assert_eq!(value(Some(20.0), None, Some("%")).as_deref(), Some("20 % or more"));
        assert_eq!(value(Some(3.0), Some(5.0), Some("year")).as_deref(), Some("3 to 5 years"));
        assert_eq!(value(Some(1250.0), Some(1250.0), Some("person")).as_deref(), Some("1,250 people"));
        assert_eq!(value(Some(1.0), Some(1.0), Some("ship")).as_deref(), Some("1 ship"));
        assert_eq!(value(None, Some(0.25), None).as_deref(), Some("up to 0.25"));
        assert_eq!(value(None, None, Some("USD")), None);
        assert_eq!(number(-1234567.0), "-1.235 million");
        assert_eq!(number(-1234.5), "−1,234.5");
    }

    #[test]
    fn dates_read_as_in_a_newspaper() {
        assert_eq!(date("2026-03-01"), "1 March 2026");
        assert_eq!(date("2026-03-01T08:05:00Z"), "1 March 2026, 08:05");
        assert_eq!(date("soon"), "soon");
        assert_eq!(date("2026-13-01"), "2026-13-01");
    }

    #[test]
    fn every_verdict_has_its_own_sign_and_rank() {
        for (i, v) in VERDICTS.into_iter().enumerate() {
            assert_eq!(rank(v), i);
            assert!(VERDICTS.iter().all(|&w| w == v || sign(w) != sign(v)));
        }
    }
}
