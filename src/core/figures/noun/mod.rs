//! What a number counts: the head of the noun phrase behind it; and whether it is part of a name.

use std::borrow::Cow;

use super::context::{Context, is_hyphen};
use super::number::{Form, Num};
use crate::core::lexicon::Class;
use crate::core::text::{Shape, TokenKind};

/// How far the head of a noun phrase is looked for, in tokens.
const REACH: usize = 12;

/// The noun that a number counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Noun {
    /// Singular, lower case except for acronyms.
    pub name: Cow<'static, str>,
    /// The token that is its head.
    pub at: usize,
}

/// The head of the noun phrase that starts at token `i`, counted by a number that is plural or not.
pub fn head(cx: &Context, i: usize, plural: bool) -> Option<Noun> {
    let mut at = i;
    let mut last_plain = None;
    let mut found = None;
    while at < i + REACH {
        let Some(t) = cx.token(at).filter(|t| !t.line) else { break };
        let word = cx.word(at);
        if is_hyphen(word) && !t.space && cx.glued(at + 1) {
            at += 1;
            continue;
        }
        if t.kind == TokenKind::Clitic {
            // "96 of the club's fans" goes on behind the owner.
            found = None;
            at += 1;
            continue;
        }
        // "AK-47 rifles", "AK 47 rifles", "Boeing 747 jets": the number belongs to the name before it.
        if t.kind == TokenKind::Number
            && at > i
            && cx.token(at - 1).is_some_and(|t| t.is_capital() || is_hyphen(cx.word(at - 1)))
            && !matches!(cx.word(at + 1), "%" | ",")
        {
            at += 1;
            continue;
        }
        if t.kind != TokenKind::Word || word.len() < 2 && !t.is_capital() {
            break;
        }
        // Inside "state-of-the-art" nothing ends the phrase.
        let compound = is_hyphen(cx.word(at + 1)) && cx.glued(at + 1) && cx.glued(at + 2)
            || at > i && !t.space && is_hyphen(cx.word(at - 1));
        // "US soldiers", "IT firms", "WHO staff": capitals throughout make a name of a little word.
        let stop = !compound && t.shape != Shape::Upper && cx.sense(at, Class::Stop).is_some();
        if stop {
            // "Kia and Hyundai vehicles": names on both sides of "and".
            let names = cx.is(at, "and")
                && found.is_none()
                && at > i
                && cx.token(at + 1).is_some_and(|t| t.is_capital())
                && cx.token(at - 1).is_some_and(|t| t.is_capital());
            let adverb = found.is_none() && at == i && cx.is_any(at, &["more", "other", "additional", "new"]);
            if names || adverb {
                at += 1;
                continue;
            }
            break;
        }
        if cx.sense(at, Class::StateNoun).is_some() {
            // "two of the arrested cartel members": an adjective where a noun follows.
            let adjective = cx.token(at + 1).is_some_and(|t| t.is_word() && !t.line) && cx.sense(at + 1, Class::Stop).is_none();
            if found.is_some() {
                break;
            }
            if adjective {
                at += 1;
                continue;
            }
        }
        if found.is_some() && cx.sense(at, Class::Verb).is_some() {
            break;
        }
        if cx.sense(at, Class::PeopleNoun).is_some()
            || plural && is_plural(word, t.shape) && cx.sense(at, Class::NotPlural).is_none()
        {
            found = Some(at);
            // An irregular head ends the phrase unless a plural follows at once.
        } else if found.is_some() {
            break;
        }
        last_plain = Some(at);
        at += 1;
    }
    if let Some(at) = found {
        return Some(Noun { name: singular(cx.word(at), cx.token(at)?.shape), at });
    }
    // "36,000 staff", "a 14-member team": no plural; take the only word, or the compound of the hyphen.
    let at = (!plural && last_plain.is_some()).then_some(i);
    at.filter(|at| {
        cx.token(*at).is_some_and(|t| t.is_word() && !t.line)
            && cx.sense(*at, Class::Stop).is_none()
            && cx.sense(*at, Class::Verb).is_none()
    })
    .map(|at| Noun { name: singular(cx.word(at), cx.token(at).map_or(Shape::Lower, |t| t.shape)), at })
}

fn is_plural(word: &str, shape: Shape) -> bool {
    let n = word.len();
    if n < 4 || !word.ends_with('s') {
        return matches!(shape, Shape::Mixed) && n > 2 && word.ends_with('s');
    }
    if shape == Shape::Mixed {
        return true;
    }
    let before = word.as_bytes()[n - 2].to_ascii_lowercase();
    !matches!(before, b's' | b'u' | b'i' | b'\'')
}

