//! Dates of publication as pages and papers write them: "3 March 2026, 07:30", "Tue, March 3, 2026 at 7:30 a.m. GMT".

use crate::core::text::date::parse_iso;

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Zones with one meaning among English-language newspapers. ET and the like depend on the season and are taken as no zone.
const ZONES: &[(&str, &str)] = &[
    ("gmt", "Z"),
    ("utc", "Z"),
    ("z", "Z"),
    ("bst", "+01:00"),
    ("cet", "+01:00"),
    ("cest", "+02:00"),
    ("est", "-05:00"),
    ("edt", "-04:00"),
    ("pst", "-08:00"),
    ("pdt", "-07:00"),
];

/// ISO 8601 as a machine wrote it, or a date in words: a date that [`parse_iso`] reads, or `None`. All of the text must be the date.
pub fn read(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > 80 {
        return None;
    }
    iso(text).or_else(|| in_words(text))
}

/// "2026-03-03", "2026-03-03 07:30", "2026-03-03T07:30:00.000+0100".
fn iso(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' || !text.is_ascii() {
        return None;
    }
    let mut date = text.replacen(' ', "T", 1).replace(' ', "");
    // Some systems leave the colon out of the zone.
    let zone = date.len().checked_sub(5).filter(|&at| at > 15 && date[at..].starts_with(['+', '-']));
    if let Some(at) = zone.filter(|&at| date[at + 1..].bytes().all(|b| b.is_ascii_digit())) {
        date.insert(at + 3, ':');
    }
    // A part of a second tells nothing.
    if let Some(at) = date.find('.') {
        let digits = date[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        date.replace_range(at..at + 1 + digits, "");
    }
    parse_iso(&date).map(|_| date)
}

fn in_words(text: &str) -> Option<String> {
    let (mut year, mut month, mut day) = (None, None, None);
    let (mut time, mut zone) = (None::<(u32, u32)>, None);
    let mut numbers = Vec::new();
    let spaced = text.replace([',', '(', ')', '|', '·'], " ");
    for word in spaced.split_whitespace() {
        let lower = word.to_ascii_lowercase();
        let bare = lower.trim_matches('.');
        if let Some(m) = MONTHS.iter().position(|m| *m == bare || (bare.len() >= 3 && m.starts_with(bare) && bare.len() <= 4)) {
            once(&mut month, m as u32 + 1)?;
        } else if DAYS.iter().any(|d| bare.len() >= 3 && d.starts_with(bare))
            || matches!(bare, "at" | "on" | "the" | "of" | "-" | "–" | "local" | "time")
        {
        } else if let Some((_, offset)) = ZONES.iter().find(|(name, _)| *name == bare) {
            once(&mut zone, (*offset).to_string())?;
        } else if matches!(bare, "et" | "pt" | "ct" | "mt") {
            // No zone; see ZONES.
        } else if let Some(offset) = lower.strip_prefix("gmt").or(lower.strip_prefix("utc")).filter(|o| o.len() == 6) {
            once(&mut zone, offset.to_string())?;
        } else if matches!(bare, "am" | "a.m" | "pm" | "p.m") {
            time = Some(half_day(time?, bare.starts_with('p'))?);
        } else if let Some(t) = clock(&lower) {
            once(&mut time, t)?;
        } else if let Some(iso) = iso(word) {
            let mut parts = iso.get(..10)?.split('-').filter_map(|p| p.parse().ok());
            (year, month, day) = (parts.next(), parts.next(), parts.next());
        } else if let Some((d, m, y)) = dotted(word) {
            (year, month, day) = (Some(y), Some(m), Some(d));
        } else {
            let digits = ["st", "nd", "rd", "th"].iter().find_map(|s| bare.strip_suffix(s)).unwrap_or(bare);
            numbers.push(digits.parse::<u32>().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?);
        }
    }
    for n in numbers {
        match n {
            1..=31 => once(&mut day, n)?,
            1900..=2100 => once(&mut year, n)?,
            _ => return None,
        }
    }
    let date = format!("{:04}-{:02}-{:02}", year?, month?, day?);
    let date = match time {
        Some((h, m)) => format!("{date}T{h:02}:{m:02}:00{}", zone.unwrap_or_default()),
        None => date,
    };
    parse_iso(&date).map(|_| date)
}

