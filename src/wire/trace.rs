//! How a figure was read, for people: the native `explain` and the page show the same words.

use std::fmt;

use super::output::{Figure, FigureKind, Hedge};

/// How a figure was read, as named parts in the order in which people read them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Name ("Kind", "Read as", "Measures", "About", "Rule") and what is to be said under it; parts without words are left out.
    pub parts: Vec<(&'static str, String)>,
}

impl fmt::Display for Trace {
    /// In one line: "Kind percent; read as at least 20 %; measures turnout; about Port Ansel; rule percent".
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (i, (name, words)) in self.parts.iter().enumerate() {
            if i == 0 {
                write!(f, "{name} {words}")?;
            } else {
                write!(f, "; {} {words}", name.to_ascii_lowercase())?;
            }
        }
        Ok(())
    }
}

/// Says what a figure was taken for: kind, value or bounds with unit and hedge, what it measures, whom it is about, the rule.
pub fn trace(figure: &Figure) -> Trace {
    let read = value(figure.kind, figure.lo, figure.hi, figure.unit.as_deref());
    let limit = figure.hedge.and_then(|h| {
        // Bounds that say it themselves need no second word.
        let said = match h {
            Hedge::AtLeast => figure.lo.is_some() && figure.hi.is_none(),
            Hedge::AtMost => figure.lo.is_none() && figure.hi.is_some(),
            _ => false,
        };
        (!said).then(|| hedge(h))
    });
    let read = [Some(read.unwrap_or_else(|| "no value known".into())), limit.map(String::from)];
    let parts = [
        ("Kind", figure.kind.as_str().to_string()),
        ("Read as", read.into_iter().flatten().collect::<Vec<_>>().join(", ")),
        ("Measures", figure.measure.clone().unwrap_or_default()),
        ("About", figure.subjects.join(", ")),
        ("Rule", figure.rule.clone()),
    ];
    Trace { parts: parts.into_iter().filter(|(_, words)| !words.is_empty()).collect() }
}

/// For people.
pub const fn hedge(hedge: Hedge) -> &'static str {
    match hedge {
        Hedge::About => "about",
        Hedge::AtLeast => "at least",
        Hedge::AtMost => "at most",
        Hedge::Range => "a range",
        Hedge::Vague => "vague",
        Hedge::Relative => "relative to another date or value",
    }
}

/// A value with its unit as it was understood: "USD 38 billion", "at least 20 %", "3 to 5 years", "18 March 2026", "21:40".
/// `None` where nothing was. Dates count days since 1970-01-01 or years, times minutes since midnight.
pub fn value(kind: FigureKind, lo: Option<f64>, hi: Option<f64>, unit: Option<&str>) -> Option<String> {
    match (kind, unit) {
        (FigureKind::Date, Some("day")) => bounds(lo, hi, &|v| day(v), &|v, _| v),
        (FigureKind::Date, Some("year")) => bounds(lo, hi, &|v| trim(v, 0), &|v, _| v),
        (FigureKind::Time, _) => bounds(lo, hi, &clock, &|v, _| v),
        (FigureKind::Ordinal, None) => bounds(lo, hi, &number, &|n, _| format!("number {n}")),
        (FigureKind::Ratio, Some("score")) => bounds(lo, hi, &number, &|n, _| n),
        // Codes stand before the amount, plain names of currencies behind it.
        (FigureKind::Money, Some(code)) if code.bytes().all(|b| b.is_ascii_uppercase()) => {
            bounds(lo, hi, &number, &|n, _| format!("{code} {n}"))
        }
        _ => bounds(lo, hi, &number, &|n, v| with_unit(n, v, unit)),
    }
}

/// Both ends in words: `one` says a value, `with` puts the unit to the words of all.
fn bounds(lo: Option<f64>, hi: Option<f64>, one: &dyn Fn(f64) -> String, with: &dyn Fn(String, f64) -> String) -> Option<String> {
    match (lo, hi) {
        (Some(a), Some(b)) if a == b => Some(with(one(a), a)),
        (Some(a), Some(b)) => Some(with(format!("{} to {}", one(a), one(b)), b)),
        (Some(a), None) => Some(format!("at least {}", with(one(a), a))),
        (None, Some(b)) => Some(format!("at most {}", with(one(b), b))),
        (None, None) => None,
    }
}

/// A value of unit `from` in unit `to`, both by their singular names: 5 kilometres are 5,000 metres. `None` where they measure
/// different things or one has no fixed size (currencies, counted nouns). Equal names need no table.
pub fn convert(v: f64, from: &str, to: &str) -> Option<f64> {
    if from == to {
        return Some(v);
    }
    let (a, b) = (crate::core::figures::unit::measure(from)?, crate::core::figures::unit::measure(to)?);
    let (zero, one) = (b.to_base(0.0), b.to_base(1.0));
    (a.dimension == b.dimension && one != zero).then(|| (a.to_base(v) - zero) / (one - zero))
}

fn with_unit(n: String, v: f64, unit: Option<&str>) -> String {
    match unit {
        Some(unit) if v != 1.0 => format!("{n} {}", crate::core::figures::plural(unit)),
        Some(unit) => format!("{n} {unit}"),
        None => n,
    }
}

