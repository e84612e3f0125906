//! CSV as RFC 4180 has it, for spreadsheets and scripts.

use csv_core::WriteResult;

use super::{Sheet, Texts};
use crate::app::model::words;
use crate::wire::output::Fact;

/// The header. Offsets count from the start of the source's text: `cp` in Unicode code points, `utf16` in UTF-16 code units.
const COLUMNS: [&str; 22] = [
    "fact",
    "verdict",
    "label",
    "reason",
    "confidence",
    "ruling",
    "note",
    "by",
    "source",
    "title",
    "publisher",
    "published",
    "url",
    "figure",
    "lo",
    "hi",
    "unit",
    "sentence",
    "start_cp",
    "end_cp",
    "start_utf16",
    "end_utf16",
];

/// A row a claim, gravest verdict first. `bom` puts a byte order mark before it, by which Excel knows UTF-8.
pub fn csv(sheet: &Sheet, bom: bool) -> String {
    let texts = Texts::new(sheet);
    let mut out = Rows::default();
    let mut facts: Vec<&Fact> = sheet.report.facts.iter().collect();
    facts.sort_by_key(|f| words::rank(f.verdict));
    out.row(&COLUMNS);
    for fact in facts {
        let ruling = sheet.ruling(fact);
        for p in fact.claims.iter().filter_map(|c| texts.passage(c)) {
            let Some((.., map)) = texts.get(&p.claim.source) else { continue };
            let number = |v: Option<f64>| v.map(|v| v.to_string()).unwrap_or_default();
            let points = |at: usize| map.to_points(at as u32).to_string();
            let row: [String; COLUMNS.len()] = [
                cell(&fact.id),
                fact.verdict.as_str().into(),
                cell(&fact.label),
                cell(&fact.reason),
                format!("{:.2}", fact.confidence),
                ruling.and_then(|r| r.decision).map_or("", |d| d.label()).into(),
                cell(ruling.map_or("", |r| &r.note)),
                cell(ruling.map_or("", |r| &r.by)),
                p.source.number.to_string(),
                cell(&p.source.title),
                cell(&p.source.publisher),
                cell(&p.source.published),
                cell(&p.source.url),
                cell(&p.claim.text),
                number(p.claim.lo),
                number(p.claim.hi),
                cell(p.claim.unit.as_deref().unwrap_or_default()),
                cell(&p.text[p.sentence.clone()]),
                points(p.span.start),
                points(p.span.end),
                p.claim.start.to_string(),
                p.claim.end.to_string(),
            ];
            out.row(&row);
        }
    }
    let table = String::from_utf8(out.written).unwrap_or_default();
    if bom { format!("\u{feff}{table}") } else { table }
}

/// What `csv_core` writes, which asks for room to write to.
struct Rows {
    writer: csv_core::Writer,
    written: Vec<u8>,
}

impl Default for Rows {
    fn default() -> Self {
        let writer = csv_core::WriterBuilder::new().terminator(csv_core::Terminator::CRLF).build();
        Self { writer, written: Vec::new() }
    }
}

impl Rows {
    /// A row of cells, quoted where they must be.
    fn row(&mut self, cells: &[impl AsRef<str>]) {
        for (i, cell) in cells.iter().enumerate() {
            if i > 0 {
                self.put(csv_core::Writer::delimiter);
            }
            let mut rest = cell.as_ref().as_bytes();
            self.put(|w, room| {
                let (result, read, written) = w.field(rest, room);
                rest = &rest[read..];
                (result, written)
            });
        }
        self.put(csv_core::Writer::terminator);
    }
    /// Lets the writer write until it has no more to write: what came of it, and how many bytes.
    fn put(&mut self, mut write: impl FnMut(&mut csv_core::Writer, &mut [u8]) -> (WriteResult, usize)) {
        let mut room = [0; 256];
        loop {
            let (result, written) = write(&mut self.writer, &mut room);
            self.written.extend_from_slice(&room[..written]);
            if matches!(result, WriteResult::InputEmpty) {
                return;
            }
        }
    }
}

/// A cell that no spreadsheet takes for a formula (OWASP's list of first signs, and their full-width forms): an apostrophe stands
/// before it. A negative number is no formula.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula && !is_number(text) { format!("'{text}") } else { text.to_string() }
}

/// A sign and digits, perhaps with points and commas among them, perhaps a percentage.
fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+']);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    text.len() <= digits.len() + 2
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{TEXTS, conflict, sheet};
    use super::super::{Decision, Ruling};
    use super::*;

    #[test]
    fn every_claim_is_a_row_with_both_offsets() {
        let mut sheet = sheet();
        let id = conflict(&sheet).id.clone();
        let note = "=HYPERLINK(\"x\"), he said\nreally";
        sheet.rulings.insert(id.clone(), Ruling { decision: Some(Decision::Confirmed), note: note.into(), by: "@ada".into() });
        let table = csv(&sheet, false);
        assert!(table.starts_with("fact,verdict,") && table.contains("start_cp,end_cp,start_utf16,end_utf16\r\n"));
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let rows: Vec<Vec<String>> = reader.records().map(|r| r.expect("a row").iter().map(str::to_string).collect()).collect();
        assert_eq!(rows.len(), sheet.report.facts.iter().map(|f| f.claims.len()).sum::<usize>());
        let at = |name: &str| COLUMNS.iter().position(|c| *c == name).expect("a column");
        assert_eq!(rows[0][at("verdict")], "conflict", "gravest first");
        for row in &rows {
            let text = TEXTS[row[at("source")].parse::<usize>().expect("a number") - 1].2;
            let number = |name: &str| row[at(name)].parse::<usize>().expect("a number");
            let points: String = text.chars().skip(number("start_cp")).take(number("end_cp") - number("start_cp")).collect();
            assert_eq!(points, row[at("figure")]);
            let map = crate::wire::offsets::OffsetMap::new(text);
            let byte = |name: &str| map.to_byte(number(name) as u32) as usize;
            assert_eq!(text[byte("start_utf16")..byte("end_utf16")], row[at("figure")]);
            assert!(row[at("sentence")].contains(&row[at("figure")]));
            if row[0] == id {
                assert_eq!(
                    (row[at("note")].as_str(), row[at("by")].as_str(), row[at("ruling")].as_str()),
                    (format!("'{note}").as_str(), "'@ada", "confirmed")
                );
            }
        }
        assert!(rows.iter().any(|r| r[at("start_cp")] != r[at("start_utf16")]), "some stand behind a sign of two units");
        assert!(csv(&sheet, true).starts_with("\u{feff}fact,"));
    }

    #[test]
    fn formulas_are_defused_and_negative_numbers_left() {
        for text in ["=1+1", "+1 (555) 0100", "-2+3", "@SUM(A1)", "\tx", "\rx", "-", "--1a", "-1e5", "＝1"] {
            assert_eq!(cell(text), format!("'{text}"));
        }
        for text in ["-40", "-5.5%", "+3", "-1,250.75", "40", "a=b", "", "−40"] {
            assert_eq!(cell(text), text);
        }
    }
}
