//! A source as paragraphs of marked runs, ready to be laid down as text nodes.

use std::ops::Range;
use std::rc::Rc;

use super::reading::Reading;
use super::words::trace;
use crate::wire::output::{EntityKind, FigureKind, Verdict};
use crate::wire::segments::segments;

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The headline of the source.
    Title,
    /// A short line without a full stop between paragraphs.
    Heading,
    /// Running text.
    Text,
}

/// A run of words, with the entity that they name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words themselves.
    pub text: String,
    /// Index and kind of the mention.
    pub entity: Option<(usize, EntityKind)>,
    /// The number of the match that it is part of, while words are searched for, and whether the match begins with it.
    pub hit: Option<(usize, bool)>,
}

/// What a paragraph is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words outside any figure.
    Words(Words),
    /// A figure.
    Figure {
        /// Index into the source's figures.
        index: usize,
        /// What kind it is.
        kind: FigureKind,
        /// The gravest verdict over it; `None` where no fact holds it.
        verdict: Option<Verdict>,
        /// How it was read, in a line.
        how: String,
        /// Its words.
        words: Vec<Words>,
    },
}

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Para {
    /// How it is set.
    pub look: Look,
    /// First byte of its words in the text.
    pub start: u32,
    /// What it is made of, in order.
    pub pieces: Vec<Piece>,
}

impl Para {
    /// Holds this figure.
    pub fn has(&self, figure: usize) -> bool {
        self.figures().any(|index| index == figure)
    }
    /// Holds a part of this match.
    pub fn holds(&self, hit: usize) -> bool {
        let is = |w: &Words| w.hit.is_some_and(|(number, _)| number == hit);
        self.pieces.iter().any(|p| match p {
            Piece::Words(w) => is(w),
            Piece::Figure { words, .. } => words.iter().any(is),
        })
    }
    /// Holds a part of this mention of an entity.
    pub fn names(&self, mention: usize) -> bool {
        let is = |w: &Words| w.entity.is_some_and(|(index, _)| index == mention);
        self.pieces.iter().any(|p| match p {
            Piece::Words(w) => is(w),
            Piece::Figure { words, .. } => words.iter().any(is),
        })
    }
    /// Its figures, from left to right.
    pub fn figures(&self) -> impl Iterator<Item = usize> + '_ {
        self.pieces.iter().filter_map(|p| match p {
            Piece::Figure { index, .. } => Some(*index),
            Piece::Words(_) => None,
        })
    }
    /// One past the last byte of its words in the text.
    pub fn end(&self) -> u32 {
        let length = |w: &Words| w.text.len();
        let pieces = self.pieces.iter().map(|p| match p {
            Piece::Words(w) => length(w),
            Piece::Figure { words, .. } => words.iter().map(length).sum(),
        });
        self.start + pieces.sum::<usize>() as u32
    }
}

/// Paints source `id`, whose text is now `text`. Where the reading is of an earlier text, marks move along with the words
/// they stand on, and those whose words were touched are left out.
pub fn paint(reading: Option<&Reading>, id: &str, text: &str, title: &str) -> Vec<Rc<Para>> {
    let mut figures = Marks::default();
    let mut entities = Marks::default();
    let source = reading.and_then(|r| Some((r, r.source(id)?)));
    if let Some((reading, source)) = source {
        let shift = Shift::new(&source.text, text);
        for (i, f) in source.figures.iter().enumerate() {
            figures.add(i, shift.apply(reading.bytes(id, f.start, f.end)));
        }
        for (i, e) in source.entities.iter().enumerate() {
            entities.add(i, shift.apply(reading.bytes(id, e.start, e.end)));
        }
    }
    let mut paras: Vec<Rc<Para>> = Vec::new();
    for line in lines(text) {
        let words = &text[line.start as usize..line.end as usize];
        let look = match () {
            () if paras.is_empty() && words == title => Look::Title,
            () if is_heading(words) => Look::Heading,
            () => Look::Text,
        };
        let mut pieces: Vec<Piece> = Vec::new();
        let start = line.start;
        for run in segments(line, &figures.spans, &entities.spans) {
            let mention = run.entity.map(|e| entities.index[e]);
            let entity = mention.and_then(|m| Some((m, source?.1.entities.get(m)?.kind)));
            let words = Words { text: text[run.start as usize..run.end as usize].to_string(), entity, hit: None };
            let figure = run.figure.map(|f| figures.index[f]).and_then(|i| Some((i, source?.0, source?.1.figures.get(i)?)));
            match (figure, pieces.last_mut()) {
                (None, _) => pieces.push(Piece::Words(words)),
                (Some((i, ..)), Some(Piece::Figure { index, words: all, .. })) if *index == i => all.push(words),
                (Some((index, reading, figure)), _) => pieces.push(Piece::Figure {
                    index,
                    kind: figure.kind,
                    verdict: reading.fact_of(id, index).map(|f| f.verdict),
                    how: trace(figure).to_string(),
                    words: vec![words],
                }),
            }
        }
        paras.push(Rc::new(Para { look, start, pieces }));
    }
    paras
}

