//! Labels of tokens: for each kind the beginning, the inside and the last token of a name, and a name of one token; or
//! outside of any name.

use super::super::EntityKind;

/// Kinds in the order of their labels.
pub(crate) const KINDS: [EntityKind; 9] = [
    EntityKind::Org,
    EntityKind::Person,
    EntityKind::Place,
    EntityKind::Product,
    EntityKind::Event,
    EntityKind::Work,
    EntityKind::Law,
    EntityKind::Nationality,
    EntityKind::Other,
];

/// How many labels there are.
pub(crate) const LABELS: usize = 1 + 4 * KINDS.len();

/// Columns of a feature's weights: one a label, then one a kind that all labels of the kind share.
pub(crate) const COLUMNS: usize = LABELS + KINDS.len();

/// Scores of labels from scores of columns.
pub(crate) fn fold<T: Copy + std::ops::Add<Output = T>>(columns: &[T; COLUMNS]) -> [T; LABELS] {
    std::array::from_fn(|l| if l == 0 { columns[0] } else { columns[l] + columns[LABELS + (l - 1) / 4] })
}

/// A label as a number: 0 is outside, then four a kind: begin, inside, last, unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Label(pub u8);

impl Label {
    #[cfg(any(test, feature = "train"))]
    pub const OUT: Self = Self(0);

    /// The label of token `at` of a name of `len` tokens.
    #[cfg(feature = "train")]
    pub const fn of(kind: usize, at: usize, len: usize) -> Self {
        let part = if len == 1 {
            3
        } else if at == 0 {
            0
        } else if at + 1 == len {
            2
        } else {
            1
        };
        Self((1 + kind * 4 + part) as u8)
    }
    /// Index into [`KINDS`].
    pub const fn kind(self) -> Option<usize> {
        if self.0 == 0 { None } else { Some((self.0 as usize - 1) / 4) }
    }
    /// The same part of a name of another kind.
    pub const fn of_kind(self, kind: usize) -> Self {
        if self.0 == 0 { self } else { Self((1 + kind * 4) as u8 + self.part()) }
    }
    const fn part(self) -> u8 {
        (self.0 - 1) % 4
    }
    /// A name starts here.
    pub const fn starts(self) -> bool {
        self.0 != 0 && (self.part() == 0 || self.part() == 3)
    }
    /// A name ends here.
    pub const fn ends(self) -> bool {
        self.0 != 0 && self.part() >= 2
    }
    /// A token that is not the last of its name: the next one goes on with it.
    pub const fn open(self) -> bool {
        self.0 != 0 && self.part() < 2
    }
    /// May stand right before `next`.
    #[cfg(any(test, feature = "train"))]
    pub const fn allows(self, next: Self) -> bool {
        if self.open() {
            next.0 != 0 && !next.starts() && (self.0 - 1) / 4 == (next.0 - 1) / 4
        } else {
            next.0 == 0 || next.starts()
        }
    }
}
