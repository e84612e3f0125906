//! What no training set teaches: spans as the contract wants them, names that the lexicon knows, words that are no names,
//! and headings, where capitals say nothing.

use std::collections::HashSet;
use std::ops::Range;

use super::model::Atoms;
use super::tagger::{Draft, Scores};
use super::{EntityKind, given, parts};
use crate::core::lexicon::{self, Class, Classes};
use crate::core::text::{Document, Shape, Token, TokenKind};

/// Short forms that keep their period at the end of a name.
const PERIOD: &[&str] = &["inc", "corp", "co", "ltd", "bros", "jr", "sr"];

/// How sure a whole name of the lexicon is of its kind, in log-probability.
const KNOWN: i32 = 5;

/// Longest line that may be a heading, in tokens.
const HEADING: usize = 24;

/// A colon among so many first tokens of a paragraph ends a heading of its own.
const LEAD: usize = 10;

/// Corrects the drafts of the tagger, in reading order.
pub(crate) fn apply(doc: &Document, atoms: &Atoms, scale: i32, drafts: &mut Vec<Draft>) {
    let lines = Headings::new(doc);
    let mut split = Vec::new();
    parts::slashes(doc, drafts);
    drafts.retain_mut(|d| {
        split.extend(cut(doc, atoms, &lines, d));
        trim(doc, d) && is_name(doc, atoms, d)
    });
    drafts.extend(split);
    drafts.sort_by_key(|d| d.first);
    settle(drafts);
    widen(doc, drafts);
    given_names(doc, scale, drafts);
    known(doc, atoms, scale, drafts);
    parts::bracketed(doc, scale, drafts);
    parts::reach(doc, atoms, drafts);
    parts::peoples(doc, drafts);
    parts::species(doc, atoms, drafts);
    headings(doc, atoms, &lines, drafts);
}

/// Of overlapping drafts the earlier stays.
fn settle(drafts: &mut Vec<Draft>) {
    let mut end = 0;
    drafts.retain(|d| {
        let free = d.first >= end;
        end = end.max(d.last + 1);
        free
    });
}

/// Classes of names.
const NAMES: Classes = Classes::of(&[
    Class::EntityOrg,
    Class::EntityProduct,
    Class::EntityPlace,
    Class::EntityEvent,
    Class::EntityLaw,
    Class::EntityPerson,
    Class::EntityNationality,
    Class::EntityIndex,
]);

/// The kind of a name that the lexicon has, and how many tokens it takes.
pub(super) fn listed(doc: &Document, i: usize) -> Option<(EntityKind, usize)> {
    let kind = |class: Class| match class {
        Class::EntityOrg => Some(EntityKind::Org),
        Class::EntityProduct => Some(EntityKind::Product),
        Class::EntityPlace => Some(EntityKind::Place),
        Class::EntityEvent => Some(EntityKind::Event),
        Class::EntityLaw => Some(EntityKind::Law),
        Class::EntityPerson => Some(EntityKind::Person),
        Class::EntityNationality => Some(EntityKind::Nationality),
        Class::EntityIndex => Some(EntityKind::Other),
        _ => None,
    };
    if !doc.token(i)?.is_capital() {
        return None;
    }
    doc.senses_of(i, NAMES).filter_map(|s| Some((kind(s.class)?, s.tokens))).max_by_key(|(_, n)| *n)
}

