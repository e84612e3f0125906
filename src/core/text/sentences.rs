//! Paragraphs from line breaks, sentences from stops.

use super::lexer::{Shape, Token, TokenKind};
use super::{Paragraph, Sentence};
use crate::core::span::ByteSpan;

/// Words after which a period does not end the sentence when a capital letter follows: titles, months, firms before
/// their name. (A period after a firm's suffix does end it when the next word usually starts a sentence.)
const NO_STOP: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "capt", "cmdr", "maj", "adm", "rev", "hon",
    "st", "mt", "no", "nos", "vs", "v", "fig", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec", "pres", "supt", "messrs", "pvt", "cpl", "ft", "approx", "est", "al", "op", "art", "ch", "sec", "p", "pp", "vol",
    "eds", "ed",
];

/// Words after which a period ends the sentence only if a word follows that usually starts one.
const MAYBE_STOP: &[&str] = &[
    "inc", "corp", "co", "ltd", "llc", "plc", "jr", "sr", "bros", "etc", "ave", "blvd", "rd", "dept", "univ", "assn", "bn", "m",
];

/// Words that usually start a sentence (and hardly ever stand inside a name).
const STARTERS: &[&str] = &[
    "the",
    "it",
    "he",
    "she",
    "they",
    "we",
    "i",
    "in",
    "on",
    "at",
    "but",
    "and",
    "this",
    "that",
    "these",
    "those",
    "a",
    "an",
    "its",
    "his",
    "her",
    "their",
    "there",
    "however",
    "meanwhile",
    "after",
    "before",
    "when",
    "while",
    "as",
    "for",
    "if",
    "by",
    "with",
    "according",
    "some",
    "many",
    "most",
    "no",
    "not",
    "what",
    "who",
    "why",
    "how",
    "so",
    "under",
    "since",
    "although",
    "despite",
];

/// Tokens in, sentences and paragraphs out; both in order, together covering every token.
pub(super) fn split(text: &str, tokens: &[Token]) -> (Vec<Sentence>, Vec<Paragraph>) {
    let (mut sentences, mut paragraphs) = (Vec::new(), Vec::<Paragraph>::new());
    let mut start = 0;
    while start < tokens.len() {
        let mut end = start + 1;
        while end < tokens.len() && !(tokens[end].line && is_break(text, tokens, start, end)) {
            end += 1;
        }
        let first = sentences.len();
        cut_sentences(text, tokens, start, end, paragraphs.len(), &mut sentences);
        paragraphs.push(Paragraph {
            sentences: first..sentences.len(),
            tokens: start..end,
            span: ByteSpan::new(tokens[start].start, tokens[end - 1].end),
        });
        start = end;
    }
    (sentences, paragraphs)
}

/// A line break ends the paragraph, except the single one of a hard-wrapped line: the line before it is 50 to 100 bytes
/// long, does not end a sentence, and the next line goes on in lower case.
fn is_break(text: &str, tokens: &[Token], start: usize, at: usize) -> bool {
    let (before, after) = (&tokens[at - 1], &tokens[at]);
    let gap = text.get(before.end as usize..after.start as usize).unwrap_or("");
    if gap.bytes().filter(|b| *b == b'\n').count() != 1 || after.shape != Shape::Lower {
        return true;
    }
    let first = tokens[start..at].iter().rposition(|t| t.line).map_or(start, |i| start + i);
    let length = before.end - tokens[first].start;
    !(50..=100).contains(&length) || matches!(before.span().of(text), "." | "!" | "?" | ":" | ";")
}

/// A sentence of more tokens is cut here. The longest ones of news prose have some 150; what is longer is a table or no prose,
/// and passes look at each figure's whole sentence.
const MAX_TOKENS: usize = 200;

fn cut_sentences(text: &str, tokens: &[Token], start: usize, end: usize, paragraph: usize, out: &mut Vec<Sentence>) {
    let mut from = start;
    let mut i = start;
    while i < end {
        if is_stop(text, tokens, i, end) {
            // Closing quotes and brackets belong to the sentence that they close.
            let mut next = i + 1;
            while next < end
                && !tokens[next].space
                && matches!(tokens[next].span().of(text), "\"" | "”" | "’" | "'" | ")" | "]" | "»" | "." | "!" | "?")
            {
                next += 1;
            }
            out.push(Sentence { tokens: from..next, paragraph });
            from = next;
            i = next;
        } else {
            i += 1;
            if i - from >= MAX_TOKENS {
                out.push(Sentence { tokens: from..i, paragraph });
                from = i;
            }
        }
    }
    if from < end {
        out.push(Sentence { tokens: from..end, paragraph });
    }
}

fn is_stop(text: &str, tokens: &[Token], i: usize, end: usize) -> bool {
    let word = tokens[i].span().of(text);
    let dotted = tokens[i].kind == TokenKind::Word && word.ends_with('.');
    if !dotted && !matches!(word, "." | "!" | "?" | "…") {
        return false;
    }
    // What follows, past closing marks; a sentence ends before white space only. No prose has more marks in a row than this.
    let end = end.min(i + 16);
    let mut next = i + 1;
    while next < end && !tokens[next].space && tokens[next].kind == TokenKind::Symbol {
        next += 1;
    }
    if next >= end {
        return true;
    }
    if !tokens[next].space {
        return false;
    }
    while next < end && matches!(tokens[next].span().of(text), "\"" | "“" | "‘" | "'" | "(" | "[" | "«" | "-" | "–" | "—" | "•")
    {
        next += 1;
    }
    let Some(after) = tokens.get(next).filter(|_| next < end) else { return true };
    if after.shape == Shape::Lower {
        return false;
    }
    let lower = |t: &Token| t.span().of(text).to_lowercase();
    if dotted {
        return STARTERS.contains(&lower(after).as_str());
    }
    if word != "." || i == 0 || tokens[i].space {
        return true;
    }
    let before = lower(&tokens[i - 1]);
    let before = before.as_str();
    if NO_STOP.contains(&before) && tokens[i - 1].kind == TokenKind::Word {
        return false;
    }
    if tokens[i - 1].shape == Shape::Initial || MAYBE_STOP.contains(&before) {
        return STARTERS.contains(&lower(after).as_str());
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::core::text::Document;

    fn sentences(text: &str) -> Vec<String> {
        let doc = Document::new(text);
        doc.sentences.iter().map(|s| doc.slice(doc.span(s.tokens.start, s.tokens.end - 1)).to_string()).collect()
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        assert_eq!(
            sentences("Mr. Hale of Orrin Corp. spoke at 7 a.m. in the U.S. The firm rose 1.5%. “Fine.” He left."),
            ["Mr. Hale of Orrin Corp. spoke at 7 a.m. in the U.S.", "The firm rose 1.5%.", "“Fine.”", "He left."]
        );
    }

    #[test]
    fn line_breaks_end_paragraphs_but_wrapped_lines_do_not() {
        let doc = Document::new(
            "Quake hits Tarn\nA strong earthquake shook the coast of Tarn on Monday and damaged\nhouses.\n\nMore soon",
        );
        let spans: Vec<_> = doc.paragraphs.iter().map(|p| doc.slice(p.span)).collect();
        assert_eq!(
            spans,
            ["Quake hits Tarn", "A strong earthquake shook the coast of Tarn on Monday and damaged\nhouses.", "More soon"]
        );
    }

    #[test]
    fn every_token_is_in_one_sentence() {
        let doc = Document::new("A. b! C? (d) \n\n“e.” f… G");
        let covered: usize = doc.sentences.iter().map(|s| s.tokens.len()).sum();
        assert_eq!(covered, doc.tokens.len());
    }
}
