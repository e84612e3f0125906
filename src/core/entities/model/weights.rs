//! The weights of the tagger: a bucketed table of (feature, label, weight).

/// Buckets of the table (a power of two): the top bits of a feature's hash.
pub const BUCKET_BITS: u32 = 14;
/// Buckets that share one wide offset.
const GROUP: usize = 16;
/// Bytes of the scale before the table.
const HEAD: usize = 4;

/// Sums that stand in one word of a row, and the bits of each.
const LANES: usize = 3;
const LANE: usize = 21;
/// How many rows may be added up before a sum leaves its lane: a weight is at most 2^14, a sum less than 2^20.
const MOST: usize = 63;
/// Words of a row, which is two lines of memory.
const WORDS: usize = 16;
const LINE: usize = 8;
/// How many features are looked up at a time.
const BATCH: usize = 128;

/// The weights of one feature for all columns. Those that a text has have eleven weights on average, so that it is faster to
/// add all columns, three in one addition, than to look for those that are not zero.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Row([i64; WORDS]);

static EMPTY: Row = Row([0; WORDS]);

impl Row {
    fn add(&mut self, column: usize, weight: i32) {
        if let Some(word) = self.0.get_mut(column / LANES) {
            *word += i64::from(weight) << (column % LANES * LANE);
        }
    }
}

/// Weights by feature hash. The table of the file is brought into rows once.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// One for each bucket.
    heads: Vec<Head>,
    /// The features, by buckets, then by places: low 16 bits of the hash, and [`SHARED`].
    prints: Vec<u32>,
    /// Features whose place another one has, by [`key`].
    others: Vec<u32>,
    /// One for each of `prints`, then one for each of `others`.
    rows: Vec<Row>,
}

/// Some other feature has the same place in the bucket.
const SHARED: u32 = 1 << 16;

/// The features of a bucket have a place each by five more bits of the hash.
#[derive(Debug, Clone, Copy, Default)]
struct Head {
    /// The places that are taken. Nine in ten features without weights end here.
    taken: u32,
    /// Index of the feature at the first of them.
    first: u32,
}

/// The place of a feature in its bucket: the top bits of the print, so that both have one order.
#[inline(always)]
const fn place(print: u16) -> u32 {
    print as u32 >> 11
}

/// What the file knows of a feature: its bucket and its print.
const fn key(bucket: usize, print: u16) -> u32 {
    (bucket as u32) << 16 | print as u32
}

#[inline(always)]
const fn bucket(feature: u32) -> usize {
    (feature >> (32 - BUCKET_BITS)) as usize
}

impl Weights {
    /// The table in `data`; an empty one where the data is none.
    pub fn read(data: &[u8]) -> Self {
        let n = data.first_chunk().map_or(0, |b| u32::from_le_bytes(*b)) as usize;
        let buckets = 1usize << BUCKET_BITS;
        let sizes = [HEAD, buckets / GROUP * 4, buckets, n * 2, n, n];
        if data.len() != sizes.iter().sum::<usize>() {
            return Self::default();
        }
        let mut rest = data;
        // First entry of each group of buckets; that of each bucket, counted from there; print, label and value of each entry.
        let [_, bases, offsets, prints, labels, values] = sizes.map(|size| {
            let (column, tail) = rest.split_at_checked(size).unwrap_or_default();
            rest = tail;
            column
        });
        let base = |b: usize| bases.as_chunks::<4>().0.get(b / GROUP).map_or(0, |b| u32::from_le_bytes(*b));
        let start = |b: usize| offsets.get(b).map_or(n, |o| base(b) as usize + usize::from(*o));
        let weights: Vec<(u8, u8)> = labels.iter().copied().zip(values.iter().copied()).collect();
        let mut out = Self::default();
        let mut apart = Vec::new();
        for b in 0..buckets {
            let mut head = Head { taken: 0, first: out.rows.len() as u32 };
            let mut at = start(b);
            let prints = prints.as_chunks::<2>().0.get(at..start(b + 1)).unwrap_or(&[]);
            for feature in prints.chunk_by(|a, b| a == b) {
                let print = feature.first().map_or(0, |p| u16::from_le_bytes(*p));
                let mut row = EMPTY;
                for (label, value) in weights.get(at..at + feature.len()).unwrap_or(&[]) {
                    row.add((*label).into(), expand(*value));
                }
                at += feature.len();
                if head.taken >> place(print) & 1 == 0 {
                    head.taken |= 1 << place(print);
                    out.prints.push(print.into());
                    out.rows.push(row);
                } else {
                    // The table is sorted: the latest feature has this place.
                    out.prints.last_mut().into_iter().for_each(|first| *first |= SHARED);
                    out.others.push(key(b, print));
                    apart.push(row);
                }
            }
            out.heads.push(head);
        }
        out.rows.append(&mut apart);
        out
    }

