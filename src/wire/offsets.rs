//! Byte offsets of UTF-8 to and from UTF-16 code units and Unicode code points. The only place that knows them.

/// Maps offsets of one text. Built once a text, linear in its length; a text of ASCII costs nothing.
#[derive(Debug, Clone)]
pub struct OffsetMap {
    /// For every character outside ASCII, the offsets behind it.
    marks: Vec<Mark>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    byte: u32,
    utf16: u32,
    point: u32,
}

impl OffsetMap {
    /// The map of `text`.
    pub fn new(text: &str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut utf16 = 0;
            for (point, (at, c)) in text.char_indices().enumerate() {
                utf16 += c.len_utf16() as u32;
                if !c.is_ascii() {
                    marks.push(Mark { byte: at as u32 + c.len_utf8() as u32, utf16, point: point as u32 + 1 });
                }
            }
        }
        Self { marks }
    }
    /// The last mark that `unit` says is not behind `at`.
    fn before(&self, at: u32, unit: impl Fn(&Mark) -> u32) -> Mark {
        match self.marks.partition_point(|m| unit(m) <= at) {
            0 => Mark::default(),
            n => self.marks[n - 1],
        }
    }
    /// UTF-16 offset of a byte offset that lies on a character boundary.
    pub fn to_utf16(&self, byte: u32) -> u32 {
        let mark = self.before(byte, |m| m.byte);
        mark.utf16 + (byte - mark.byte)
    }
    /// Byte offset of a UTF-16 offset that lies on a character boundary.
    pub fn to_byte(&self, utf16: u32) -> u32 {
        let mark = self.before(utf16, |m| m.utf16);
        mark.byte + (utf16 - mark.utf16)
    }
    /// Code points before a byte offset that lies on a character boundary.
    pub fn to_points(&self, byte: u32) -> u32 {
        let mark = self.before(byte, |m| m.byte);
        mark.point + (byte - mark.byte)
    }
    /// Byte offset behind so many code points.
    pub fn byte_of_points(&self, points: u32) -> u32 {
        let mark = self.before(points, |m| m.point);
        mark.byte + (points - mark.point)
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
            for (point, (at, c)) in text.char_indices().chain([(text.len(), 'x')]).enumerate() {
                assert_eq!(map.to_utf16(at as u32), utf16, "{text:?} at {at}");
                assert_eq!(map.to_byte(utf16), at as u32, "{text:?} at {at}");
                assert_eq!(map.to_points(at as u32), point as u32, "{text:?} at {at}");
                assert_eq!(map.byte_of_points(point as u32), at as u32, "{text:?} at {at}");
                utf16 += c.len_utf16() as u32;
            }
        }
    }
}
