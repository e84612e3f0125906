//! Byte offsets of UTF-8 to and from UTF-16 code units. The only place that knows both.

/// Maps offsets of one text. Built once a text, linear in its length; a text of ASCII costs nothing.
#[derive(Debug, Clone)]
pub struct OffsetMap {
    /// For every character outside ASCII: (byte offset behind it, UTF-16 offset behind it).
    marks: Vec<(u32, u32)>,
}

impl OffsetMap {
    /// The map of `text`.
    pub fn new(text: &str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut utf16 = 0;
            for (at, c) in text.char_indices() {
                utf16 += c.len_utf16() as u32;
                if !c.is_ascii() {
                    marks.push((at as u32 + c.len_utf8() as u32, utf16));
                }
            }
        }
        Self { marks }
    }
    /// UTF-16 offset of a byte offset that lies on a character boundary.
    pub fn to_utf16(&self, byte: u32) -> u32 {
        match self.marks.partition_point(|m| m.0 <= byte) {
            0 => byte,
            n => self.marks[n - 1].1 + (byte - self.marks[n - 1].0),
        }
    }
    /// Byte offset of a UTF-16 offset that lies on a character boundary.
    pub fn to_byte(&self, utf16: u32) -> u32 {
        match self.marks.partition_point(|m| m.1 <= utf16) {
            0 => utf16,
            n => self.marks[n - 1].0 + (utf16 - self.marks[n - 1].1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OffsetMap;

    #[test]
    fn every_boundary_maps_both_ways() {
        for text in ["", "plain", "€5 für Zoë", "👩‍🚀 nearly 40 😀", "Zoe\u{308}\u{10ffff}x"] {
            let map = OffsetMap::new(text);
            let mut utf16 = 0;
            for (at, c) in text.char_indices().chain([(text.len(), 'x')]) {
                assert_eq!(map.to_utf16(at as u32), utf16, "{text:?} at {at}");
                assert_eq!(map.to_byte(utf16), at as u32, "{text:?} at {at}");
                utf16 += c.len_utf16() as u32;
            }
        }
    }
}