/// The singular of an English noun, by table and endings.
pub fn singular(word: &str, shape: Shape) -> Cow<'static, str> {
    let acronym = matches!(shape, Shape::Upper | Shape::Mixed) && word.len() > 1;
    if acronym {
        let cut = word.strip_suffix('s').filter(|_| shape == Shape::Mixed);
        return Cow::Owned(cut.unwrap_or(word).to_string());
    }
    let lower = word.to_lowercase();
    if let Some(s) = crate::core::lexicon::value_of(&lower, Class::Irregular) {
        return Cow::Borrowed(s);
    }
    let n = lower.len();
    let cut = |k: usize, add: &str| Cow::Owned(format!("{}{add}", &lower[..n - k]));
    if n < 4 || !lower.ends_with('s') || lower.ends_with("ss") || lower.ends_with("us") || lower.ends_with("is") {
        return Cow::Owned(lower);
    }
    if lower.ends_with("ies") && n > 4 {
        return cut(3, "y");
    }
    for end in ["sses", "shes", "ches", "xes", "zzes"] {
        if lower.ends_with(end) {
            return cut(2, "");
        }
    }
    cut(1, "")
}

/// The plural of a unit or counted noun as [`singular`] leaves it: "children", "metres per second". For display alone.
pub fn plural(noun: &str) -> String {
    if let Some((head, rest)) = noun.split_once(" per ") {
        return format!("{} per {rest}", plural(head));
    }
    let start = noun.rfind([' ', '-']).map_or(0, |i| i + 1);
    let (before, last) = noun.split_at(start);
    let tail = |end: &str, add: &str| last.strip_suffix(end).map(|stem| format!("{before}{stem}{add}"));
    match last {
        "person" => return format!("{before}people"),
        "child" => return format!("{before}children"),
        "foot" => return format!("{before}feet"),
        "tooth" => return format!("{before}teeth"),
        "mouse" => return format!("{before}mice"),
        "goose" => return format!("{before}geese"),
        "criterion" => return format!("{before}criteria"),
        "life" | "wife" | "knife" => return tail("fe", "ves").unwrap_or_default(),
        "leaf" | "half" | "thief" | "wolf" | "shelf" | "loaf" | "calf" => return tail("f", "ves").unwrap_or_default(),
        "hero" | "potato" | "tomato" | "veto" => return format!("{noun}es"),
        // The same in both, or no noun that is counted.
        "aircraft" | "sheep" | "staff" | "crew" | "data" | "media" | "personnel" | "police" | "hertz" | "dead" | "injured"
        | "wounded" | "killed" | "hurt" | "missing" | "hospitalised" | "hospitalized" | "displaced" | "homeless" => {
            return noun.to_string();
        }
        "human" | "german" | "roman" => return format!("{noun}s"),
        _ => {}
    }
    if before == "degree " {
        return format!("degrees {last}");
    }
    let consonant_y = last.strip_suffix('y').is_some_and(|stem| !stem.is_empty() && !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match () {
        () if !last.ends_with(char::is_alphabetic) || last.ends_with("series") || last.ends_with("species") => noun.to_string(),
        () if last.ends_with("man") && last.is_ascii() => tail("man", "men").unwrap_or_default(),
        () if last.ends_with("sis") => tail("is", "es").unwrap_or_default(),
        () if consonant_y => tail("y", "ies").unwrap_or_default(),
        () if ["ss", "us", "as", "x", "ch", "sh", "zz"].iter().any(|end| last.ends_with(end)) => format!("{noun}es"),
        () if last.ends_with('s') => noun.to_string(),
        () => format!("{noun}s"),
    }
}

/// "a share", "per season", "an hour", "/barrel" behind an amount.
pub fn per(cx: &Context, i: usize) -> Option<Cow<'static, str>> {
    let i = cx.past_hyphen(i);
    let link = cx.word(i);
    if cx.line(i) {
        return None;
    }
    let at = cx.past_hyphen(i + 1);
    let noun = |at: usize| cx.sense(at, Class::PerNoun).map(|_| singular(cx.word(at), Shape::Lower));
    match link {
        "a" | "an" | "each" | "every" => noun(at),
        "/" => noun(at),
        "per" if cx.token(at).is_some_and(|t| t.is_word() && !t.line) => Some(singular(cx.word(at), Shape::Lower)),
        "apiece" => Some(Cow::Borrowed("piece")),
        "annually" | "yearly" => Some(Cow::Borrowed("year")),
        "monthly" => Some(Cow::Borrowed("month")),
        "daily" => Some(Cow::Borrowed("day")),
        _ => None,
    }
}

