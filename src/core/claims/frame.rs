//! What a comparison looks at.

use std::rc::Rc;

use super::measure::Topic;
use super::walk::Step;
use super::when::{Clock, When};
use super::words::{self, Vocabulary, Words};
use crate::core::Source;
use crate::core::figures::{Figure, FigureKind};
use crate::core::lexicon::Class;
use crate::core::text::Document;

/// Words as hashes with weights, sorted by hash.
pub type Weighted = Vec<(u32, f32)>;

/// Where in the article a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// In the headline at the top of the text.
    Headline,
    /// In one of the first three sentences.
    Lead,
    /// Further down.
    #[default]
    Body,
}

/// Words that limit what a figure speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Mark {
    /// "another 12", "70 others"
    Other = 1,
    /// "30 of the 80", "including 12"
    Part = 2,
    /// "in all", "a total of"
    All = 4,
    /// "so far", "rose to"
    Rising = 8,
    /// "up from", "compared with"
    Compared = 16,
    /// "plans to", "would"
    Planned = 32,
    /// "not", "denied"
    Denied = 64,
    /// "in early trading": of a price, one moment of a day that has others
    Trading = 128,
}

/// A set of [`Mark`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(u8);

impl Marks {
    /// Holds the mark.
    pub const fn has(self, mark: Mark) -> bool {
        self.0 & mark as u8 != 0
    }
    const fn add(&mut self, mark: Mark) {
        self.0 |= mark as u8;
    }
}

/// The words around a figure, made comparable.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Frame {
    /// Index of the sentence.
    pub sentence: usize,
    /// What is measured, where the word table knows it.
    pub topic: Option<Topic>,
    /// What is counted, or 0.
    pub head: u32,
    /// The unit as written, of what is measured; or 0.
    pub unit: u32,
    /// What is counted is people.
    pub people: bool,
    /// The nearest telling word before the figure ("built in 1987", "a trial of 1,240 patients"), or 0.
    pub governor: u32,
    /// Words near the figure, the nearer the heavier.
    pub local: Weighted,
    /// All words of the sentence, and its other figures.
    pub context: Weighted,
    /// Those words near the figure that are no names.
    pub common: Weighted,
    /// Parts of names near the figure.
    pub names: Weighted,
    /// Sides of opposites near the figure ("first", "second"): the pair as a hash, and which side.
    pub poles: Vec<(u32, i8)>,
    /// The name that follows close by ("52 percent in Egypt"), as keys of its words.
    pub target: Vec<u32>,
    /// The place or group that limits it.
    pub scope: Scope,
    /// The name that stands nearest, on either side.
    pub anchor: Vec<u32>,
    /// The first name of the sentence, if it stands before the figure: mostly who does or has what is measured.
    pub subject: Vec<u32>,
    /// The other figures of the sentence: kind and value as hashes, sorted.
    pub neighbours: Vec<(u32, u32)>,
    /// The same of the sentences before and after.
    pub beyond: Vec<(u32, u32)>,
    /// Its kind and value as a hash, where the value is no small whole number; or 0.
    pub value: u32,
    /// The words of the whole article.
    pub article: Rc<Vocabulary>,
    /// Sentences of the article.
    pub sentences: u32,
    /// How many other values of its kind the article gives.
    pub peers: u32,
    /// It is a date that names a stretch of time by its end: "the quarter ended June 30".
    pub stretch: bool,
    /// It stands in the dateline and says when the article was posted.
    pub dateline: bool,
    /// The three words before and after, the nearest first; 0 where there are none.
    pub beside: [[u32; 3]; 2],
    /// When.
    pub when: When,
    /// What limits it.
    pub marks: Marks,
    /// Where it stands.
    pub place: Place,
}

/// The place or group that follows behind a preposition ("in the province", "of all voters"), or the place that opens the sentence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scope {
    /// Its words, sorted.
    pub keys: Vec<u32>,
    /// It is a place: a name, or a word such as "province".
    pub place: bool,
    /// It holds several places or all of one: "across Asia", "in 13 countries".
    pub wide: bool,
    /// It is what the figure is a share or a number of: "82 percent of freight trains".
    pub of: bool,
}