/// Cuts a draft where something else begins: a colon, a known organisation before other words, a known product behind one.
/// Gives what was cut off, where it is a name too.
fn cut(doc: &Document, atoms: &Atoms, lines: &Headings, d: &mut Draft) -> Option<Draft> {
    if let Some(i) = (d.first + 1..=d.last).find(|i| doc.tokens[*i].line || doc.word(*i) == ":" && d.kind != EntityKind::Work) {
        d.last = i - 1;
    }
    // A dash parts a dateline from the text: LIMA - Peru said.
    let dateline = doc.tokens[d.first].line && doc.tokens[d.first].shape == Shape::Upper;
    let dash = |i: &usize| {
        let spaces = doc.tokens[*i].space && doc.token(i + 1).is_some_and(|t| t.space);
        spaces && matches!(doc.word(*i), "-" | "–" | "—")
    };
    if let Some(i) = (d.first + 1..d.last).find(dash).filter(|_| dateline) {
        let rest = Draft { first: i + 1, ..*d };
        d.last = i - 1;
        return Some(rest);
    }
    let (kind, n) = listed(doc, d.first)?;
    let rest = d.first + n;
    if !matches!(kind, EntityKind::Org | EntityKind::Product) || rest > d.last {
        return None;
    }
    // A possessive ends it: Orrin's Kestrel.
    if doc.tokens[rest].kind == TokenKind::Clitic {
        let owned = Draft { first: rest + 1, scores: Scores::default(), ..*d };
        *d = Draft { last: rest - 1, kind, rule: "lexicon", scores: Scores::default(), ..*d };
        return (owned.first <= owned.last && doc.tokens[owned.first].is_capital()).then_some(owned);
    }
    let plain = |i: usize| doc.sense(i, Class::EntityCommon).is_some() || !atoms.0[i].capital;
    if let Some((EntityKind::Product, n)) =
        listed(doc, rest).filter(|(_, n)| kind == EntityKind::Org && (rest + n..=d.last).all(plain))
    {
        let product =
            Draft { first: rest, last: rest + n - 1, kind: EntityKind::Product, rule: "lexicon", scores: Scores::default() };
        *d = Draft { last: rest - 1, kind, rule: "lexicon", scores: Scores::default(), ..*d };
        return Some(product);
    }
    // Nothing but common words: "Orrin GPUs", and in headings "Orrin Signs".
    let common = |i: usize| {
        let heading = atoms.0[i].style > 0;
        plain(i) || (heading && atoms.0[i].document & 1 == 1)
    };
    let title = (atoms.0[d.first].style > 0 || lines.contain(d.first)) && d.kind != EntityKind::Org && kind == EntityKind::Org;
    if (rest..=d.last).all(common) || title {
        *d = Draft { last: rest - 1, kind, rule: "lexicon", scores: Scores::default(), ..*d };
    }
    None
}

/// Heads of names that often hold an "and": the Harbour and Tides Act.
const JOINED: &[&str] = &[
    "act",
    "bill",
    "agency",
    "department",
    "ministry",
    "commission",
    "administration",
    "committee",
    "bureau",
    "office",
    "authority",
    "service",
    "board",
    "council",
    "treaty",
    "convention",
    "survey",
];

/// Joins the halves of names with an "and".
fn widen(doc: &Document, drafts: &mut Vec<Draft>) {
    let soft = |k: EntityKind| matches!(k, EntityKind::Work | EntityKind::Other | EntityKind::Product | EntityKind::Event);
    // A place that no list knows, of two words: the Tarn Harbour and Transport Board.
    let half = |d: &Draft| d.kind == EntityKind::Place && d.first < d.last && listed(doc, d.first).is_none();
    let capital = |i: usize| doc.token(i).is_some_and(|t| t.is_capital() && t.is_word());
    let head = |i: usize| JOINED.iter().any(|w| doc.is(i, w));
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    for mut d in drafts.drain(..) {
        let joins = matches!(d.kind, EntityKind::Org | EntityKind::Law) && head(d.last) && d.first >= 2;
        if joins && matches!(doc.word(d.first - 1), "and" | "&") && capital(d.first - 2) {
            let free = out.last().map_or(0, |l| l.last + 1);
            let mut start = d.first - 2;
            match out.last() {
                Some(l) if l.last == start && (soft(l.kind) || half(l)) => start = l.first,
                Some(l) if l.last >= start => start = d.first,
                _ => {
                    while start > free && capital(start - 1) && !doc.is(start - 1, "the") && !doc.tokens[start].line {
                        start -= 1;
                    }
                }
            }
            if start < d.first && start > 0 && doc.is(start - 1, "the") {
                out.retain(|l| l.last < start);
                d.first = start;
            }
        }
        out.push(d);
    }
    *drafts = out;
}