/// The number belongs to a name or a code: "Boeing 747", "GPT-5", "Form 10-K", "S&P 500", "5G", "Big 12".
pub fn is_name_part(cx: &Context, n: &Num) -> bool {
    let Some(first) = cx.token(n.first) else { return false };
    // Letters glued behind that are no unit: 777F, 5G, 13F.
    if n.digits.is_some()
        && n.soft.is_none()
        && cx.glued(n.end)
        && let Some(t) = cx.token(n.end)
        && t.is_word()
    {
        return true;
    }
    let Some(before) = n.first.checked_sub(1).and_then(|i| cx.token(i)) else { return false };
    let before_word = cx.word(n.first - 1);
    // GPT-5, COVID-19, F-16; "#3", "@5".
    if !first.space {
        let hyphen =
            is_hyphen(before_word) && !before.space && n.first >= 2 && cx.token(n.first - 2).is_some_and(|t| t.is_word());
        if hyphen && !cx.is_any(n.first - 2, &["sub", "mid", "pre", "post", "minus", "top", "under", "over", "plus"]) {
            return true;
        }
        if matches!(before_word, "#" | "@" | "_" | "=" | "." | "&" | "/" | "\\" | "№") || before.kind == TokenKind::Word {
            return true;
        }
    }
    // "Kick Six", "BBC One": a capital inside the sentence, behind another.
    // "world No. 1", "number two Democrat"
    if cx.sense(n.first - 1, Class::RankNoun).is_some()
        || before_word == "." && n.first > 1 && cx.is_any(n.first - 2, &["no", "nos", "nr"])
    {
        return true;
    }
    if n.form == Form::Spelled {
        let headline = || cx.doc.sentences.get(cx.doc.sentence_of(n.first)).is_some_and(|s| is_headline(cx, s.tokens.clone()));
        let behind = before.is_capital()
            && before.is_word()
            && !starts_sentence(cx, n.first - 1)
            && cx.sense(n.first - 1, Class::NotName).is_none();
        // "Nine West", "Three Mile Island"
        let ahead = cx.token(n.end).is_some_and(|t| t.is_capital() && t.is_word() && !t.line) && !starts_sentence(cx, n.first);
        return first.is_capital() && first.space && (behind || ahead) && !headline();
    }
    if n.form == Form::Vague {
        return false;
    }
    // "(212) 555-0134"
    let area = before_word == ")" && !first.space
        || before_word == "("
            && cx.word(n.end) == ")"
            && n.digits.is_some_and(|d| d.whole == 3)
            && cx.token(n.end + 1).is_some_and(|t| t.is_number());
    if area || is_house(cx, n) {
        return true;
    }
    // A capitalised word that is not the first of its sentence, then the number: the number numbers or names it.
    if first.line || !first.space {
        return false;
    }
    if cx.sense(n.first - 1, Class::NumberedNoun).is_some() {
        return true;
    }
    let plain = n.digits.is_some_and(|d| d.decimals == 0) && n.form == Form::Digits && !n.range;
    plain
        && before.is_capital()
        && before.is_word()
        && cx.sense(n.first - 1, Class::NotName).is_none()
        && !starts_sentence(cx, n.first - 1)
}

/// A word with a capital inside a sentence that is no headline, before another: "the Fifth Fleet".
pub fn is_title(cx: &Context, i: usize) -> bool {
    let capital = |i: usize| cx.token(i).is_some_and(|t| t.is_capital() && t.is_word());
    capital(i)
        && capital(i + 1)
        && !cx.line(i + 1)
        && !starts_sentence(cx, i)
        && !cx.doc.sentences.get(cx.doc.sentence_of(i)).is_some_and(|s| is_headline(cx, s.tokens.clone()))
}

/// Most words of the sentence have a capital: it is a headline, where a capital tells nothing.
fn is_headline(cx: &Context, tokens: std::ops::Range<usize>) -> bool {
    let words = || tokens.clone().take(40).filter_map(|i| cx.token(i)).filter(|t| t.is_word() && t.end - t.start > 3);
    let capitals = words().filter(|t| t.is_capital()).count();
    capitals * 3 >= words().count() * 2
}

/// "49 Zorro Ranch Road", "9 E 71st St": a house number.
fn is_house(cx: &Context, n: &Num) -> bool {
    if n.form != Form::Digits || n.digits.is_none_or(|d| !d.is_plain()) {
        return false;
    }
    for i in n.end..n.end + 5 {
        let Some(t) = cx.token(i).filter(|t| !t.line) else { return false };
        if i > n.end && t.is_capital() && cx.sense(i, Class::Street).is_some() {
            return true;
        }
        if !(t.is_capital() || t.is_number() || cx.is_any(i, &["st", "nd", "rd", "th"])) {
            return false;
        }
    }
    false
}

/// Token `i` opens its sentence (quotes aside), so that its capital tells nothing.
pub fn starts_sentence(cx: &Context, i: usize) -> bool {
    let s = cx.doc.sentence_of(i);
    let Some(s) = cx.doc.sentences.get(s) else { return true };
    let mut first = s.tokens.start;
    while first < i && first < s.tokens.start + 8 && cx.token(first).is_some_and(|t| t.kind == TokenKind::Symbol) {
        first += 1;
    }
    first == i
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_lead_back_to_their_singular() {
        for (one, many) in [
            ("person", "people"),
            ("child", "children"),
            ("policeman", "policemen"),
            ("ferry", "ferries"),
            ("day", "days"),
            ("church", "churches"),
            ("bus", "buses"),
            ("crisis", "crises"),
            ("loss", "losses"),
            ("house", "houses"),
            ("life", "lives"),
            ("troops", "troops"),
            ("injured", "injured"),
            ("aircraft", "aircraft"),
        ] {
            assert_eq!(plural(one), many);
            assert_eq!(singular(many, Shape::Lower), one);
        }
        for (one, many) in
            [("metre per second", "metres per second"), ("square foot", "square feet"), ("degree Celsius", "degrees Celsius")]
        {
            assert_eq!(plural(one), many);
        }
        for same in ["%", "°", "", "y/y "] {
            assert_eq!(plural(same), same);
        }
    }
}
