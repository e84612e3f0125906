//! ISO 8601 dates of publication.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

/// A publication date or date-time. A time without zone is taken as it stands.
///
/// `None` when it is no ISO 8601 date.
pub fn parse_iso(text: &str) -> Option<DateTime> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(jiff::tz::Offset::UTC.to_datetime(at));
    }
    if let Ok(at) = text.parse::<DateTime>() {
        return Some(at);
    }
    text.parse::<Date>().ok().map(|d| d.at(0, 0, 0, 0))
}

#[cfg(test)]
mod tests {
    use super::parse_iso;

    #[test]
    fn dates_and_times_are_read() {
        assert_eq!(parse_iso("2026-03-01").map(|d| d.to_string()).as_deref(), Some("2026-03-01T00:00:00"));
        assert_eq!(parse_iso("2026-03-01T08:00:00+02:00").map(|d| d.to_string()).as_deref(), Some("2026-03-01T06:00:00"));
        assert_eq!(parse_iso("2026-03-01T08:00").map(|d| d.to_string()).as_deref(), Some("2026-03-01T08:00:00"));
        assert_eq!(parse_iso("yesterday"), None);
        assert_eq!(parse_iso("2026-13-01"), None);
    }
}
