//! What a figure measures.

use super::walk::Step;
use super::words::Words;
use crate::core::figures::{Figure, FigureKind, plural};
use crate::core::lexicon::Class;
use crate::core::text::Document;

/// A measure that the word table knows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Topic {
    /// As people read it.
    pub name: &'static str,
    /// How far its word stands from the figure.
    pub cost: u32,
    /// Index of its word.
    pub token: usize,
}

/// A word that names the measure stands no further away than this.
const REACH: u32 = 14;

/// Groups of figures, as bits, that the `topic` lines of words.tsv name.
mod group {
    pub const PEOPLE: u32 = 1;
    pub const THINGS: u32 = 2;
    pub const MONEY: u32 = 4;
    pub const PERCENT: u32 = 8;
    pub const SPAN: u32 = 16;
    pub const LENGTH: u32 = 32;
    pub const OTHER: u32 = 64;
    pub const BARE: u32 = 128;
}

/// Nouns of people; what else is counted is a thing.
const PEOPLE: &[&str] = &[
    "person",
    "people",
    "man",
    "woman",
    "child",
    "civilian",
    "resident",
    "worker",
    "employee",
    "soldier",
    "officer",
    "villager",
    "student",
    "passenger",
    "victim",
    "patient",
    "migrant",
    "refugee",
    "protester",
    "tourist",
    "rebel",
    "militant",
    "suspect",
    "pirate",
    "insurgent",
    "dead",
    "death",
    "fatality",
    "injured",
    "survivor",
    "miner",
    "pupil",
    "boy",
    "girl",
    "individual",
    "citizen",
    "inhabitant",
    "job",
    "casualty",
    "policeman",
    "fighter",
    "prisoner",
    "inmate",
    "demonstrator",
    "body",
    "life",
    "other",
    "user",
    "customer",
    "subscriber",
    "voter",
    "evacuee",
    "troop",
    "crew",
    "sailor",
    "guest",
    "hurt",
    "wounded",
    "killed",
    "missing",
    "volunteer",
    "participant",
    "player",
    "boy",
    "fan",
    "spectator",
    "adult",
    "firefighter",
    "staff",
];

/// The counted noun names people.
pub fn counts_people(f: &Figure) -> bool {
    f.unit.as_deref().is_some_and(|u| PEOPLE.iter().any(|p| u.eq_ignore_ascii_case(p) || u.strip_suffix('s') == Some(p)))
}

fn groups(f: &Figure) -> u32 {
    match f.kind {
        FigureKind::Money => group::MONEY,
        FigureKind::Percent | FigureKind::Ratio => group::PERCENT,
        FigureKind::Duration => group::SPAN,
        FigureKind::Length => group::LENGTH,
        FigureKind::Count => match f.unit.as_deref() {
            None => group::PEOPLE | group::THINGS,
            Some(_) if counts_people(f) => group::PEOPLE,
            Some(u) if u.contains("magnitude") => group::OTHER,
            Some(_) => group::THINGS,
        },
        FigureKind::Number => group::BARE | group::OTHER,
        FigureKind::Date | FigureKind::Time | FigureKind::Ordinal => 0,
        _ => group::OTHER,
    }
}

fn is_quake(doc: &Document, token: usize) -> bool {
    doc.sense(token, Class::Synonym).is_some_and(|s| s.name == "quake") || doc.is(token, "magnitude") || doc.is(token, "richter")
}

/// Whose age a bare number is.
enum Age {
    /// "Mara Linden, 34, and"
    Now,
    /// "who turns 29 in April"
    ToCome,
}

fn is_age(doc: &Document, words: &Words, f: &Figure) -> Option<Age> {
    let own = doc.tokens_in(f.span);
    let young = f.value.lo == f.value.hi && f.value.lo.is_some_and(|v| v.fract() == 0.0 && (1.0..=110.0).contains(&v));
    if f.kind != FigureKind::Number || !young || own.start < 2 {
        return None;
    }
    let between =
        doc.is(own.start - 1, ",") && words.is_name(own.start - 2) && matches!(doc.word(own.end), "," | "." | ")" | ";");
    if between || doc.is(own.start - 1, "aged") {
        return Some(Age::Now);
    }
    turns(doc, own.start).then_some(Age::ToCome)
}

/// "turns 29": the figure begins at this token.
fn turns(doc: &Document, first: usize) -> bool {
    first > 0 && ["turn", "turns", "turned", "turning"].iter().any(|w| doc.is(first - 1, w))
}