    /// Adds the weights of all these features to the scores of their labels.
    #[inline(never)]
    pub fn add<const N: usize>(&self, features: &[u32], scores: &mut [i32; N]) {
        const { assert!(N <= LANES * WORDS, "a row wants more words") };
        let mut found = [(0u32, 0u32); BATCH];
        for batch in features.chunks(BATCH) {
            // Those that have weights, without a branch that nobody could foretell: all are written down, and those without
            // are written over.
            let mut n = 0;
            for f in batch {
                let head = self.heads.get(bucket(*f)).copied().unwrap_or_default();
                let place = place(*f as u16);
                let before = head.taken & ((1 << place) - 1);
                if let Some(found) = found.get_mut(n) {
                    *found = (*f, head.first + before.count_ones());
                }
                n += (head.taken >> place & 1) as usize;
            }
            for found in found.get(..n).unwrap_or(&[]).chunks(MOST) {
                for (scores, mut sum) in scores.chunks_mut(LANES).zip(self.sum(found)) {
                    for score in scores {
                        // The lowest lane, with the sign that it has borrowed from the others.
                        let lane = sum << (64 - LANE) >> (64 - LANE);
                        *score += lane as i32;
                        sum = (sum - lane) >> LANE;
                    }
                }
            }
        }
    }

    /// The sum of the rows of these features, each with the index of its place, at most [`MOST`].
    #[inline]
    fn sum(&self, found: &[(u32, u32)]) -> [i64; WORDS] {
        let mut sums = [0; WORDS];
        let mut rows = [&EMPTY; MOST];
        let known = found.iter().filter_map(|(feature, i)| self.row(*feature, *i as usize));
        for (place, row) in rows.iter_mut().zip(known) {
            *place = row;
            // The first word of each line of memory before all others, so that the machine waits for many lines at once.
            sums[0] += row.0[0];
            sums[LINE] += row.0[LINE];
        }
        for row in rows.iter().take(found.len()) {
            let words = sums.iter_mut().zip(&row.0).enumerate().filter(|(i, _)| i % LINE != 0);
            words.for_each(|(_, (sum, word))| *sum += word);
        }
        sums
    }

    /// The row of a feature whose place is that of feature `i`, if it has any.
    #[inline]
    fn row(&self, feature: u32, i: usize) -> Option<&Row> {
        let (known, print) = (*self.prints.get(i)?, feature as u16);
        if known as u16 == print {
            return self.rows.get(i);
        }
        if known & SHARED == 0 {
            return None;
        }
        let other = self.others.binary_search(&key(bucket(feature), print)).ok()?;
        self.rows.get(self.prints.len() + other)
    }
}

/// A weight from its byte: the signed square of a signed byte, so that small weights keep their differences.
#[inline(always)]
pub const fn expand(byte: u8) -> i32 {
    let v = byte as i8 as i32;
    v * v.abs()
}

/// Writes (feature, label, weight) triples, weights already companded. Native training only.
#[cfg(any(test, feature = "train"))]
pub fn write(mut entries: Vec<(u32, u8, i8)>) -> Vec<u8> {
    let bucket = |f: u32| (f >> (32 - BUCKET_BITS)) as usize;
    entries.sort_unstable_by_key(|(f, l, _)| (bucket(*f), *f as u16, *l));
    let buckets = 1usize << BUCKET_BITS;
    let mut starts = vec![0usize; buckets + 1];
    for (f, _, _) in &entries {
        starts[bucket(*f) + 1] += 1;
    }
    for i in 0..buckets {
        starts[i + 1] += starts[i];
    }
    let mut out = (entries.len() as u32).to_le_bytes().to_vec();
    for g in (0..buckets).step_by(GROUP) {
        out.extend((starts[g] as u32).to_le_bytes());
    }
    for b in 0..buckets {
        let offset = starts[b] - starts[b / GROUP * GROUP];
        assert!(offset < 256, "too many features for the buckets of the table: raise BUCKET_BITS");
        out.push(offset as u8);
    }
    out.extend(entries.iter().flat_map(|(f, _, _)| (*f as u16).to_le_bytes()));
    out.extend(entries.iter().map(|(_, l, _)| *l));
    out.extend(entries.iter().map(|(_, _, w)| *w as u8));
    out
}

#[cfg(test)]
mod tests {
    use super::super::hash::mix;
    use super::*;

    #[test]
    fn weights_come_back() {
        let entries: Vec<_> = (0..3000u32).map(|i| (mix(1, i, 0), (i % 37) as u8, (i % 251) as u8 as i8)).collect();
        let data = write(entries.clone());
        let table = Weights::read(&data);
        for (f, l, w) in entries {
            let mut scores = [0i32; 37];
            table.add(&[f], &mut scores);
            assert_eq!(scores[l as usize], expand(w as u8));
        }
        let features: Vec<u32> = (0..500u32).map(|i| mix(2, i, 0)).collect();
        let table = Weights::read(&write(features.iter().flat_map(|f| [(*f, 4, -128), (*f, 5, 127)]).collect()));
        let mut scores = [0i32; 37];
        table.add(&features, &mut scores);
        assert_eq!((scores[4], scores[5]), (500 * expand(128), 500 * expand(127)), "no sum leaves its lane");
        Weights::read(&data[..100]).add(&[5], &mut [0i32; 37]);
    }
}
