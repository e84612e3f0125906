//! Where a name begins and ends, and what only looks like one: slashes, first words that were left out, numbers of kings,
//! adjectives of peoples, species, spelled-out terms.

use super::EntityKind;
use super::model::Atoms;
use super::rules::listed;
use super::tagger::{Draft, Scores};
use crate::core::lexicon::Class;
use crate::core::text::{Document, Shape};

/// Shortest word beside a slash that parts two names, in bytes: not AC/DC.
const PARTED: u32 = 3;

/// Names with a slash between them are several: Orrin/Vexley.
pub(super) fn slashes(doc: &Document, drafts: &mut Vec<Draft>) {
    let long = |i: usize| doc.token(i).is_some_and(|t| t.is_capital() && t.end - t.start >= PARTED);
    if !drafts.iter().any(|d| (d.first..d.last).any(|i| doc.word(i) == "/")) {
        return;
    }
    let mut out = Vec::with_capacity(drafts.len());
    for d in drafts.drain(..) {
        let mut first = d.first;
        for i in d.first + 1..d.last {
            if doc.word(i) == "/" && long(i - 1) && long(i + 1) {
                out.push(Draft { first, last: i - 1, scores: Scores::default(), ..d });
                first = i + 1;
            }
        }
        out.push(if first == d.first { d } else { Draft { first, scores: Scores::default(), ..d } });
    }
    *drafts = out;
}

/// Units that are numbered.
const UNITS: &[&str] = &[
    "division",
    "regiment",
    "brigade",
    "battalion",
    "wing",
    "squadron",
    "fleet",
    "army",
    "corps",
    "company",
    "battery",
    "circuit",
    "command",
];

/// The first token of an ordinal that ends right before `i`: 41st, Sixteenth.
fn ordinal(doc: &Document, i: usize) -> Option<usize> {
    let last = i.checked_sub(1).filter(|_| doc.tokens[i].space && !doc.tokens[i].line)?;
    let ending = ["st", "nd", "rd", "th", "d"].iter().any(|w| doc.is(last, w)) && !doc.tokens[last].space;
    last.checked_sub(1).filter(|n| ending && doc.tokens[*n].is_number())
}

/// An organisation whose first words were left out: words with a capital right before a name that ends in a word for an
/// organisation, and the number of a unit.
pub(super) fn reach(doc: &Document, atoms: &Atoms, drafts: &mut [Draft]) {
    const OTHERS: [Class; 5] =
        [Class::EntityTitle, Class::EntityRole, Class::EntityNationality, Class::EntityCommon, Class::EntityCalendar];
    let fits = |i: usize| {
        let (token, atom) = (&doc.tokens[i], &atoms.0[i]);
        token.shape == Shape::Title
            && token.is_word()
            && !atom.first
            && atom.style == 0
            && doc.token(i + 1).is_some_and(|t| t.space && !t.line)
            && OTHERS.iter().all(|class| doc.sense(i, *class).is_none())
    };
    let mut free = 0;
    for d in drafts.iter_mut() {
        if d.kind == EntityKind::Org && doc.sense(d.last, Class::EntityOrgWord).is_some() {
            while d.first > free && fits(d.first - 1) {
                d.first -= 1;
            }
        }
        let unit = d.kind == EntityKind::Org && UNITS.iter().any(|w| doc.is(d.last, w));
        if let Some(number) = ordinal(doc, d.first).filter(|n| unit && *n >= free) {
            d.first = number;
        }
        free = d.last + 1;
    }
}

/// How much letters in a bracket speak for an organisation, in log-probability.
const BRACKET: i32 = 2;

/// A name of several words with its letters in a bracket behind it is most often an organisation: Tarn Harbour Board (THB).
pub(super) fn bracketed(doc: &Document, scale: i32, drafts: &mut [Draft]) {
    let letters = |d: &Draft| {
        let word = doc.word(d.first);
        d.first == d.last
            && matches!(doc.tokens[d.first].shape, Shape::Upper | Shape::Mixed)
            && (2..=6).contains(&word.len())
            && word.chars().filter(|c| c.is_uppercase()).count() > 1
            && d.first > 0
            && doc.word(d.first - 1) == "("
            && doc.word(d.last + 1) == ")"
    };
    let soft = |k: EntityKind| !matches!(k, EntityKind::Nationality | EntityKind::Place | EntityKind::Law);
    for n in 1..drafts.len() {
        let [full, short] = &mut drafts[n - 1..=n] else { continue };
        if letters(short) && full.last + 2 == short.first && full.first < full.last && listed(doc, full.first).is_none() {
            for d in [full, short] {
                if soft(d.kind) && d.scores != Scores::default() {
                    d.scores.favour(EntityKind::Org, BRACKET * scale);
                    d.kind = d.scores.best().unwrap_or(d.kind);
                }
            }
        }
    }
}

/// What stands before an adjective of a people and is part of it: North-Tarnish, Anglo-Tarnish.
const SIDES: &[&str] = &[
    "-", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "middle", "mid", "pan",
    "trans", "non", "anglo", "afro", "austro", "euro", "franco", "greco", "ibero", "indo", "italo", "luso", "russo", "sino",
    "turco",
];

/// The token before `i` is joined to it: by a hyphen between them, or as the second half of a joined pair.
fn joined(doc: &Document, i: usize) -> bool {
    let hyphen = |i: usize| doc.word(i) == "-";
    let glued = !doc.tokens[i].space && (hyphen(i) || hyphen(i - 1));
    glued || i > 1 && hyphen(i - 2) && doc.tokens[i - 1].is_capital() && !doc.tokens[i].line
}