/// The measure that the nearest fitting word names. In lexicon terms: the `topic` whose groups hold the figure's.
pub fn topic(doc: &Document, words: &Words, steps: &[Step], f: &Figure) -> Option<Topic> {
    let own = groups(f);
    let first = doc.token_at(f.span.start());
    if own == 0 {
        return None;
    }
    if f.kind == FigureKind::Age {
        let name = if turns(doc, first) { "age to come" } else { "age" };
        return Some(Topic { name, cost: 0, token: first });
    }
    if f.unit.as_deref().is_some_and(|u| u.contains("magnitude") || u.contains("richter")) {
        return Some(Topic { name: "magnitude", cost: 0, token: first });
    }
    match is_age(doc, words, f) {
        Some(Age::Now) => return Some(Topic { name: "age", cost: 0, token: first }),
        Some(Age::ToCome) => return Some(Topic { name: "age to come", cost: 0, token: first }),
        None => {}
    }
    // "a 6.1-strength quake", "a 5.9 earthquake": of quakes only the strength has decimals.
    let decimals = f.value.lo.is_some_and(|v| v.fract() != 0.0 || f.step < 1.0 && f.step > 0.0);
    let bare = matches!(f.kind, FigureKind::Number | FigureKind::Count) || f.unit.as_deref() == Some("degree");
    if bare && decimals && f.value.hi.is_some_and(|v| v < 11.0) && steps.iter().any(|s| is_quake(doc, s.token)) {
        return Some(Topic { name: "magnitude", cost: 1, token: first });
    }
    // "24 dead": the noun itself says it.
    if f.kind == FigureKind::Count {
        let inside = doc.tokens_in(f.span).chain(steps.iter().find(|s| !s.left && s.cost == 1).map(|s| s.token));
        for token in inside {
            if f.unit.as_deref().is_some_and(|u| doc.is(token, u))
                && let Some(sense) =
                    doc.senses(token).find(|s| s.class == Class::Topic && s.value as u32 & (group::PEOPLE | own) != 0)
            {
                return Some(Topic { name: sense.name, cost: 0, token });
            }
        }
    }
    for step in steps.iter().take_while(|s| s.cost <= REACH) {
        for sense in doc.senses(step.token).filter(|s| s.class == Class::Topic) {
            // "for $334 million in cash and shares" is no price of a share.
            let paid_in = sense.name == "share price" && own == group::MONEY && !step.left;
            if sense.value as u32 & own != 0 && !paid_in {
                return Some(Topic { name: sense.name, cost: step.cost, token: step.token });
            }
        }
    }
    None
}

/// What the figure measures, in a few words for people.
pub fn label(doc: &Document, words: &Words, steps: &[Step], f: &Figure, topic: Option<Topic>) -> Option<String> {
    if let Some(topic) = topic {
        return Some(topic.name.to_string());
    }
    if f.kind == FigureKind::Count
        && let Some(unit) = f.unit.as_deref()
    {
        return Some(plural(unit));
    }
    if matches!(f.kind, FigureKind::Date | FigureKind::Time) {
        return dated(doc, words, steps, f);
    }
    // The noun behind ("a $160 million offer"), else the nearest telling word before ("an offer of $160 million").
    let near = |left: bool| {
        let step = steps
            .iter()
            .filter(|s| s.left == left && s.cost <= 6)
            .find(|s| words.key(s.token) != 0 && !words.is_name(s.token))?;
        Some(doc.word(step.token).to_lowercase())
    };
    near(false).or_else(|| near(true))
}

/// Verbs of the past that do not end in "ed", and say what happened on a day.
const PAST: &[&str] = &[
    "built", "bought", "sold", "won", "lost", "began", "struck", "hit", "fell", "rose", "met", "left", "held", "made", "found",
    "shot", "broke", "sank", "shut", "paid", "became", "stood", "fought", "burnt", "born", "sent", "put", "written", "taken",
    "given",
];

/// Nouns of what happens on a day.
const OCCASIONS: &[&str] = &[
    "launch",
    "opening",
    "closing",
    "deadline",
    "vote",
    "votes",
    "election",
    "referendum",
    "wedding",
    "funeral",
    "trial",
    "hearing",
    "verdict",
    "meeting",
    "summit",
    "deal",
    "merger",
    "release",
    "premiere",
    "attack",
    "blast",
    "explosion",
    "bombing",
    "shooting",
    "crash",
    "collision",
    "accident",
    "fire",
    "earthquake",
    "quake",
    "storm",
    "flood",
    "landslide",
    "eruption",
    "strike",
    "landing",
    "departure",
    "arrival",
    "delivery",
    "completion",
    "expiry",
    "birth",
    "death",
    "resignation",
    "inauguration",
    "match",
];

/// What a date or a time of day is the date of: "date of the vote", "year built"; `None` when no word near it says so.
fn dated(doc: &Document, words: &Words, steps: &[Step], f: &Figure) -> Option<String> {
    let kind = match f.kind {
        FigureKind::Time => "time",
        _ if f.unit.as_deref() == Some("year") => "year",
        _ => "date",
    };
    steps.iter().take_while(|s| s.cost <= REACH).find_map(|s| {
        if words.key(s.token) == 0 || words.is_name(s.token) {
            return None;
        }
        let word = doc.word(s.token).to_lowercase();
        let happened = PAST.contains(&word.as_str()) || word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
        match () {
            () if OCCASIONS.contains(&word.as_str()) => Some(format!("{kind} of the {word}")),
            () if happened => Some(format!("{kind} {word}")),
            () => None,
        }
    })
}