/// Brings `drawn` nearer to `target`: paragraphs that changed, from the top, until `most` pieces are new; in any case those up to
/// paragraph `needed`. True when there is more to do.
pub fn advance(drawn: &mut Vec<Rc<Para>>, target: &[Rc<Para>], needed: Option<usize>, most: usize) -> bool {
    drawn.truncate(target.len());
    let (mut pieces, mut more) = (0, false);
    for (i, para) in target.iter().enumerate() {
        let same = drawn.get(i).is_some_and(|d| d == para);
        if !same && pieces >= most && needed.is_none_or(|n| i > n) {
            more = true;
            // A paragraph that is there in an older form may wait; one behind a gap can't be drawn.
            if i < drawn.len() { continue } else { break }
        }
        pieces += if same { 0 } else { para.pieces.len() };
        match drawn.get_mut(i) {
            Some(old) => *old = Rc::clone(para),
            None => drawn.push(Rc::clone(para)),
        }
    }
    more
}

/// Lines with words in them, without the white space around them.
fn lines(text: &str) -> impl Iterator<Item = Range<u32>> + '_ {
    let base = text.as_ptr() as usize;
    text.split('\n').map(str::trim).filter(|l| !l.is_empty()).map(move |l| {
        let start = (l.as_ptr() as usize - base) as u32;
        start..start + l.len() as u32
    })
}

/// A line that stands over others: short, and no sentence.
fn is_heading(line: &str) -> bool {
    line.len() <= 90
        && line.split_whitespace().count() <= 12
        && line.starts_with(|c: char| c.is_uppercase())
        && !line.ends_with(['.', '!', '?', ':', ';', ',', '”', '"', '…', ')'])
}

#[derive(Default)]
struct Marks {
    spans: Vec<Range<u32>>,
    index: Vec<usize>,
}

impl Marks {
    fn add(&mut self, index: usize, span: Option<Range<u32>>) {
        if let Some(span) = span {
            self.spans.push(span);
            self.index.push(index);
        }
    }
}

/// One edit, as the part of the old text that it replaced.
pub struct Shift {
    /// Bytes that both texts begin with.
    head: u32,
    /// First byte of the old text behind which both are the same again.
    tail: u32,
    /// From an old byte behind the edit to a new one.
    by: i64,
}