/// A family name and a given name of two syllables are a person: Lee Tae-yong.
fn given_names(doc: &Document, scale: i32, drafts: &mut Vec<Draft>) {
    // The first token of the family name before a given name at `i`.
    let whole = |i: usize| {
        let family = i.checked_sub(1).filter(|f| doc.tokens[*f].shape == Shape::Title && !doc.tokens[i].line)?;
        let sense = |class: Class| doc.sense(family, class);
        let other = sense(Class::EntityPlace).is_some_and(|s| s.tokens > 1)
            || sense(Class::EntityTitle).is_some()
            || sense(Class::EntityRole).is_some();
        Some((family, given::end(doc, i)?)).filter(|_| !other)
    };
    let person = |first: usize, last: usize| {
        let mut scores = Scores::default();
        scores.favour(EntityKind::Person, KNOWN * scale);
        Draft { first, last, kind: EntityKind::Person, rule: "given name", scores }
    };
    let names: Vec<Draft> =
        (1..doc.tokens.len()).filter(|i| doc.word(i + 1) == "-").filter_map(whole).map(|(a, b)| person(a, b)).collect();
    for mut name in names {
        let at = drafts.partition_point(|d| d.last < name.first);
        let upto = drafts.partition_point(|d| d.first <= name.last).max(at);
        let overlaps = &drafts[at..upto];
        if overlaps.iter().any(|d| d.kind == EntityKind::Person && d.first <= name.first && d.last >= name.last) {
            continue;
        }
        // What stands before the name stays, or is the first part of it.
        let before = overlaps.first().filter(|d| d.first < name.first).map(|d| Draft { last: name.first - 1, ..*d });
        let before = before.filter(|d| {
            let part = d.kind == EntityKind::Person;
            if part {
                name.first = d.first;
            }
            !part
        });
        drafts.splice(at..upto, before.into_iter().chain([name]));
    }
    drafts.retain_mut(|d| trim(doc, d));
}

/// Brings the borders of a draft into the form of the contract; false where nothing is left.
fn trim(doc: &Document, d: &mut Draft) -> bool {
    while d.first <= d.last {
        let more = d.first < d.last;
        let article =
            more && (doc.is(d.first, "the") || d.kind != EntityKind::Work && (doc.is(d.first, "a") || doc.is(d.first, "an")));
        let title = more && d.kind == EntityKind::Person && doc.sense(d.first, Class::EntityTitle).is_some();
        let role = more && d.kind == EntityKind::Person && doc.sense(d.first, Class::EntityRole).is_some();
        let mark = matches!(doc.tokens[d.first].kind, TokenKind::Symbol | TokenKind::Clitic);
        if !(article || title || role || mark) {
            break;
        }
        d.first += 1;
    }
    // A lawmaker's party and state: R-Ohio.
    if d.first + 2 <= d.last && doc.word(d.first + 1) == "-" && matches!(doc.word(d.first), "R" | "D" | "I") {
        *d = Draft { first: d.first + 2, kind: EntityKind::Place, scores: Scores::default(), ..*d };
    }
    while d.last > d.first {
        let token = &doc.tokens[d.last];
        let mark = token.kind == TokenKind::Symbol && !matches!(doc.word(d.last), "!" | "+" | ")" | ".")
            || token.kind == TokenKind::Clitic;
        let stop = doc.word(d.last) == "." && !(PERIOD.iter().any(|w| doc.is(d.last - 1, w)) || initial(doc, d.last));
        // "GB200 GPUs", "Orrin AI-centric": what is known to be no name does not end one.
        let common = !token.space && doc.word(d.last - 1) == "-" && token.shape == Shape::Lower && d.kind != EntityKind::Person
            || d.kind == EntityKind::Product
                && doc.sense(d.last, Class::EntityCommon).is_some()
                && listed(doc, d.first).is_none_or(|(_, n)| d.first + n <= d.last);
        if !(mark || stop || common) {
            break;
        }
        d.last -= 1;
    }
    if d.first > d.last {
        return false;
    }
    // The rest of a hyphenated name: Tae-yong.
    while d.kind == EntityKind::Person
        && doc.word(d.last + 1) == "-"
        && !doc.tokens[d.last + 1].space
        && doc.token(d.last + 2).is_some_and(|t| !t.space && t.is_word() && t.shape == Shape::Lower)
    {
        d.last += 2;
    }
    // The second half of a double name, the number of a king or a pope.
    while d.kind == EntityKind::Person {
        let joined = |i: usize| doc.token(i).is_some_and(|t| !t.space && !t.line);
        let double = d.first < d.last
            && doc.word(d.last + 1) == "-"
            && joined(d.last + 1)
            && joined(d.last + 2)
            && doc.tokens[d.last + 2].shape == Shape::Title;
        if double {
            d.last += 2;
        } else if (numeral(doc.word(d.last + 1)) || doc.word(d.last + 1) == "I" && parts::ruler(doc, d))
            && !doc.tokens[d.last + 1].line
        {
            d.last += 1;
        } else {
            break;
        }
    }
    // The period of an abbreviation belongs to the name: Corp., Jr.
    let short = PERIOD.iter().any(|w| doc.is(d.last, w));
    if short && doc.word(d.last + 1) == "." && doc.tokens.get(d.last + 1).is_some_and(|t| !t.space) {
        d.last += 1;
    }
    true
}

