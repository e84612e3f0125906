//! Which articles cannot be about one event. It looks at the two alone, so that a third changes nothing.

use crate::core::claims::Vocabulary;

/// Of two articles that have telling names, each so many and both together so many, …
const NAMED: (usize, usize) = (2, 6);
/// … this share must be in common, or they are about two things.
const KIN: f64 = 0.2;
/// Fewer telling names than this may be an accident of the search for names.
const FEW_NAMES: usize = 3;
/// With fewer names than that, none of them shared, this share of the other words.
const MATTER: f64 = 0.2;

/// Two articles have names enough, and hardly one in common: they are not about one event. Equal days and small
/// numbers are many there, and mean nothing.
pub fn strangers(a: &Vocabulary, b: &Vocabulary) -> bool {
    let shared = |x: &[u32], y: &[u32], enough: usize| x.iter().filter(|key| y.binary_search(key).is_ok()).take(enough).count();
    let (few, many) = if a.who.len() <= b.who.len() { (a, b) } else { (b, a) };
    let names = (few.who.len(), few.who.len() + many.who.len());
    let enough = (names.0 as f64 * KIN).clamp(names.0.min(1) as f64, 2.0) as usize;
    // Where names are few, one that was not found as a name tells as much.
    let spelled = names.0 < FEW_NAMES
        && (shared(&few.who, &many.capitals, enough) >= enough || shared(&many.who, &few.capitals, enough) >= enough);
    if spelled || shared(&few.who, &many.who, enough) >= enough {
        return false;
    }
    if names.0 >= NAMED.0 && names.1 >= NAMED.1 {
        return true;
    }
    let (few, many) = if a.matter.len() <= b.matter.len() { (&a.matter, &b.matter) } else { (&b.matter, &a.matter) };
    let enough = (few.len() as f64 * MATTER).ceil() as usize;
    shared(few, many, enough) < enough
}
