//! Cutting a text into runs that a painter can lay down one after the other.

use std::ops::Range;

/// A stretch of text with one set of marks on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Index of the figure that covers it.
    pub figure: Option<usize>,
    /// Index of the entity mention that covers it.
    pub entity: Option<usize>,
}

/// Runs of `within`, in order and without gaps, cut wherever a figure or an entity begins or ends. All offsets are bytes.
///
/// Spans of one list come in reading order and do not overlap; one that starts inside an earlier one, or that does not fit
/// the range, is left out. A figure and an entity may overlap in any way: "Boeing 737", a product, and its 737, a number, give two runs.
pub fn segments(within: Range<u32>, figures: &[Range<u32>], entities: &[Range<u32>]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut figures = Layer::new(&within, figures);
    let mut entities = Layer::new(&within, entities);
    let mut at = within.start;
    while at < within.end {
        let (figure, a) = figures.at(at);
        let (entity, b) = entities.at(at);
        let end = a.min(b).min(within.end);
        runs.push(Run { start: at, end, figure, entity });
        at = end;
    }
    runs
}

/// One list of spans, read from left to right.
struct Layer<'a> {
    spans: &'a [Range<u32>],
    next: usize,
    open: Option<usize>,
    end: u32,
}

impl<'a> Layer<'a> {
    fn new(within: &Range<u32>, spans: &'a [Range<u32>]) -> Self {
        Self { spans, next: spans.partition_point(|s| s.start < within.start), open: None, end: within.end }
    }
    /// The span over position `at`, and where that answer changes. Positions only grow, and stop at every change.
    fn at(&mut self, at: u32) -> (Option<usize>, u32) {
        if let Some(open) = self.open.filter(|&i| self.spans[i].end > at) {
            return (Some(open), self.spans[open].end);
        }
        self.open = None;
        while let Some(span) = self.spans.get(self.next) {
            if span.start > at {
                return (None, span.start);
            }
            self.next += 1;
            // One that starts before `at` began inside an earlier span.
            if span.start == at && span.end > at && span.end <= self.end {
                self.open = Some(self.next - 1);
                return (self.open, span.end);
            }
        }
        (None, u32::MAX)
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "a list of one span is meant")]
mod tests {
    use super::segments;
    use std::ops::Range;

    /// Shows runs as text: figures in [], entities in <>.
    fn show(text: &str, figures: &[Range<u32>], entities: &[Range<u32>]) -> String {
        let mut out = String::new();
        let mut at = 0;
        for run in segments(0..text.len() as u32, figures, entities) {
            assert_eq!(run.start, at, "no gaps");
            assert!(run.end > run.start, "no empty runs");
            at = run.end;
            let words = &text[run.start as usize..run.end as usize];
            let words = if run.entity.is_some() { format!("<{words}>") } else { words.to_string() };
            out += &if run.figure.is_some() { format!("[{words}]") } else { words };
        }
        assert_eq!(at, text.len() as u32, "all of it");
        out
    }

    #[test]
    fn runs_cover_the_text_once() {
        assert_eq!(show("", &[], &[]), "");
        assert_eq!(show("plain", &[], &[]), "plain");
        assert_eq!(show("42 dead in Ort", &[0..2], &[11..14]), "[42] dead in <Ort>");
        assert_eq!(show("a Boeing 737 fell", &[9..12], &[2..12]), "a <Boeing >[<737>] fell");
        assert_eq!(show("1,200 Finns left", &[0..11], &[6..11]), "[1,200 ][<Finns>] left");
        assert_eq!(show("ab cd ef", &[0..5], &[3..8]), "[ab ][<cd>]< ef>");
    }

    #[test]
    fn spans_that_do_not_fit_are_left_out() {
        assert_eq!(show("abcdef", &[0..3, 2..5, 5..6], &[]), "[abc]de[f]");
        assert_eq!(show("abc", &[2..9], &[1..1]), "abc");
        let runs = segments(2..4, &[0..3, 3..4], &[]);
        assert_eq!(runs.iter().map(|r| (r.start, r.end, r.figure)).collect::<Vec<_>>(), [(2, 3, None), (3, 4, Some(1))]);
    }
}