/// A Roman number from two on, short of those that are ordinary capitals.
fn numeral(word: &str) -> bool {
    matches!(word.len(), 2..=5) && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')) && !word.starts_with("XXXX")
}

fn initial(doc: &Document, period: usize) -> bool {
    period > 0 && doc.tokens[period - 1].shape == Shape::Initial && !doc.tokens[period].space
}

/// Not made of common words alone.
fn is_name(doc: &Document, atoms: &Atoms, d: &Draft) -> bool {
    let capital = (d.first..=d.last).any(|i| atoms.0[i].capital);
    let whole = |class: Class| doc.sense(d.first, class).is_some_and(|s| d.first + s.tokens > d.last);
    let title = whole(Class::EntityTitle) && d.kind == EntityKind::Person;
    // Several of a rank are no person: Senators.
    let many = |word: &str| lexicon::has(word, Class::EntityRole) || lexicon::has(word, Class::EntityTitle);
    let ranks = d.first == d.last && d.kind == EntityKind::Person && doc.word(d.first).strip_suffix('s').is_some_and(many);
    // Us is no country; US is.
    let pronoun = d.first == d.last && doc.word(d.first) == "Us";
    if !capital || pronoun || title || ranks || whole(Class::EntityCommon) || whole(Class::EntityCalendar) {
        return false;
    }
    if parts::spelled_out(doc, d) || parts::compound(doc, d) || parts::prefixed(doc, d) {
        return false;
    }
    // The last word of a run of capitals, when it only says what kind of thing it is.
    let inside = d.first > 0 && !atoms.0[d.first - 1].first && doc.tokens[d.first - 1].is_capital() && !doc.tokens[d.first].line;
    if d.first == d.last && inside && d.kind != EntityKind::Org && (whole(Class::EntityLawWord) || whole(Class::EntityEventWord))
    {
        return false;
    }
    // A single word that the document also writes small, and that no list knows, is a common word with a capital.
    let soft = matches!(d.kind, EntityKind::Other | EntityKind::Work | EntityKind::Event | EntityKind::Product | EntityKind::Law);
    let begins = atoms.0[d.first].first || atoms.0[d.first].style > 0;
    let small = begins && atoms.0[d.first].document & 1 == 1 && doc.tokens[d.first].shape == Shape::Title;
    let quoted = d.first > 0 && matches!(doc.word(d.first - 1), "\"" | "“" | "'" | "‘");
    d.first != d.last || !soft || !small || quoted || listed(doc, d.first).is_some()
}

