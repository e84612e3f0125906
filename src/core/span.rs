//! Byte ranges of one text.

/// A range of bytes of one text, start inclusive, end exclusive, both on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ByteSpan {
    start: u32,
    end: u32,
}

impl ByteSpan {
    /// From `start` to `end`; an `end` before `start` gives the empty span at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }
    /// First byte.
    pub const fn start(self) -> u32 {
        self.start
    }
    /// One past the last byte.
    pub const fn end(self) -> u32 {
        self.end
    }
    /// Bytes covered.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }
    /// Covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
    /// Shares a byte with `other`.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
    /// Holds all of `other`.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    /// The smallest span that holds both.
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
    /// The words themselves; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}