/// What a frame is built from.
pub struct Near<'a> {
    /// The text.
    pub doc: &'a Document,
    /// Its words.
    pub words: &'a Words,
    /// Its figures.
    pub figures: &'a [Figure],
    /// Its time.
    pub clock: &'a Clock<'a>,
    /// Its headline.
    pub source: &'a Source,
    /// The words of the whole article.
    pub article: &'a Rc<Vocabulary>,
}

/// A word this far away counts half.
const HALF_WAY: f32 = 5.0;
/// A sentence of less weight borrows from the one before it.
const THIN: f32 = 3.0;
/// What a borrowed word counts.
const BORROWED: f32 = 0.4;
/// What an equal figure in the same sentence counts against an equal word.
const NEIGHBOUR: f32 = 0.8;
/// Words that limit the figure stand no further away than this.
const MARK_REACH: u32 = 6;
/// … but for "alone", which closes its phrase: "in the province of Acera alone".
const ALONE_REACH: u32 = 9;

/// The frame of one figure; `steps` are the tokens of its sentence as [`super::walk::around`] gives them.
pub fn build(near: &Near, figure: usize, steps: &[Step], topic: Option<Topic>) -> Frame {
    let (doc, words) = (near.doc, near.words);
    let f = &near.figures[figure];
    let own = doc.tokens_in(f.span);
    let sentence = doc.sentence_of(own.start);
    let (mut local, mut context, mut names, mut common) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut mass = 0.0;
    for step in steps {
        let key = words.key(step.token);
        if key == 0 {
            continue;
        }
        let weight = words.weight(step.token);
        let near = 1.0 / (1.0 + step.cost as f32 / HALF_WAY);
        local.push((key, weight * near));
        context.push((key, weight));
        mass += weight;
        if words.is_name(step.token) {
            names.push((key, weight * near));
        } else {
            common.push((key, weight * near));
        }
    }
    // A sentence without a name speaks of what the one before named ("The deal is worth …").
    if (mass < THIN || names.is_empty()) && sentence > 0 {
        for token in doc.sentences[sentence - 1].tokens.clone().filter(|t| words.key(*t) != 0) {
            let weight = words.weight(token) * BORROWED;
            context.push((words.key(token), weight));
            if words.is_name(token) {
                names.push((words.key(token), weight * 0.5));
            }
        }
    }
    let range = doc.sentences.get(sentence).map(|s| s.tokens.clone()).unwrap_or_default();
    let (mut last, mut neighbours) = (None, Vec::new());
    for other in range.clone().filter_map(|t| words.figure(t)).filter(|o| *o != figure) {
        if last.replace(other) != Some(other) {
            let keys = words.figure_keys(other);
            context.push((keys.1, NEIGHBOUR));
            neighbours.push(keys);
        }
    }
    neighbours.sort_unstable();
    let beyond = beyond(doc, words, sentence);
    let mut when = near.clock.read(doc, steps);
    let leans = leans_back(doc, range.start);
    if when == When::default() && sentence > 0 && (leans || takes_up(doc, words, sentence)) {
        let before: Vec<Step> =
            (doc.sentences[sentence - 1].tokens.clone()).map(|token| Step { token, cost: 1, left: true }).collect();
        let earlier = near.clock.read(doc, &before);
        if leans || earlier.past {
            when = earlier;
        }
    }
    let mut scope = scope(doc, words, own.end, range.end.max(own.end));
    if scope.keys.is_empty() && !scope.place {
        let keys = opening(doc, words, range.start, own.start);
        scope = Scope { place: !keys.is_empty(), keys, wide: false, of: false };
    }
    Frame {
        sentence,
        topic,
        head: head(doc, f),
        unit: f.dimension().and(f.unit.as_deref()).map_or(0, words::key),
        people: f.kind == FigureKind::Count && super::measure::counts_people(f),
        governor: governor(doc, words, steps),
        neighbours,
        beyond,
        value: if telling_value(f) { words.figure_keys(figure).1 } else { 0 },
        article: Rc::clone(near.article),
        sentences: doc.sentences.len() as u32,
        peers: 0,
        stretch: f.kind == FigureKind::Date && ends_stretch(doc, range.start, own.start),
        dateline: near.clock.is_dateline(own.start),
        target: run(words, steps.iter().filter(|s| !s.left).take_while(|s| !ends_phrase(doc, words, s.token)), 7),
        scope,
        anchor: anchor(words, steps),
        subject: subject(doc, words, range.start, own.start),
        common: gather(common),
        poles: poles(doc, steps),
        local: gather(local),
        context: gather(context),
        names: gather(names),
        beside: beside(doc, words, own.clone(), range),
        when,
        marks: marks(doc, words, steps, &own, f.kind == FigureKind::Time),
        place: place(near, sentence),
    }
}