/// A second value of one kind makes it no date.
fn once<T>(slot: &mut Option<T>, value: T) -> Option<()> {
    slot.replace(value).is_none().then_some(())
}

/// "07:30", "7.30am", "7:30:15", "7pm".
fn clock(word: &str) -> Option<(u32, u32)> {
    let (digits, half) = match word.find(|c: char| c.is_ascii_alphabetic()) {
        Some(at) => (&word[..at], Some(&word[at..])),
        None => (word, None),
    };
    let half = match half.map(|h| h.trim_matches('.')) {
        None => None,
        Some("am" | "a.m") => Some(false),
        Some("pm" | "p.m") => Some(true),
        Some("h") => None,
        Some(_) => return None,
    };
    let mut parts = digits.split([':', '.']);
    let hour: u32 = parts.next()?.parse().ok()?;
    let minute = match parts.next() {
        Some(m) if m.len() == 2 => m.parse().ok()?,
        None if half.is_some() => 0,
        _ => return None,
    };
    // Seconds; anything more makes it a date with dots.
    let seconds = parts.next();
    if parts.next().is_some() || seconds.is_some_and(|s| s.len() != 2) || (seconds.is_some() && digits.contains('.')) {
        return None;
    }
    let time = (hour < 24 && minute < 60).then_some((hour, minute))?;
    half.map_or(Some(time), |pm| half_day(time, pm))
}

fn half_day((hour, minute): (u32, u32), pm: bool) -> Option<(u32, u32)> {
    (1..=12).contains(&hour).then_some((hour % 12 + if pm { 12 } else { 0 }, minute))
}

/// "03.03.2026" is day, month, year everywhere; "13/03/2026" only where the first can be no month, or both are the same.
fn dotted(word: &str) -> Option<(u32, u32, u32)> {
    let sign = word.chars().find(|c| matches!(c, '.' | '/'))?;
    let mut parts = word.split(sign).map(|p| p.parse::<u32>().ok());
    let (a, b, year) = (parts.next()??, parts.next()??, parts.next()??);
    let known = sign == '.' || a > 12 || a == b;
    let swapped = sign == '/' && b > 12;
    ((known || swapped) && parts.next().is_none() && year >= 1900).then_some(if swapped { (b, a, year) } else { (a, b, year) })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn dates_are_read_in_many_shapes() {
        for (text, iso) in [
            ("2026-03-03", "2026-03-03"),
            ("2026-03-03 07:30", "2026-03-03T07:30"),
            ("2026-03-03T07:30:00.000+0100", "2026-03-03T07:30:00+01:00"),
            ("2026-03-03T07:30:00Z", "2026-03-03T07:30:00Z"),
            ("3 March 2026", "2026-03-03"),
            ("3 March 2026, 07:30", "2026-03-03T07:30:00"),
            ("March 3rd, 2026", "2026-03-03"),
            ("Tue, 03 Mar 2026 07:30:00 GMT", "2026-03-03T07:30:00Z"),
            ("Sept. 9, 2026 7:30 p.m. EDT", "2026-09-09T19:30:00-04:00"),
            ("Tuesday 3 March 2026 at 12.05am", "2026-03-03T00:05:00"),
            ("Mar 3, 2026 7pm ET", "2026-03-03T19:00:00"),
            ("03.04.2026", "2026-04-03"),
            ("13/03/2026 09:15", "2026-03-13T09:15:00"),
            ("3/13/2026", "2026-03-13"),
        ] {
            assert_eq!(read(text).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn what_is_no_whole_date_is_none() {
        for text in [
            "",
            "March 3",
            "yesterday",
            "3 March 2026 in Ort",
            "03/04/2026",
            "31 February 2026",
            "2026",
            "3 4 March 2026",
            "12 May 40 2026",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