impl Shift {
    /// The edit that made `new` of `old`.
    pub fn new(old: &str, new: &str) -> Self {
        let head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        if head == old.len() && head == new.len() {
            return Self { head: head as u32 + 1, tail: head as u32 + 1, by: 0 };
        }
        let most = old.len().min(new.len()) - head;
        let same = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
        Self { head: head as u32, tail: (old.len() - same) as u32, by: new.len() as i64 - old.len() as i64 }
    }
    /// Where a span has gone; `None` where the edit touched it, be it only at its edge.
    pub fn apply(&self, span: Range<u32>) -> Option<Range<u32>> {
        if span.end < self.head {
            return Some(span);
        }
        let at = |v: u32| u32::try_from(i64::from(v) + self.by).ok();
        (span.start > self.tail).then(|| Some(at(span.start)?..at(span.end)?)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::tests::{fact, source};
    use super::*;
    use crate::wire::Report;

    /// Paragraphs as text: figures in [], with the sign of their verdict, entities in <>, headings after #.
    fn show(reading: &Reading, text: &str, title: &str) -> String {
        let words = |w: &Words| if w.entity.is_some() { format!("<{}>", w.text) } else { w.text.clone() };
        let piece = |p: &Piece| match p {
            Piece::Words(w) => words(w),
            Piece::Figure { verdict, words: all, .. } => {
                format!("[{}{}]", all.iter().map(words).collect::<String>(), verdict.map_or("", super::super::words::sign))
            }
        };
        let para = |p: &Rc<Para>| {
            let look = match p.look {
                Look::Title => "# ",
                Look::Heading => "## ",
                Look::Text => "",
            };
            look.to_string() + &p.pieces.iter().map(piece).collect::<String>()
        };
        paint(Some(reading), "a", text, title).iter().map(para).collect::<Vec<_>>().join("|")
    }

    fn reading() -> Reading {
        let a = source("a", "Ferry sinks\n\n <Ort> lost [42 <Finns>] and 😀 [3] cats.\nAftermath\nNo more.");
        let facts = vec![fact("f", Verdict::Conflict, &[&a])];
        Reading::new(1, Report::of(vec![a], facts))
    }

    #[test]
    fn paragraphs_headings_and_marks() {
        let r = reading();
        let text = r.source("a").expect("there").text.clone();
        assert_eq!(
            show(&r, &text, "Ferry sinks"),
            "# Ferry sinks|<Ort> lost [42 <Finns>≠] and 😀 [3] cats.|## Aftermath|No more."
        );
        assert_eq!(paint(None, "a", "One.\n\nTwo.", "").len(), 2);
        assert!(paint(Some(&r), "a", "", "").is_empty());
    }

    #[test]
    fn a_long_text_is_drawn_slice_by_slice() {
        let r = reading();
        let text = r.source("a").expect("there").text.clone();
        let (plain, marked) = (paint(None, "a", &text, ""), paint(Some(&r), "a", &text, ""));
        let mut drawn = Vec::new();
        assert!(advance(&mut drawn, &plain, None, 2));
        assert_eq!(drawn, plain[..2]);
        assert!(!advance(&mut drawn, &plain, None, 2));
        assert_eq!(drawn, plain);
        assert!(!advance(&mut drawn, &marked, None, 1), "one paragraph differs");
        assert_eq!(drawn, marked);
        drawn.clear();
        assert!(advance(&mut drawn, &marked, Some(2), 1), "up to the one that is needed");
        assert_eq!(drawn, marked[..3]);
        let changed = paint(None, "a", "One.\nTwo.\nThree.", "");
        assert!(advance(&mut drawn, &changed, None, 1));
        assert_eq!(drawn, [&changed[..1], &marked[1..3]].concat(), "the others wait");
        assert!(advance(&mut drawn, &changed, None, 1) && !advance(&mut drawn, &changed, None, 1));
        assert_eq!(drawn, changed);
        assert!(!advance(&mut drawn, &[], None, 1) && drawn.is_empty());
    }

    #[test]
    fn marks_move_with_their_words_while_the_new_reading_is_on_its_way() {
        let r = reading();
        let text = r.source("a").expect("there").text.clone();
        let moved = show(&r, &text.replace("Ferry", "Große Fähre"), "");
        assert!(moved.contains("<Ort> lost [42 <Finns>≠] and 😀 [3] cats"), "{moved}");
        let touched = show(&r, &text.replace("[42", "420").replace("42 ", "420 "), "");
        assert!(touched.contains("<Ort> lost 420 <Finns> and 😀 [3]"), "{touched}");
        assert!(!show(&r, &text.replace("3 cats", "35 cats"), "").contains("[3"));
        assert_eq!(show(&r, "another text.", ""), "another text.");
    }
}
