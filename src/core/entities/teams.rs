//! Countries that play.

use super::EntityKind;
use super::tagger::Draft;
use crate::core::lexicon::Class;
use crate::core::text::Document;

/// At least this many words of match reports, and one in this many tokens, make a text one.
const MATCH_WORDS: usize = 6;
const MATCH_SHARE: usize = 60;

/// In the report of a match a country that plays is a team, but not where something happens in it.
pub(crate) fn mark(doc: &Document, drafts: &mut [Draft]) {
    let count = (0..doc.tokens.len()).filter(|i| doc.sense(*i, Class::EntityMatch).is_some()).count();
    if count < MATCH_WORDS || count * MATCH_SHARE < doc.tokens.len() {
        return;
    }
    let country = |d: &Draft| doc.sense(d.first, Class::EntityCountry).is_some_and(|s| d.first + s.tokens > d.last);
    let places: Vec<(usize, usize)> =
        drafts.iter().filter(|d| d.kind == EntityKind::Place && !country(d)).map(|d| (d.first, d.last)).collect();
    for d in drafts.iter_mut().filter(|d| d.kind == EntityKind::Place) {
        let before = d.first.checked_sub(1).map_or("", |i| doc.word(i));
        let located = ["in", "at", "near", "across", "around", "throughout", "inside", "outside", "leave", "toward", "towards"];
        // With a comma and a place on either side it says where: Tarn Harbour, Iceland.
        let part = doc.word(d.last + 1) == "," && places.binary_search_by_key(&(d.last + 2), |p| p.0).is_ok();
        let whole = before == "," && places.binary_search_by_key(&d.first, |p| p.1 + 2).is_ok();
        if country(d) && !part && !whole && !located.iter().any(|w| before.eq_ignore_ascii_case(w)) {
            d.kind = EntityKind::Org;
            d.rule = "team";
        }
    }
}
