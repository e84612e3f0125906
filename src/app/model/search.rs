//! Finding words in all sources: case, accents, kinds of quotes, dashes and spaces make no difference.

use std::ops::Range;
use std::rc::Rc;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::article::{Article, ArticleId};
use super::paint::{Para, Piece, Words};

/// A text as it is compared, with the way back.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text`, the byte of the original that its character begins at; one more for the end.
    at: Vec<u32>,
}

impl Folded {
    /// Folds a text. Lines stay lines, all other white space becomes one space.
    pub fn new(original: &str) -> Self {
        let mut out = Self { text: String::with_capacity(original.len()), at: Vec::with_capacity(original.len() + 1) };
        for (i, c) in original.char_indices() {
            match c {
                '\n' => out.push(i, '\n'),
                c if c.is_whitespace() => {
                    if !out.text.ends_with([' ', '\n']) {
                        out.push(i, ' ');
                    }
                }
                c if is_unseen(c) => {}
                c if c.is_ascii() => out.push(i, c.to_ascii_lowercase()),
                c => decompose_canonical(c, |part| {
                    if !is_combining_mark(part) {
                        part.to_lowercase().for_each(|l| plain(l, |p| out.push(i, p)));
                    }
                }),
            }
        }
        out.at.push(original.len() as u32);
        out
    }
    fn push(&mut self, at: usize, c: char) {
        self.text.push(c);
        self.at.resize(self.text.len(), at as u32);
    }
    /// Where the words stand in the original, in bytes, from left to right.
    pub fn find(&self, words: &Self) -> Vec<Range<u32>> {
        let words = words.text.trim();
        if words.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Range<u32>> = Vec::new();
        for (at, hit) in self.text.match_indices(words) {
            let start = self.at[at];
            // To the next character of the original: half a letter ("s" of "ß") stands for all of it.
            let end = self.at[at + hit.len()..].iter().find(|&&e| e > self.at[at + hit.len() - 1]).copied();
            let end = end.unwrap_or(start);
            if found.last().is_none_or(|f| f.end <= start) && start < end {
                found.push(start..end);
            }
        }
        found
    }
}

/// Takes up no room: soft hyphens, joiners, byte order marks.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Letters that Unicode does not take apart, and signs that keyboards do not have.
fn plain(c: char, mut out: impl FnMut(char)) {
    let plain = match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ı' => "i",
        'ς' => "σ",
        '‘' | '’' | '‚' | 'ʼ' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '‐'..='―' | '−' => "-",
        c => return out(c),
    };
    plain.chars().for_each(out);
}

/// One place where the words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The source.
    pub article: ArticleId,
    /// Bytes of its text.
    pub span: Range<u32>,
}

/// A search in all sources.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The field is on show.
    pub open: bool,
    /// As it is written in the field.
    pub query: String,
    /// All places, by source, from top to bottom.
    pub hits: Rc<Vec<Hit>>,
    /// The one that was gone to last.
    pub at: Option<usize>,
    /// The places of each source, as a range of `hits`.
    by_source: Rc<Vec<(ArticleId, Range<usize>)>>,
    /// The sources as they were folded last.
    folded: Rc<Vec<(Rc<Article>, Rc<Folded>)>>,
}