/// A number as a newspaper prints it: "38 billion", "1,250", "0.4".
pub fn number(v: f64) -> String {
    const SCALES: [(f64, &str); 3] = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];
    for (scale, word) in SCALES {
        if v.abs() >= scale && v.abs() < 1e15 {
            return trim(v / scale, 3).replace('-', "−") + word;
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

/// Minutes since midnight as people read them; those of a span past midnight count on.
fn clock(minutes: f64) -> String {
    let m = minutes.rem_euclid(1440.0).round() as u32;
    format!("{:02}:{:02}", m / 60 % 24, m % 60)
}

/// Days since 1970-01-01 as a day of the calendar; what lies outside jiff's years stays a number.
fn day(days: f64) -> String {
    let since = jiff::civil::date(1970, 1, 1);
    let at = jiff::Span::new().try_days(days as i64).and_then(|span| since.checked_add(span));
    at.map_or_else(|_| number(days), |d| date(&d.to_string()))
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
    use super::super::{SourceInput, annotate};
    use super::*;

    /// The trace of the first figure of a text, without its rule; the rule has to be there.
    fn read(text: &str) -> String {
        let source = SourceInput { published: Some("2026-03-04".into()), ..SourceInput::text("a", text) };
        let out = annotate(source, &crate::wire::OptionsInput::default()).expect("a text");
        let figure = out.figures.first().expect("a figure");
        let all = trace(figure).to_string();
        let rule = format!("; rule {}", figure.rule);
        assert!(!figure.rule.is_empty() && all.ends_with(&rule), "{all}");
        all.trim_end_matches(&rule).to_string()
    }

    #[test]
    fn a_trace_says_kind_value_hedge_measure_and_subject() {
        let start = |text: &str, words: &str| assert!(read(text).starts_with(words), "{}", read(text));
        start("Orvane Foods raised its dividend by at least 20 percent.", "Kind percent; read as at least 20 %; ");
        start(
            "Orvane Foods has up to 30 ferries.",
            "Kind count; read as at most 30 ferries; measures ferries; about Orvane Foods",
        );
        start("Orvane Foods is worth about $1.4 trillion.", "Kind money; read as USD 1.4 trillion, about; ");
        start("Orvane Foods closes on March 18.", "Kind date; read as 18 March 2026");
        start("Orvane Foods was built in 2009.", "Kind date; read as 2009; measures year built; about Orvane Foods");
        start("Orvane Foods closes at 9.40 p.m. every day.", "Kind time; read as 21:40");
    }

    #[test]
    fn units_of_one_dimension_are_converted() {
        assert_eq!(convert(5.0, "kilometre", "metre"), Some(5000.0));
        assert_eq!(convert(5.0, "metre", "kilogram"), None);
        assert_eq!(convert(5.0, "person", "injured"), None);
        assert_eq!(convert(5.0, "person", "person"), Some(5.0));
        assert!(convert(212.0, "fahrenheit", "celsius").is_some_and(|v| (v - 100.0).abs() < 1e-6));
    }

    #[test]
    fn parts_without_words_are_left_out() {
        let figure = Figure {
            start: 0,
            end: 4,
            text: "many".into(),
            kind: FigureKind::Number,
            lo: None,
            hi: None,
            unit: None,
            hedge: Some(Hedge::Vague),
            measure: None,
            subjects: vec![],
            rule: "number.vague".into(),
        };
        assert_eq!(trace(&figure).to_string(), "Kind number; read as no value known, vague; rule number.vague");
        let bound = Figure { lo: Some(3.0), hi: Some(5.0), unit: Some("year".into()), hedge: Some(Hedge::AtMost), ..figure };
        assert_eq!(trace(&bound).parts[1], ("Read as", "3 to 5 years, at most".to_string()));
    }

    #[test]
    fn values_read_as_in_a_newspaper() {
        let count = |lo, hi, unit| value(FigureKind::Count, lo, hi, unit).unwrap_or_default();
        assert_eq!(value(FigureKind::Money, Some(3.8e10), Some(3.8e10), Some("USD")).as_deref(), Some("USD 38 billion"));
        assert_eq!(value(FigureKind::Money, Some(2.0), Some(2.0), Some("franc")).as_deref(), Some("2 francs"));
        assert_eq!(count(Some(500.0), None, Some("SUV")), "at least 500 SUVs");
        assert_eq!(count(Some(20.0), None, Some("%")), "at least 20 %");
        assert_eq!(count(Some(3.0), Some(5.0), Some("year")), "3 to 5 years");
        assert_eq!(count(Some(1250.0), Some(1250.0), Some("person")), "1,250 people");
        assert_eq!(count(Some(25.0), Some(25.0), Some("metre per second")), "25 metres per second");
        assert_eq!(count(Some(1.0), Some(1.0), Some("ship")), "1 ship");
        assert_eq!(count(None, Some(0.25), None), "at most 0.25");
        assert_eq!(count(None, None, Some("USD")), "");
        assert_eq!(number(-1234567.0), "−1.235 million");
        assert_eq!(number(-1234.5), "−1,234.5");
        assert_eq!(
            value(FigureKind::Date, Some(0.0), Some(31.0), Some("day")).as_deref(),
            Some("1 January 1970 to 1 February 1970")
        );
        assert_eq!(value(FigureKind::Date, Some(1e300), None, Some("day")).as_deref(), Some("at least 1e300"));
        assert_eq!(value(FigureKind::Time, Some(1400.0), Some(1500.0), Some("minute")).as_deref(), Some("23:20 to 01:00"));
    }

    #[test]
    fn dates_read_as_in_a_newspaper() {
        assert_eq!(date("2026-03-01"), "1 March 2026");
        assert_eq!(date("2026-03-01T08:05:00Z"), "1 March 2026, 08:05");
        assert_eq!(date("soon"), "soon");
        assert_eq!(date("2026-13-01"), "2026-13-01");
    }
}
