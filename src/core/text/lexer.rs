//! The one tokenisation.
//!
//! | kind | examples |
//! |---|---|
//! | word | `Nvidia`, `O’Brien`, `GB200`, `U.S.`, `bn` (also right behind a number: `38bn` is two tokens) |
//! | clitic | `'s` of `Nvidia's` |
//! | number | `38`, `1,234.56`, `1 234` with a thin or no-break space, `1.2.3` |
//! | url | `https://…`, `www.…`, `a@b.org` |
//! | symbol | one character: `$`, `-`, `%`, `“` |

use crate::core::lexicon::{self, Class};
use crate::core::span::ByteSpan;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters first; digits and inner apostrophes may follow.
    Word,
    /// A possessive or contracted `'s`.
    Clitic,
    /// Digits with their separators.
    Number,
    /// An address that nobody reads as words.
    Url,
    /// One other character.
    Symbol,
}

/// Letter case of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// No letters.
    None,
    /// `gigawatt`
    Lower,
    /// `Amazon`
    Title,
    /// `AWS`, `GB200`
    Upper,
    /// One capital letter, with or without a period.
    Initial,
    /// `OpenAI`, `iPhone`
    Mixed,
}

/// One token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// Letter case.
    pub shape: Shape,
    /// White space (or the start of the text) stands before it.
    pub space: bool,
    /// A line break stands before it.
    pub line: bool,
}

impl Token {
    /// Its bytes.
    pub const fn span(&self) -> ByteSpan {
        ByteSpan::new(self.start, self.end)
    }
    /// A word.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }
    /// A number in digits.
    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }
    /// A word that begins with a capital letter.
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper | Shape::Initial)
            || (self.shape == Shape::Mixed && self.kind == TokenKind::Word)
    }
}

/// Cuts `text` into tokens. Linear in the length of the text.
pub(super) fn tokenize(text: &str) -> Vec<Token> {
    let text = &text[..text.floor_char_boundary(u32::MAX as usize - 1)];
    let mut out = Vec::with_capacity(text.len() / 5);
    let (mut at, mut space, mut line) = (0, true, true);
    while let Some(c) = char_at(text, at) {
        if c.is_whitespace() || is_ignorable(c) {
            space |= c.is_whitespace();
            line |= matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}');
            at += c.len_utf8();
            continue;
        }
        let (end, kind) = match c {
            '0'..='9' => (number_end(text, at), TokenKind::Number),
            '\'' | '’' if !space && clitic_end(text, at).is_some() => {
                (clitic_end(text, at).unwrap_or(at + c.len_utf8()), TokenKind::Clitic)
            }
            _ if is_letter(c) => match url_end(text, at, space) {
                Some(end) => (end, TokenKind::Url),
                None => (currency_end(text, at).unwrap_or_else(|| word_end(text, at)), TokenKind::Word),
            },
            _ => (at + c.len_utf8(), TokenKind::Symbol),
        };
        // Combining marks and joiners belong to what stands before them.
        let end = end + text[end..].chars().take_while(|c| is_mark(*c)).map(char::len_utf8).sum::<usize>();
        out.push(Token { start: at as u32, end: end as u32, kind, shape: shape(&text[at..end], kind), space, line });
        (at, space, line) = (end, false, false);
    }
    out
}

fn char_at(text: &str, at: usize) -> Option<char> {
    let b = *text.as_bytes().get(at)?;
    if b < 0x80 { Some(b as char) } else { text[at..].chars().next() }
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { c.is_alphabetic() && !matches!(c, 'ª' | 'º') }
}

/// Marks that change or join the character before them (the blocks of combining marks, variation selectors, joiner).
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{200d}' | '\u{ad}')
}

/// Characters that show nothing: byte order mark, zero-width space, direction marks.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
}