impl Search {
    /// Looks for other words.
    pub fn find(&mut self, query: String, articles: &[Rc<Article>]) {
        self.open = true;
        self.query = query;
        self.at = None;
        self.look(articles);
    }
    /// Looks again where sources have changed.
    pub fn refresh(&mut self, articles: &[Rc<Article>]) {
        let same = self.folded.len() == articles.len() && self.folded.iter().zip(articles).all(|(f, a)| Rc::ptr_eq(&f.0, a));
        if self.open && !self.query.is_empty() && !same {
            self.look(articles);
            self.at = self.at.filter(|&i| i < self.hits.len());
        }
    }
    fn look(&mut self, articles: &[Rc<Article>]) {
        let fold = |a: &Rc<Article>| {
            let kept = self.folded.iter().find(|f| Rc::ptr_eq(&f.0, a)).map(|f| Rc::clone(&f.1));
            (Rc::clone(a), kept.unwrap_or_else(|| Rc::new(Folded::new(a.body.text().unwrap_or_default()))))
        };
        self.folded = Rc::new(articles.iter().map(fold).collect());
        let words = Folded::new(&self.query);
        let (mut hits, mut by_source) = (Vec::new(), Vec::new());
        for (a, text) in self.folded.iter() {
            let from = hits.len();
            hits.extend(text.find(&words).into_iter().map(|span| Hit { article: a.id.clone(), span }));
            by_source.push((a.id.clone(), from..hits.len()));
        }
        (self.hits, self.by_source) = (Rc::new(hits), Rc::new(by_source));
    }
    /// Places in a source, as a range of [`Search::hits`].
    fn of(&self, article: &str) -> Range<usize> {
        self.by_source.iter().find(|(id, _)| **id == *article).map_or(0..0, |(_, range)| range.clone())
    }
    /// How often the words stand in a source.
    pub fn count(&self, article: &str) -> usize {
        self.of(article).len()
    }
    /// The place after (1) or before (-1) the last one, round the corner; at first the first one of the source on show.
    pub fn next(&self, by: i32, shown: Option<&str>) -> Option<usize> {
        let n = self.hits.len();
        let first = || {
            let here = |h: &Hit| Some(&*h.article) == shown;
            match by {
                1.. => self.hits.iter().position(here).unwrap_or(0),
                _ => self.hits.iter().rposition(here).unwrap_or(n - 1),
            }
        };
        (n > 0).then(|| self.at.map_or_else(first, |at| (at as i64 + i64::from(by)).rem_euclid(n as i64) as usize))
    }
    /// The places in a source that are marked, as a range of [`Search::hits`]: all, or where there are very many those around the
    /// one that was gone to last. It moves on in steps, so that a text is not drawn anew with each match.
    pub fn window(&self, article: &str) -> Range<usize> {
        let Range { start: first, end } = self.of(article);
        let (count, at) = (end - first, self.at.unwrap_or(0).saturating_sub(first));
        if count <= 3 * STEP {
            return first..end;
        }
        let from = (at.min(count - 1) / STEP).saturating_sub(1) * STEP;
        first + from..first + (from + 3 * STEP).min(count)
    }
    /// Not all places in a source are marked.
    pub fn is_too_much(&self, article: &str) -> bool {
        self.count(article) > self.window(article).len()
    }
    /// The spans of places.
    pub fn spans(&self, window: &Range<usize>) -> Vec<Range<u32>> {
        self.hits.get(window.clone()).unwrap_or_default().iter().map(|h| h.span.clone()).collect()
    }
}

/// Places that are marked before, at and behind the one that was gone to last. 450 marks are drawn while one types; a letter
/// that stands in a text ten thousand times is not.
const STEP: usize = 150;

/// The paragraphs with what was found cut out as runs of their own, numbered from `first`. Paragraphs without any stay the very same.
pub fn mark(paras: &[Rc<Para>], spans: &[Range<u32>], first: usize) -> Vec<Rc<Para>> {
    let mut next = 0;
    let marked = |para: &Rc<Para>| {
        next += spans[next..].partition_point(|s| s.end <= para.start);
        let here = spans[next..].partition_point(|s| s.start < para.end());
        if here == 0 {
            return Rc::clone(para);
        }
        let mut at = para.start;
        let mut cut = |words: &Words| {
            let from = at;
            at += words.text.len() as u32;
            cut(words, from, &spans[next..next + here], first + next)
        };
        let pieces = para.pieces.iter().flat_map(|piece| match piece {
            Piece::Words(words) => cut(words).into_iter().map(Piece::Words).collect::<Vec<_>>(),
            Piece::Figure { index, kind, verdict, how, words } => vec![Piece::Figure {
                index: *index,
                kind: *kind,
                verdict: *verdict,
                how: how.clone(),
                words: words.iter().flat_map(&mut cut).collect(),
            }],
        });
        Rc::new(Para { look: para.look, start: para.start, pieces: pieces.collect() })
    };
    paras.iter().map(marked).collect()
}

/// A run, which begins at byte `from` of the text, cut where spans begin and end.
fn cut(words: &Words, from: u32, spans: &[Range<u32>], first: usize) -> Vec<Words> {
    let to = from + words.text.len() as u32;
    let mut out = Vec::new();
    let mut at = from;
    let mut push = |range: Range<u32>, hit: Option<(usize, bool)>| {
        let text = words.text.get((range.start - from) as usize..(range.end - from) as usize);
        if let Some(text) = text.filter(|t| !t.is_empty()) {
            out.push(Words { text: text.to_string(), entity: words.entity, hit });
        }
    };
    for (i, span) in spans.iter().enumerate().filter(|(_, s)| s.start < to && s.end > from) {
        let (start, end) = (span.start.max(at), span.end.min(to));
        push(at..start, None);
        push(start..end, Some((first + i, start == span.start)));
        at = end;
    }
    push(at..to, None);
    out
}

#[cfg(test)]
mod tests {
    use super::super::article::{Body, NewArticle};
    use super::super::paint::paint;
    use super::super::reading::Reading;
    use super::super::reading::tests::source;
    use super::*;
    use crate::wire::Report;

    fn found(text: &str, words: &str) -> Vec<String> {
        let spans = Folded::new(text).find(&Folded::new(words));
        spans.iter().map(|s| text[s.start as usize..s.end as usize].to_string()).collect()
    }