/// Compound adjectives of peoples, which no list has.
pub(super) fn peoples(doc: &Document, drafts: &mut Vec<Draft>) {
    let side = |i: usize| SIDES.iter().any(|s| doc.is(i, s));
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    for mut d in drafts.drain(..) {
        let whole = |i: &usize| doc.sense(*i, Class::EntityNationality).is_some_and(|s| i + s.tokens > d.last);
        if let Some(n) = (d.first..=d.last).find(whole).filter(|n| (d.first..*n).all(side)) {
            // What a hyphen joins to it from the left: South-East European.
            while d.first > 1 && side(d.first - 1) && joined(doc, d.first) {
                d.first -= 1;
            }
            d.first += usize::from(doc.word(d.first) == "-");
            if d.first < n && out.last().is_none_or(|l| l.last < d.first || l.first >= d.first) {
                out.retain(|l| l.last < d.first);
                d.kind = EntityKind::Nationality;
                d.scores = Scores::default();
            } else {
                d.first = d.first.max(out.last().map_or(0, |l| l.last + 1));
            }
        }
        out.push(d);
    }
    *drafts = out;
}

/// Endings of the second word in the Latin name of a species.
const LATIN: &[&str] = &["us", "a", "um", "is", "ii", "ae", "ens", "ans", "oides", "ensis"];

/// A species is no person: a capital, then a rare small word with a Latin ending (Tarnia pelagica).
pub(super) fn species(doc: &Document, atoms: &Atoms, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.first == d.last && d.kind != EntityKind::Nationality) {
        let next = d.last + 1;
        let Some(token) = doc.token(next).filter(|t| t.is_word() && t.shape == Shape::Lower && t.space && !t.line) else {
            continue;
        };
        let rare = token.end - token.start >= 4 && atoms.0[next].cluster[0] == 0;
        if rare && doc.tokens[d.first].shape == Shape::Title && LATIN.iter().any(|l| doc.word(next).ends_with(l)) {
            *d = Draft { last: next, kind: EntityKind::Other, rule: "species", scores: Scores::default(), ..*d };
        }
    }
}

/// A title of rulers begins the name or stands before it, so that an "I" after it is a number.
pub(super) fn ruler(doc: &Document, d: &Draft) -> bool {
    let title = |i: usize| {
        ["king", "queen", "pope", "emperor", "empress", "tsar", "czar", "prince", "duke", "sultan", "pharaoh"]
            .iter()
            .any(|w| doc.is(i, w))
    };
    title(d.first) || d.first > 0 && title(d.first - 1)
}

/// A term that a bracket shortens to letters that are no name: Wind Energy Converter (WEC).
pub(super) fn spelled_out(doc: &Document, d: &Draft) -> bool {
    let short = d.last + 2;
    if doc.word(d.last + 1) != "(" || doc.word(short + 1) != ")" || doc.sense(short, Class::EntityCommon).is_none() {
        return false;
    }
    let letters = doc.word(short).trim_end_matches('s');
    // One word a letter, back from the bracket; the first ones may stand before the draft.
    let mut at = d.last + 1;
    letters.chars().rev().all(|letter| {
        let word = (0..at).rev().find(|i| doc.word(*i) != "-").filter(|i| doc.tokens[*i].is_word());
        word.is_some_and(|i| {
            at = i;
            doc.word(i).chars().next().is_some_and(|c| c.eq_ignore_ascii_case(&letter))
        })
    })
}

/// Common words of a trade and one more word, with capitals: Hybrid AI Boom. Not where the last word is that of an
/// organisation, an event or a law.
pub(super) fn compound(doc: &Document, d: &Draft) -> bool {
    const HEADS: [Class; 4] = [Class::EntityOrgWord, Class::EntityEventWord, Class::EntityLawWord, Class::EntityPlaceWord];
    // A draft may begin inside of a common phrase.
    let covers = |i: &usize| doc.sense(*i, Class::EntityCommon).is_some_and(|s| i + s.tokens > d.first);
    let Some(first) = (d.first.saturating_sub(2)..=d.first).find(covers) else { return false };
    let (mut i, mut common, mut other) = (first, 0, 0);
    while i <= d.last {
        match doc.sense(i, Class::EntityCommon) {
            Some(s) => {
                common += (i..(i + s.tokens).min(d.last + 1)).filter(|t| doc.tokens[*t].is_word()).count();
                i += s.tokens;
            }
            None => {
                other += usize::from(doc.tokens[i].is_word());
                i += 1;
            }
        }
    }
    let head = HEADS.iter().any(|class| doc.sense(d.last, *class).is_some());
    common > other && other > 0 && !head && listed(doc, d.first).is_none()
}

/// What makes an adjective of a name, with a hyphen between: pro-Russian, anti-Trump.
const PREFIXES: [&str; 6] = ["pro", "anti", "non", "pre", "post", "pan"];

/// A name that is part of such an adjective, or its prefix. (Of 46 of them in the training texts one has the name alone.)
pub(super) fn prefixed(doc: &Document, d: &Draft) -> bool {
    let prefix = |i: usize| PREFIXES.iter().any(|p| doc.is(i, p));
    let joined = |i: usize| doc.word(i) == "-" && !doc.tokens[i].space && doc.token(i + 1).is_some_and(|t| !t.space);
    d.first >= 2 && prefix(d.first - 2) && joined(d.first - 1) || d.first == d.last && prefix(d.first) && joined(d.last + 1)
}