/// End of a word that starts at `at`. `U.S.` and `a.m.` keep their periods, `O'Brien` its apostrophe; `Nvidia's` ends
/// before the apostrophe.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(c) = char_at(text, end) {
        if is_letter(c) || c.is_ascii_digit() || (is_mark(c) && end > at) || c == '_' {
            end += c.len_utf8();
        } else if matches!(c, '\'' | '’') {
            let next = end + c.len_utf8();
            if clitic_end(text, end).is_some() || !char_at(text, next).is_some_and(is_letter) {
                break;
            }
            end = next;
        } else if c == '.' && is_single_letter(text, at, end) && char_at(text, end + 1).is_some_and(is_letter) {
            // An abbreviation of single letters: letter, period, letter, period.
            let mut dotted = end;
            let mut last = end;
            while char_at(text, dotted) == Some('.') {
                last = dotted + 1;
                match char_at(text, last).filter(|c| is_letter(*c)) {
                    Some(c) if !char_at(text, last + c.len_utf8()).is_some_and(|n| is_letter(n) || n.is_ascii_digit()) => {
                        dotted = last + c.len_utf8();
                    }
                    _ => break,
                }
            }
            // `U.S.` whole, but in `A.Smith` only the first letter is a word of its own.
            if dotted > end {
                return if last > dotted { last } else { dotted };
            }
            break;
        } else {
            break;
        }
    }
    end
}

/// End of a currency code or sign in letters that an amount follows at once: `RM` of `RM23.50`, `USD` of `USD10m`.
fn currency_end(text: &str, at: usize) -> Option<usize> {
    let letters = text.as_bytes()[at..].iter().take(5).take_while(|b| b.is_ascii_alphabetic()).count();
    let end = at + letters;
    let amount = (2..=4).contains(&letters) && text.as_bytes().get(end).is_some_and(u8::is_ascii_digit);
    let known = |class| lexicon::has(&text[at..end], class);
    let dollar = text[..at].ends_with('$');
    (amount && (known(Class::CurrencyCode) || known(Class::CurrencySign)) || dollar && amount_after(text, at, end)).then_some(end)
}

/// Capital letters between `$` and digits: `$US55`, `$A82`.
fn amount_after(text: &str, at: usize, end: usize) -> bool {
    text[at..end].bytes().all(|b| b.is_ascii_uppercase()) && end > at && text.as_bytes().get(end).is_some_and(u8::is_ascii_digit)
}

fn is_single_letter(text: &str, at: usize, end: usize) -> bool {
    char_at(text, at).is_some_and(|c| at + c.len_utf8() == end)
}

/// End of `'s` at `at`, if it is one and no letter follows.
fn clitic_end(text: &str, at: usize) -> Option<usize> {
    let quote = char_at(text, at).filter(|c| matches!(c, '\'' | '’'))?;
    let s = at + quote.len_utf8();
    matches!(char_at(text, s), Some('s' | 'S')).then_some(())?;
    let after = char_at(text, s + 1);
    (!after.is_some_and(|c| is_letter(c) || c.is_ascii_digit())).then_some(s + 1)
}

/// End of a number that starts at `at`: digits, groups of three behind `,` or a narrow space or `’`, Indian groups of
/// two, and decimals behind `.` (any number of dotted parts, so that versions and addresses stay one token).
fn number_end(text: &str, at: usize) -> usize {
    let digits = |from: usize| text.as_bytes()[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = at + digits(at);
    loop {
        let Some(c) = char_at(text, end) else { return end };
        let next = end + c.len_utf8();
        let n = digits(next.min(text.len()));
        let group = match c {
            ',' => n == 3 || (n == 2 && is_lakh(text, next)),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => n == 3 && end - at <= 3 + grouped(text, at, end),
            '\'' | '’' => n == 3,
            '.' => n > 0,
            _ => false,
        };
        if !group {
            return end;
        }
        end = next + n;
    }
}

/// Groups of two from `at` on that end in a group of three: `00,000` of `1,00,000`, but not `24,26` of a list.
fn is_lakh(text: &str, at: usize) -> bool {
    let rest = &text.as_bytes()[at..];
    let digits = |from: usize| rest.get(from..).map_or(0, |r| r.iter().take(4).take_while(|b| b.is_ascii_digit()).count());
    (1..=4).any(|pairs| {
        let end = pairs * 3;
        (0..pairs).all(|k| digits(k * 3) == 2 && rest.get(k * 3 + 2) == Some(&b',')) && digits(end) == 3
    })
}

/// Length of what stands before the last group when the number is already grouped by spaces, so that `12 345 678` joins
/// and `2026 345` does not.
fn grouped(text: &str, at: usize, end: usize) -> usize {
    let grouped = text[at..end].chars().any(|c| matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}'));
    if grouped { end - at } else { 0 }
}

/// End of a web or mail address that starts at `at`.
fn url_end(text: &str, at: usize, space: bool) -> Option<usize> {
    let rest = &text.as_bytes()[at..];
    let starts = |p: &str| rest.len() > p.len() && rest[..p.len()].eq_ignore_ascii_case(p.as_bytes());
    let run =
        || rest.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'<' | b'>' | b'"' | b'|')).unwrap_or(rest.len());
    let trimmed = |n: usize| {
        let mut n = n;
        while n > 0 && matches!(rest[n - 1], b'.' | b',' | b';' | b':' | b'!' | b'?' | b')' | b']' | b'\'') {
            n -= 1;
        }
        text.floor_char_boundary(at + n)
    };
    if starts("http://") || starts("https://") || starts("www.") {
        return Some(trimmed(run())).filter(|end| *end > at + 4);
    }
    if !space {
        return None;
    }
    // A mail address: local@domain.tld, local part of at most 64 bytes (RFC 5321, 4.5.3.1.1).
    let local = rest.iter().take(65).position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+')))?;
    if rest[local] != b'@' {
        return None;
    }
    let domain = rest[local + 1..].iter().take(255).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).count();
    let has_dot = rest[local + 1..local + 1 + domain].contains(&b'.');
    has_dot.then(|| trimmed(local + 1 + domain))
}