    #[test]
    fn case_accents_and_typography_make_no_difference() {
        assert_eq!(found("Zoë met ZOE and Zoe\u{308}.", "zoe"), ["Zoë", "ZOE", "Zoe\u{308}"]);
        assert_eq!(found("Tromsø, Łódź, Straße", "tromso"), ["Tromsø"]);
        assert_eq!(found("Tromsø, Łódź, Straße", "lodz"), ["Łódź"]);
        assert_eq!(found("Tromsø, Łódź, Straße", "STRASSE"), ["Straße"]);
        assert_eq!(found("Straße", "s"), ["S", "ß"]);
        assert_eq!(found("the ship’s crew – “all”", "ship's crew - \"all\""), ["ship’s crew – “all”"]);
        assert_eq!(found("€12\u{a0}million", "12 million"), ["12\u{a0}million"]);
        assert_eq!(found("co\u{ad}oper\u{ad}ate", "cooperate"), ["co\u{ad}oper\u{ad}ate"]);
        assert_eq!(found("😀 Ort 😀", "ort"), ["Ort"]);
    }

    #[test]
    fn no_words_are_found_nowhere_and_none_across_lines() {
        assert_eq!(found("a b", " "), [""; 0]);
        assert_eq!(found("", "a"), [""; 0]);
        assert_eq!(found("one\ntwo", "one two"), [""; 0]);
        assert_eq!(found("aaa", "aa"), ["aa"]);
    }

    fn articles() -> Vec<Rc<Article>> {
        let texts = ["A ferry. The Ferry.", "No ship.", "Ferry!"];
        let new = |(i, t): (usize, &&str)| Article::new(format!("a{i}").into(), NewArticle::new(Body::Text((*t).into())));
        texts.iter().enumerate().map(new).map(Rc::new).collect()
    }

    #[test]
    fn steps_go_round_and_begin_at_the_source_on_show() {
        let all = articles();
        let mut s = Search::default();
        s.find("ferry".into(), &all);
        assert_eq!((s.hits.len(), s.count("a0"), s.count("a1"), s.window("a2")), (3, 2, 0, 2..3));
        assert_eq!((s.next(1, Some("a2")), s.next(-1, Some("a0")), s.next(1, Some("a1"))), (Some(2), Some(1), Some(0)));
        s.at = Some(2);
        assert_eq!((s.next(1, None), s.next(-1, None)), (Some(0), Some(1)));
        s.find("zeppelin".into(), &all);
        assert_eq!((s.next(1, None), s.at), (None, None));
    }

    #[test]
    fn of_very_many_places_those_around_the_last_one_are_marked() {
        let new = |id: &str, text: String| Rc::new(Article::new(id.into(), NewArticle::new(Body::Text(text))));
        let all = [new("a", "e ".repeat(10)), new("b", "e ".repeat(1000))];
        let mut s = Search::default();
        s.find("e".into(), &all);
        assert_eq!((s.window("a"), s.window("b"), s.is_too_much("a"), s.is_too_much("b")), (0..10, 10..460, false, true));
        let at = |s: &mut Search, at| {
            s.at = Some(at);
            s.window("b")
        };
        assert_eq!((at(&mut s, 10), at(&mut s, 309), at(&mut s, 310)), (10..460, 10..460, 160..610));
        assert_eq!(at(&mut s, 1009), 760..1010, "the last ones");
        assert!((0..1010).all(|i| i < 10 || at(&mut s, i).contains(&i)), "the last one is always marked");
        assert_eq!(s.spans(&(0..2)), [0..1, 2..3]);
    }

    #[test]
    fn a_changed_source_is_searched_again() {
        let mut all = articles();
        let mut s = Search::default();
        s.find("ferry".into(), &all);
        s.at = Some(2);
        all.pop();
        s.refresh(&all);
        assert_eq!((s.hits.len(), s.at), (2, None));
    }

    #[test]
    fn marks_cut_words_and_leave_figures_and_names_whole() {
        let a = source("a", "<Port Ort> lost [42 <Finns>] in all.\nNothing here.");
        let text = a.text.clone();
        let reading = Reading::new(1, Report::of(vec![a], Vec::new()));
        let paras = paint(Some(&reading), "a", &text, "");
        let spans = Folded::new(&text).find(&Folded::new("lost 42 f"));
        let marked = mark(&paras, &spans, 5);
        assert!(Rc::ptr_eq(&paras[1], &marked[1]), "the very same");
        let show = |w: &Words| match w.hit {
            Some((5, true)) => format!("({})", w.text),
            Some((5, false)) => format!("({}…)", w.text),
            _ => w.text.clone(),
        };
        let words: Vec<String> = marked[0]
            .pieces
            .iter()
            .map(|p| match p {
                Piece::Words(w) => show(w),
                Piece::Figure { words, .. } => format!("[{}]", words.iter().map(show).collect::<String>()),
            })
            .collect();
        assert_eq!(words, ["Port Ort", " ", "(lost )", "[(42 …)(F…)inns]", " in all."]);
    }
}