/// The figures of the sentences before and after.
fn beyond(doc: &Document, words: &Words, sentence: usize) -> Vec<(u32, u32)> {
    let around = [sentence.checked_sub(1), Some(sentence + 1)];
    let sentences = around.into_iter().flatten().filter_map(|s| doc.sentences.get(s));
    let mut figures: Vec<usize> = sentences.flat_map(|s| s.tokens.clone()).filter_map(|t| words.figure(t)).collect();
    figures.dedup();
    let mut keys: Vec<(u32, u32)> = figures.into_iter().map(|f| words.figure_keys(f)).collect();
    keys.sort_unstable();
    keys
}

/// Words with an opposite, near the figure.
fn poles(doc: &Document, steps: &[Step]) -> Vec<(u32, i8)> {
    const REACH: u32 = 7;
    let near = steps.iter().take_while(|s| s.cost <= REACH);
    let senses = near.flat_map(|s| doc.senses(s.token)).filter(|s| s.class == Class::Pole);
    let mut out: Vec<(u32, i8)> = senses.map(|s| (words::key(s.name), s.value as i8)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Hardly chance if two articles both give it.
fn telling_value(f: &Figure) -> bool {
    f.value.lo.or(f.value.hi).is_none_or(|v| v >= 13.0 || v.fract() != 0.0)
}

/// Adds up equal words.
fn gather(mut words: Weighted) -> Weighted {
    words.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    // The nearest mention of a word says what there is to say.
    words.dedup_by_key(|w| w.0);
    words.shrink_to_fit();
    words
}

/// The counted noun as comparisons see it.
fn head(doc: &Document, f: &Figure) -> u32 {
    let (FigureKind::Count, Some(unit)) = (f.kind, f.unit.as_deref()) else { return 0 };
    let noun = unit.rsplit(' ').next().unwrap_or(unit);
    // The noun stands in the text close by, where its synonym can be looked up.
    let own = doc.tokens_in(f.span);
    let stem = words::stem(noun);
    let spelled = (own.start..own.end + 6).find(|t| words::stem(doc.word(*t)) == stem || doc.is(*t, noun));
    spelled.and_then(|t| doc.sense(t, Class::Synonym)).map_or_else(|| words::key(&stem), |s| words::key(s.name))
}

/// The place that opens a sentence: "In Kelmar the shaking lasted …".
fn opening(doc: &Document, words: &Words, from: usize, figure: usize) -> Vec<u32> {
    if !["in", "at", "near", "across"].iter().any(|w| doc.is(from, w)) {
        return Vec::new();
    }
    (from + 1..figure.min(from + 4)).find(|t| words.is_name(*t)).map_or_else(Vec::new, |t| name(words, t))
}

/// The words behind the first preposition that follows a figure within three words.
fn scope(doc: &Document, words: &Words, from: usize, to: usize) -> Scope {
    const BEFORE: usize = 4;
    const BEHIND: usize = 6;
    const PREPOSITIONS: &[&str] =
        &["in", "across", "around", "throughout", "of", "from", "on", "at", "to", "with", "for", "among", "near", "off"];
    let is = |t: usize, list: &[&str]| list.iter().any(|w| doc.is(t, w));
    let Some(at) = (from..to.min(from + BEFORE)).find(|t| is(*t, PREPOSITIONS)) else { return Scope::default() };
    if (from..at).any(|t| matches!(doc.word(t), "," | ";" | ".")) {
        return Scope::default();
    }
    let stop = |t: &usize| {
        matches!(doc.word(*t), "," | ";" | "." | "(" | "”" | "\"") || is(*t, &["and", "but", "after", "when", "which"])
    };
    let behind = (at + 1..to.min(at + 1 + BEHIND)).take_while(|t| !stop(t));
    let phrase = behind.clone().filter(|t| words.figure(*t).is_none());
    let is_place = |t: usize| words.is_name(t) || doc.sense(t, Class::Area).is_some();
    let place = phrase.clone().any(is_place);
    let mut keys: Vec<u32> = phrase.map(|t| words.key(t)).filter(|k| *k != 0).collect();
    keys.sort_unstable();
    let several = |t: usize| doc.sense(t, Class::Area).is_some_and(|s| s.name == "several");
    let wide = is(at, &["across", "around", "throughout"]) || is(at + 1, &["all"]) || behind.clone().any(several);
    Scope { keys, place, wide, of: is(at, &["of"]) }
}

/// The word that the figure hangs on: the nearest telling one to the left, before a comma or another figure.
fn governor(doc: &Document, words: &Words, steps: &[Step]) -> u32 {
    const REACH: u32 = 5;
    let mut left = steps.iter().filter(|s| s.left).take_while(|s| s.cost <= REACH && !ends_phrase(doc, words, s.token));
    let says = |t: usize| words.key(t) != 0 && !words.is_name(t) && doc.sense(t, Class::Frequent).is_none();
    left.find(|s| says(s.token)).map_or(0, |s| words.key(s.token))
}

/// What stands behind belongs to something else.
fn ends_phrase(doc: &Document, words: &Words, token: usize) -> bool {
    words.figure(token).is_some() || matches!(doc.word(token), "," | ";" | ":" | "(" | "–" | "—") || doc.is(token, "and")
}

/// The first name on a way of at most `reach`, as the sorted keys of its words.
fn run<'a>(words: &Words, steps: impl Iterator<Item = &'a Step>, reach: u32) -> Vec<u32> {
    let Some(first) = steps.take_while(|s| s.cost <= reach).find(|s| words.is_name(s.token)) else { return Vec::new() };
    name(words, first.token)
}

/// The name around a token, as the sorted keys of its words.
fn name(words: &Words, token: usize) -> Vec<u32> {
    let mut from = token;
    while from > 0 && words.is_name(from - 1) {
        from -= 1;
    }
    let mut keys: Vec<u32> = (from..).take_while(|t| words.is_name(*t)).map(|t| words.key(t)).collect();
    keys.sort_unstable();
    keys
}

fn anchor(words: &Words, steps: &[Step]) -> Vec<u32> {
    run(words, steps.iter(), 8)
}

fn subject(doc: &Document, words: &Words, from: usize, figure: usize) -> Vec<u32> {
    const PREPOSITIONS: &[&str] = &["of", "off", "in", "near", "on", "at", "from", "after", "for", "to", "by", "with"];
    let first = (from..figure).find(|t| words.is_name(*t));
    // "A quake off Kelmar" is no subject called Kelmar.
    let plain = |t: usize| !(from..t).any(|u| PREPOSITIONS.iter().any(|p| doc.is(u, p)));
    first.filter(|t| plain(*t)).map_or_else(Vec::new, |t| name(words, t))
}

/// The sentence begins with a word that refers to the one before.
fn leans_back(doc: &Document, first: usize) -> bool {
    ["it", "that", "this", "they", "he", "she", "those", "these"].iter().any(|w| doc.is(first, w))
}

/// A word such as "quarter" and a form of "end" stand before the date.
fn ends_stretch(doc: &Document, from: usize, date: usize) -> bool {
    const STRETCHES: &[&str] = &["quarter", "quarters", "year", "half", "months", "weeks", "period", "season"];
    const ENDS: &[&str] = &["ended", "ending", "ends", "end"];
    let is = |t: usize, list: &[&str]| list.iter().any(|w| doc.is(t, w));
    let end = (from.max(date.saturating_sub(2))..date).rev().find(|t| is(*t, ENDS));
    end.is_some_and(|end| (from.max(end.saturating_sub(4))..end).any(|t| is(t, STRETCHES)))
}

/// The sentence begins with what the one before, in the same paragraph, has introduced: "A quake struck in 2012. The quake was …".
fn takes_up(doc: &Document, words: &Words, sentence: usize) -> bool {
    const NOUN: usize = 3;
    let (here, before) = (&doc.sentences[sentence], &doc.sentences[sentence - 1]);
    let first = here.tokens.start;
    if here.paragraph != before.paragraph || !doc.is(first, "the") {
        return false;
    }
    let Some(noun) = (first + 1..here.tokens.end.min(first + 1 + NOUN)).find(|t| words.key(*t) != 0) else { return false };
    let article =
        |t: usize| (t.saturating_sub(NOUN + 1)..t).any(|a| a >= before.tokens.start && (doc.is(a, "a") || doc.is(a, "an")));
    before.tokens.clone().any(|t| words.key(t) == words.key(noun) && article(t))
}

fn beside(doc: &Document, words: &Words, own: std::ops::Range<usize>, range: std::ops::Range<usize>) -> [[u32; 3]; 2] {
    let key = |token: usize| {
        if words.figure(token).is_some() {
            return words::key("#");
        }
        match words.key(token) {
            0 => words::key(&doc.word(token).to_lowercase()),
            key => key,
        }
    };
    let mut out = [[0; 3]; 2];
    let left = (range.start..own.start.max(range.start)).rev().filter(|t| is_text(doc, *t));
    for (slot, token) in out[0].iter_mut().zip(left) {
        *slot = key(token);
    }
    for (slot, token) in out[1].iter_mut().zip((own.end..range.end).filter(|t| is_text(doc, *t))) {
        *slot = key(token);
    }
    out
}

fn is_text(doc: &Document, token: usize) -> bool {
    doc.token(token).is_some_and(|t| t.is_word() || t.is_number())
}

fn marks(doc: &Document, words: &Words, steps: &[Step], own: &std::ops::Range<usize>, timed: bool) -> Marks {
    let mut marks = Marks::default();
    // "14 of 15", "30 of the 80": a part and what it is a part of.
    let of = |at: usize| doc.is(at, "of") || (doc.is(at, "the") && at > 0 && doc.is(at - 1, "of"));
    let back = if own.start > 0 && doc.is(own.start - 1, "the") { 3 } else { 2 };
    let whole = own.start >= back && of(own.start - 1) && words.figure(own.start - back).is_some();
    let ahead = if doc.is(own.end + 1, "the") { 2 } else { 1 };
    let part = doc.is(own.end, "of") && words.figure(own.end + ahead).is_some();
    if part || whole {
        marks.add(Mark::Part);
    }
    // "At 9:32, it was followed by …": the hour of what follows.
    if timed && (own.end..own.end + MARK_REACH as usize).any(|t| doc.is(t, "followed")) {
        marks.add(Mark::Other);
    }
    let near = |s: &&Step| s.cost <= MARK_REACH || (s.cost <= ALONE_REACH && !s.left && doc.is(s.token, "alone"));
    for step in steps.iter().filter(near) {
        // "61 percent, down from 68": what comes behind compares the next figure with this one.
        let aside = |name: &str| name == "compared to" && !step.left;
        for sense in doc.senses(step.token).filter(|s| s.class == Class::Mark && !aside(s.name)) {
            marks.add(match sense.name {
                "other" => Mark::Other,
                "part" => Mark::Part,
                "all" => Mark::All,
                "rising" => Mark::Rising,
                "compared" | "compared to" => Mark::Compared,
                "planned" => Mark::Planned,
                "trading" => Mark::Trading,
                _ => Mark::Denied,
            });
        }
    }
    marks
}

fn place(near: &Near, sentence: usize) -> Place {
    // A text of a few sentences is all lead; that says nothing.
    const SHORT: usize = 4;
    let doc = near.doc;
    let short = doc.sentences.len() < SHORT;
    let first = doc.paragraphs.first();
    let is_title = |p: &crate::core::text::Paragraph| near.source.title.as_deref().is_some_and(|t| t.trim() == doc.slice(p.span));
    let headline = doc.paragraphs.iter().take(3).position(is_title).or_else(|| {
        // Without a title given: a first line of one sentence without a stop.
        first
            .filter(|p| doc.paragraphs.len() > 1 && p.sentences.len() == 1 && !doc.slice(p.span).ends_with(['.', '!', '”', '"']))
            .map(|_| 0)
    });
    match headline.and_then(|h| doc.paragraphs.get(h)) {
        Some(p) if p.sentences.contains(&sentence) => Place::Headline,
        Some(p) if !short && sentence < p.sentences.end + 3 => Place::Lead,
        None if !short && sentence < 3 => Place::Lead,
        _ => Place::Body,
    }
}