fn shape(word: &str, kind: TokenKind) -> Shape {
    if kind != TokenKind::Word {
        return Shape::None;
    }
    let (mut upper, mut lower, mut first, mut seen, mut digit) = (0usize, 0usize, false, false, false);
    for c in word.chars() {
        if c.is_uppercase() {
            upper += 1;
            first |= !seen;
        } else if is_letter(c) {
            lower += 1;
        } else {
            digit |= c.is_ascii_digit();
            continue;
        }
        seen = true;
    }
    match (upper, lower) {
        (0, _) => Shape::Lower,
        (1, 0) if !digit => Shape::Initial,
        (_, 0) => Shape::Upper,
        (1, _) if first => Shape::Title,
        // O'Brien, and names of two capitals around an apostrophe.
        (2, _) if first && word.contains(['\'', '’']) => Shape::Title,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| t.span().of(text)).collect()
    }

    #[test]
    fn money_is_cut_at_every_seam() {
        assert_eq!(
            words("US$38bn, £2.3tn (38-billion-dollar)"),
            ["US", "$", "38", "bn", ",", "£", "2.3", "tn", "(", "38", "-", "billion", "-", "dollar", ")"]
        );
    }

    #[test]
    fn grouped_numbers_are_one_token() {
        assert_eq!(
            words("1,234.56 1,00,000 12\u{202f}345\u{202f}678 3,4 1.2.3 2,20"),
            ["1,234.56", "1,00,000", "12\u{202f}345\u{202f}678", "3", ",", "4", "1.2.3", "2", ",", "20"]
        );
    }

    #[test]
    fn abbreviations_names_and_clitics() {
        assert_eq!(
            words("U.S. Nvidia’s O'Brien's don't a.m. A.Smith, the 1990s'"),
            ["U.S.", "Nvidia", "’s", "O'Brien", "'s", "don't", "a.m.", "A", ".", "Smith", ",", "the", "1990", "s", "'"]
        );
    }

    #[test]
    fn currency_codes_leave_their_amount() {
        assert_eq!(words("RM23.50 USD10m H100 GB200"), ["RM", "23.50", "USD", "10", "m", "H100", "GB200"]);
    }

    #[test]
    fn codes_and_addresses() {
        assert_eq!(
            words("GB200 GPT-5 see https://a.b/c?d=1, or me@x.org."),
            ["GB200", "GPT", "-", "5", "see", "https://a.b/c?d=1", ",", "or", "me@x.org", "."]
        );
    }

    #[test]
    fn marks_stay_with_their_letter() {
        assert_eq!(words("Zoe\u{308} 👩\u{200d}🚀 5️⃣"), ["Zoe\u{308}", "👩\u{200d}", "🚀", "5\u{fe0f}\u{20e3}"]);
    }
}