/// Names of the lexicon: they give their kind to drafts, and those that are nothing else become drafts.
fn known(doc: &Document, atoms: &Atoms, scale: i32, drafts: &mut Vec<Draft>) {
    // A name of the lexicon that begins as the draft does and is longer.
    for d in drafts.iter_mut() {
        if let Some((_, n)) = listed(doc, d.first).filter(|(_, n)| d.first + n > d.last + 1) {
            d.last = d.first + n - 1;
        }
    }
    settle(drafts);
    for d in drafts.iter_mut() {
        if let Some((kind, n)) = listed(doc, d.first).filter(|(_, n)| d.first + n == d.last + 1) {
            if d.kind != EntityKind::Nationality || kind == EntityKind::Nationality {
                // Several words are hardly ever another name.
                d.scores.favour(kind, if n > 1 { 2 * KNOWN } else { KNOWN } * scale);
            }
            // A person and a nationality are told by list: Polish, but not the family English.
            let people = kind == EntityKind::Nationality && !matches!(d.kind, EntityKind::Person | EntityKind::Org);
            if people || d.scores == Scores::default() {
                d.kind = kind;
            } else if d.kind != EntityKind::Nationality {
                d.kind = d.scores.best().unwrap_or(d.kind);
            }
        }
        // A planet of another star has the star's name and a letter: Tarn b.
        if d.first == d.last
            && d.kind == EntityKind::Person
            && matches!(doc.word(d.last + 1), "b" | "c" | "d" | "e" | "f" | "g" | "h")
        {
            d.scores.favour(EntityKind::Place, KNOWN * scale);
            d.kind = d.scores.best().unwrap_or(d.kind);
        }
        let code = d.first == d.last && d.kind == EntityKind::Other && is_code(doc.word(d.first));
        if code {
            d.scores.favour(EntityKind::Product, KNOWN * scale);
        }
        // A number that is glued to letters begins the name of a station or a company: 4XY.
        let station = d.first + 1 == d.last && doc.tokens[d.first].is_number() && !doc.tokens[d.last].space;
        if station && listed(doc, d.first).is_none() && doc.word(d.last).len() > 1 {
            d.scores.favour(EntityKind::Org, 4 * KNOWN * scale);
            d.kind = d.scores.best().unwrap_or(d.kind);
        }
    }
    fill_gaps(doc, drafts, |i, limit| {
        let (kind, n) = listed(doc, i).filter(|(_, n)| i + n <= limit)?;
        // Single words with one capital may be anything; these are left to the tagger, but for those that no sentence begins
        // with.
        let a = &atoms.0[i];
        let inside = a.style == 0 && a.document & 1 == 0 && (!a.first || a.document & 2 != 0);
        let made = matches!(kind, EntityKind::Org | EntityKind::Product) && inside;
        let sure =
            kind == EntityKind::Nationality || n > 1 || made || !matches!(doc.tokens[i].shape, Shape::Title | Shape::Initial);
        let free = n == 1 || kind != EntityKind::Person || !doc.token(i + n).is_some_and(|t| t.is_capital());
        let pronoun = n == 1 && doc.word(i) == "US" && doc.sentences[doc.sentence_of(i)].tokens.len() > 2 && shouted(doc, i);
        (sure && free && !pronoun).then(|| {
            let mut scores = Scores::default();
            scores.favour(kind, KNOWN * scale);
            Draft { first: i, last: i + n - 1, kind, rule: "lexicon", scores }
        })
    });
}

/// Adds what `find` sees between the drafts. It is asked at each free token, with the first token that is taken again.
pub(super) fn fill_gaps(doc: &Document, drafts: &mut Vec<Draft>, find: impl Fn(usize, usize) -> Option<Draft>) {
    let mut found = Vec::new();
    let mut marked = drafts.iter().peekable();
    let mut i = 0;
    while i < doc.tokens.len() {
        while marked.next_if(|d| d.last < i).is_some() {}
        if let Some(d) = marked.peek().filter(|d| d.first <= i) {
            i = d.last + 1;
            continue;
        }
        let limit = marked.peek().map_or(doc.tokens.len(), |d| d.first);
        if let Some(draft) = find(i, limit) {
            i = draft.last;
            found.push(draft);
        }
        i += 1;
    }
    drafts.extend(found);
    drafts.sort_by_key(|d| d.first);
}

