//! Runs the corpora of all kinds: `corpus.md` in each folder.
//!
//! A line of a corpus is text with its figures in double brackets, then `=>` and what they say, one figure after the other,
//! separated by `;`. What is not a figure stays unmarked: a figure found there fails the line.
//!
//! ```text
//! Police said [[about 40]] people died [[on]] … => 40 count person about
//! ! lines begin with an exclamation mark: nothing may be found in them
//! ```
//!
//! Expectations: `VALUE KIND [UNIT WORDS] [HEDGE]`, where VALUE is `5`, `5..10`, `5..` (at least), `..5` (at most) or `-` (none).
//! Below a heading `## Known misses` a line must fail, so that the list stays true.

use super::*;

/// A marked line: its text without marks, and the byte ranges that were marked.
fn unmark(line: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), 0);
    let mut rest = line;
    while let Some(i) = rest.find(['[', ']']) {
        let mark = &rest[i..rest.len().min(i + 2)];
        text.push_str(&rest[..i]);
        match mark {
            "[[" => open = text.len(),
            "]]" => spans.push((open, text.len())),
            _ => text.push_str(&rest[i..i + 1]),
        }
        rest = &rest[i + if matches!(mark, "[[" | "]]") { 2 } else { 1 }..];
    }
    text.push_str(rest);
    (text, spans)
}

fn read(text: &str) -> Vec<Figure> {
    let source = Source { text: text.to_string(), published: Some("2024-05-15".to_string()), ..Source::default() };
    find(&Document::new(text), &source)
}

fn number(v: f64) -> String {
    if v.fract() == 0.0 && v.abs() < 1e15 { format!("{v:.0}") } else { format!("{}", (v * 1e4).round() / 1e4) }
}

/// A figure as a corpus writes it.
fn describe(f: &Figure) -> String {
    let value = match (f.value.lo, f.value.hi) {
        (None, None) => "-".to_string(),
        (Some(a), Some(b)) if a == b => number(a),
        (a, b) => format!("{}..{}", a.map(number).unwrap_or_default(), b.map(number).unwrap_or_default()),
    };
    let kind = format!("{:?}", f.kind).to_lowercase();
    let hedge = f.hedge.map(|h| match h {
        Hedge::About => "about",
        Hedge::AtLeast => "at_least",
        Hedge::AtMost => "at_most",
        Hedge::Range => "range",
        Hedge::Vague => "vague",
        Hedge::Relative => "relative",
    });
    let per = f.per.as_deref().map(|p| format!("per {p}"));
    let restates = f.restates.map(|_| "restates");
    [Some(value.as_str()), Some(kind.as_str()), f.unit.as_deref(), per.as_deref(), hedge, restates]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What is wrong with a line; `None` when it is as marked.
fn check(line: &str) -> Option<String> {
    if let Some(text) = line.strip_prefix("! ") {
        let found = read(text);
        let spans: Vec<_> = found.iter().map(|f| format!("{:?} = {}", f.span.of(text), describe(f))).collect();
        return (!found.is_empty()).then(|| format!("nothing expected, found {}", spans.join("; ")));
    }
    let Some((marked, expected)) = line.split_once(" => ") else { return Some("neither `!` nor ` => `".to_string()) };
    let (text, spans) = unmark(marked);
    let found = read(&text);
    let got: Vec<_> = found.iter().map(|f| (f.span.start() as usize, f.span.end() as usize)).collect();
    let said: Vec<_> = found.iter().map(describe).collect();
    let quoted: Vec<_> = found.iter().map(|f| f.span.of(&text)).collect();
    if got != spans {
        return Some(format!("spans found: {quoted:?} = {said:?}"));
    }
    (said.join("; ") != expected.trim()).then(|| format!("found: {}", said.join("; ")))
}

fn lines(corpus: &str) -> impl Iterator<Item = (bool, usize, &str)> {
    let mut known = false;
    corpus.lines().enumerate().filter_map(move |(n, line)| {
        let line = line.trim();
        if line.starts_with('#') {
            known = line == "## Known misses";
            return None;
        }
        let case = line.starts_with("! ") || line.contains(" => ");
        case.then_some((known, n + 1, line))
    })
}

#[test]
fn corpora() {
    let mut wrong = Vec::new();
    for (kind, corpus) in CORPORA {
        for (known, n, line) in lines(corpus) {
            match (check(line), known) {
                (Some(why), false) => wrong.push(format!("{kind}/corpus.md:{n}: {line}\n    {why}")),
                (None, true) => wrong.push(format!("{kind}/corpus.md:{n}: {line}\n    is read well now: move it up")),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Every line cut short, doubled and with pieces swapped: no panic, spans on character boundaries, in order, apart, inside their text.
#[test]
fn mutations() {
    // xorshift64 (Marsaglia 2003): the same cases in every run.
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut random = move |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n.max(1) as u64) as usize
    };
    let odd = [
        "$", "-", "–", " ", "9", ",", ".", "\u{a0}", "½", "€", "(", "\n", "🚀", "e\u{301}", "million", "one", "%", "1/2", ":",
        "s",
    ];
    for (_, corpus) in CORPORA {
        for (_, _, line) in lines(corpus) {
            let (text, _) = unmark(line.split(" => ").next().unwrap_or(line));
            let cut = |n: usize| text.floor_char_boundary(n);
            for i in 0..=text.len() {
                if text.is_char_boundary(i) && (i % 3 == 0 || text.len() < 40) {
                    sound(&text[i..]);
                    sound(&text[..i]);
                }
            }
            for _ in 0..8 {
                let (a, b) = (cut(random(text.len() + 1)), cut(random(text.len() + 1)));
                let (a, b) = (a.min(b), a.max(b));
                sound(&format!("{}{}{}{}", &text[b..], odd[random(odd.len())], &text[a..b], &text[..a]));
                sound(&format!("{}{}{}", &text[..a], odd[random(odd.len())], &text[b..]));
            }
        }
    }
}

fn sound(text: &str) {
    let mut free = 0;
    for (i, f) in read(text).iter().enumerate() {
        let (start, end) = (f.span.start() as usize, f.span.end() as usize);
        assert!(start >= free && start < end && text.get(start..end).is_some(), "{text:?}: {f:?}");
        assert!(f.span.contains(f.core) && !f.core.is_empty(), "{text:?}: {f:?}");
        assert!(
            f.value.lo.is_none_or(f64::is_finite) && f.value.hi.is_none_or(f64::is_finite) && f.step >= 0.0,
            "{text:?}: {f:?}"
        );
        assert!(f.restates.is_none_or(|r| r < i), "{text:?}: {f:?}");
        assert!(!matches!((f.value.lo, f.value.hi), (Some(lo), Some(hi)) if lo > hi), "{text:?}: {f:?}");
        free = end;
    }
}

/// Long runs of one thing are read in one go: a quadratic rule would keep this test busy for hours.
#[test]
fn long_texts_are_read_in_linear_time() {
    for piece in ["9", "$", "1-1-1-", "one hundred ", "1/", "a ", "tens of ", "- ", "1 to ", "and ", "$1 to ", "5 5-5 "] {
        let text = piece.repeat(1_000_000 / piece.len());
        sound(&text);
    }
}
