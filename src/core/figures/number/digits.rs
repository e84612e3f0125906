//! Numbers in digits.

/// A number in digits as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Digits {
    /// What it says.
    pub value: f64,
    /// Digits behind the decimal point.
    pub decimals: u8,
    /// Digits before it.
    pub whole: u8,
    /// Thousands are set apart.
    pub grouped: bool,
}

impl Digits {
    /// No separator and no decimals: may be a year, a code, a house number.
    pub fn is_plain(self) -> bool {
        !self.grouped && self.decimals == 0
    }
    /// Four digits that may be a year of the common era in news.
    pub fn is_year(self) -> bool {
        self.is_plain() && self.whole == 4 && (1000.0..2200.0).contains(&self.value)
    }
}

/// Longest number that is read, in digits; f64 holds 15 exactly and no news figure is longer.
const MAX_DIGITS: usize = 24;

/// Reads a number token: `1,234.5`, `1 234`, `0.5`, `1,00,000`. `None` for versions (`1.2.3`) and codes.
pub fn parse(word: &str) -> Option<Digits> {
    if word.len() > 3 * MAX_DIGITS {
        return None;
    }
    let mut buffer = [0u8; MAX_DIGITS + 1];
    let (mut n, mut whole, mut decimals, mut point, mut grouped) = (0, 0u8, 0u8, false, false);
    for c in word.chars() {
        match c {
            '0'..='9' => {
                if n == buffer.len() {
                    return None;
                }
                buffer[n] = c as u8;
                n += 1;
                if point { decimals += 1 } else { whole += 1 }
            }
            '.' if point || n == buffer.len() => return None,
            '.' => {
                point = true;
                buffer[n] = b'.';
                n += 1;
            }
            // A group behind the decimal point is none: 1.234,567.
            _ if point => return None,
            _ => grouped = true,
        }
    }
    let value = std::str::from_utf8(&buffer[..n]).ok()?.parse().ok()?;
    Some(Digits { value, decimals, whole, grouped })
}

/// The step of a number in digits: one unit of its last decimal; for whole numbers of three digits or more the place of the
/// last digit that is not zero, but never more than a tenth of the number ("100" is stated to tens, "1,200" to hundreds).
pub fn step(value: f64, decimals: u8) -> f64 {
    if decimals > 0 {
        return 10f64.powi(-i32::from(decimals));
    }
    let value = value.abs();
    let mut step = 1.0;
    while value >= 100.0 && step * 100.0 <= value && value % (step * 10.0) == 0.0 {
        step *= 10.0;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::{parse, step};

    #[test]
    fn separators() {
        let value = |w| parse(w).map(|d| d.value);
        assert_eq!(value("1,234.56"), Some(1234.56));
        assert_eq!(value("1,00,000"), Some(100_000.0));
        assert_eq!(value("12\u{202f}345"), Some(12345.0));
        assert_eq!(value("1.2.3"), None);
        assert_eq!(value(&"9".repeat(400)), None);
    }

    #[test]
    fn steps() {
        assert_eq!([step(24.0, 0), step(1200.0, 0), step(100.0, 0), step(1.4, 1), step(500_000.0, 0)], [1.0, 100.0, 10.0, 0.1, 10_000.0]);
    }
}