/// Capitals and digits in one word: a model number.
fn is_code(word: &str) -> bool {
    word.len() >= 3 && word.bytes().any(|b| b.is_ascii_digit()) && word.bytes().any(|b| b.is_ascii_uppercase())
}

/// The word before or after is in capitals too: US may be "us".
fn shouted(doc: &Document, i: usize) -> bool {
    let upper = |t: usize| doc.token(t).is_some_and(|t| t.shape == Shape::Upper && t.is_word());
    (i > 0 && upper(i - 1)) && upper(i + 1)
}

/// In a heading with capitals everywhere only what stands elsewhere too, or what a list knows, is a name of the soft kinds;
/// people, places and organisations must have a word that the document never writes small.
fn headings(doc: &Document, atoms: &Atoms, lines: &Headings, drafts: &mut Vec<Draft>) {
    let inside = |i: usize| lines.contain(i) || atoms.0[i].style == 2;
    let text = |d: &Draft| doc.slice(doc.span(d.first, d.last)).to_lowercase();
    let elsewhere: HashSet<String> = drafts.iter().filter(|d| !inside(d.first)).map(text).collect();
    drafts.retain(|d| {
        if !inside(d.first)
            || d.rule == "lexicon"
            || listed(doc, d.first).is_some_and(|(_, n)| d.first + n > d.last)
            || elsewhere.contains(&text(d))
        {
            return true;
        }
        let small = |i: usize| atoms.0[i].document & 1 == 1 || doc.sense(i, Class::EntityCommon).is_some();
        let words = || (d.first..=d.last).filter(|i| doc.tokens[*i].is_word() && atoms.0[*i].capital);
        match d.kind {
            EntityKind::Person | EntityKind::Place | EntityKind::Org | EntityKind::Nationality => !words().all(small),
            _ => {
                !words().any(small)
                    && words().count() <= 4
                    && words().all(|i| doc.tokens[i].shape != Shape::Title || atoms.0[i].document & 2 == 2)
            }
        }
    });
}

/// Lines whose capitals say nothing, in reading order.
struct Headings(Vec<Range<usize>>);

impl Headings {
    fn new(doc: &Document) -> Self {
        let line = |tokens: Range<usize>| {
            if is_heading(doc, tokens.clone()) {
                return Some(tokens);
            }
            // What a paragraph begins with, up to a colon: Breaking Ground: …
            let colon = tokens.clone().take(LEAD).find(|i| doc.word(*i) == ":")?;
            let lead = tokens.start..colon;
            let long = || doc.tokens[lead.clone()].iter().filter(|t| t.is_word() && t.end - t.start >= 4);
            (long().count() >= 2 && long().all(Token::is_capital)).then_some(lead)
        };
        Self(doc.paragraphs.iter().filter_map(|p| line(p.tokens.clone())).collect())
    }

    fn contain(&self, i: usize) -> bool {
        self.0.get(self.0.partition_point(|l| l.end <= i)).is_some_and(|l| l.contains(&i))
    }
}

/// A line without an end of sentence whose longer words mostly have capitals.
fn is_heading(doc: &Document, tokens: Range<usize>) -> bool {
    if tokens.len() > HEADING || tokens.is_empty() || matches!(doc.word(tokens.end - 1), "." | "!" | "?" | "”" | "\"") {
        return false;
    }
    if tokens.clone().filter(|i| matches!(doc.word(*i), "," | "/" | ";")).count() > 2 {
        return false;
    }
    let long = || doc.tokens[tokens.clone()].iter().filter(|t| t.is_word() && t.end - t.start >= 4);
    let (all, capital) = (long().count(), long().filter(|t| t.is_capital()).count());
    all >= 2 && capital * 10 >= all * 6
}
