//! The weights of the tagger: a bucketed table of (feature, label, weight).

/// Buckets of the table (a power of two): the top bits of a feature's hash.
pub const BUCKET_BITS: u32 = 14;
/// The bits of a hash below its bucket that the table keeps: one unknown feature in some thousand is taken for another.
const PRINT: u16 = !7;
/// In the file, the mark at the label of the last weight of a feature.
const LAST: u8 = 128;
/// Bytes before the columns: how many features and how many weights.
const HEAD: usize = 8;

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

/// The weights of one feature for all columns. The usual ones of a text have eleven weights or more, so that it is faster to
/// add all columns, three in one addition, than to look for those that are not zero.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Row([i64; WORDS]);

static EMPTY: Row = Row([0; WORDS]);

/// What is known of a feature.
#[derive(Debug, Clone, Copy, Default)]
struct Feature {
    /// Low 16 bits of its hash, those of [`PRINT`].
    print: u16,
    /// Label and weight, up to [`FEW`] times; or [`ROW`] and the index of its row. The first byte may hold [`SHARED`].
    weights: [u8; 2 * FEW],
}

/// Features with so many weights, five in six, do without a row.
const FEW: usize = 3;
/// Bits of the first byte: the label, more weights than a few, and that another feature has the same place in the bucket.
const LABEL: u8 = 63;
const ROW: u8 = 64;
const SHARED: u8 = 128;

impl Feature {
    /// Of its weights (label and value); the row, where one is needed, goes to the end of `rows`.
    fn new(print: u16, weights: &[(u8, u8)], rows: &mut Vec<Row>) -> Self {
        let mut out = Self { print, ..Self::default() };
        if weights.len() <= FEW {
            for (place, (label, value)) in out.weights.as_chunks_mut().0.iter_mut().zip(weights) {
                *place = [label & LABEL, *value];
            }
            return out;
        }
        let [a, b, c, d] = (rows.len() as u32).to_le_bytes();
        out.weights = [ROW, 0, a, b, c, d];
        let mut row = EMPTY;
        for (label, value) in weights {
            let label = usize::from(label & LABEL);
            if let Some(word) = row.0.get_mut(label / LANES) {
                *word += i64::from(expand(*value)) << (label % LANES * LANE);
            }
        }
        rows.push(row);
        out
    }
}

/// Weights by feature hash. The table of the file is brought into another form once.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// One for each bucket.
    heads: Vec<Head>,
    /// By buckets, then by places.
    features: Vec<Feature>,
    /// Features whose place another one has, by [`key`].
    others: Vec<(u32, Feature)>,
    rows: Vec<Row>,
}

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
        let number = |at: usize| data.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |b| u32::from_le_bytes(*b) as usize);
        let (features, weights, buckets) = (number(0), number(4), 1usize << BUCKET_BITS);
        let sizes = [HEAD, buckets, features, features, weights, weights];
        if data.len() != sizes.iter().sum::<usize>() {
            return Self::default();
        }
        let mut rest = data;
        // How many features each bucket has; by how much each print is above the one before it, in two columns; labels; values.
        let [_, counts, high, low, labels, values] = sizes.map(|size| {
            let (column, tail) = rest.split_at_checked(size).unwrap_or_default();
            rest = tail;
            column
        });
        let mut prints = high.iter().zip(low).map(|(h, l)| u16::from_be_bytes([*h, *l]) << PRINT.trailing_zeros());
        let pairs: Vec<(u8, u8)> = labels.iter().copied().zip(values.iter().copied()).collect();
        let mut pairs = pairs.split_inclusive(|pair| pair.0 & LAST != 0);
        let mut out = Self {
            heads: Vec::with_capacity(buckets),
            features: Vec::with_capacity(features),
            others: Vec::new(),
            rows: Vec::with_capacity(features / 6),
        };
        for (b, count) in counts.iter().enumerate() {
            let mut head = Head { taken: 0, first: out.features.len() as u32 };
            let (mut print, mut most) = (0u16, 0);
            for _ in 0..*count {
                print = print.wrapping_add(prints.next().unwrap_or(0));
                let weights = pairs.next().unwrap_or(&[]);
                let feature = Feature::new(print, weights, &mut out.rows);
                if head.taken >> place(print) & 1 == 0 {
                    head.taken |= 1 << place(print);
                    out.features.push(feature);
                    most = weights.len();
                } else if let Some(first) = out.features.last_mut() {
                    // The table is sorted: the latest feature has this place. It goes to the one with more weights, for which
                    // texts ask more often.
                    let mut other = feature;
                    if weights.len() > most {
                        most = weights.len();
                        std::mem::swap(first, &mut other);
                    }
                    first.weights[0] |= SHARED;
                    out.others.push((key(b, other.print), other));
                }
            }
            out.heads.push(head);
        }
        out.others.sort_unstable_by_key(|o| o.0);
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
                self.sum(found, scores);
            }
        }
    }

    /// Adds the weights of features, each with the index of its place, at most [`MOST`].
    #[inline]
    fn sum<const N: usize>(&self, found: &[(u32, u32)], scores: &mut [i32; N]) {
        let (mut few, mut small) = ([[0; 2 * FEW]; MOST], 0);
        let (mut many, mut large) = ([0; MOST], 0);
        for (hash, i) in found {
            let Some(feature) = self.feature(*hash, *i as usize) else { continue };
            let [first, _, a, b, c, d] = feature.weights;
            if let (Some(few), Some(many)) = (few.get_mut(small), many.get_mut(large)) {
                (*few, *many) = (feature.weights, u32::from_le_bytes([a, b, c, d]));
            }
            small += usize::from(first & ROW == 0);
            large += usize::from(first & ROW != 0);
        }
        // The first word of each line of memory before all others, so that the machine waits for many lines at once.
        let mut sums = [0; WORDS];
        let row = |i: &u32| self.rows.get(*i as usize).unwrap_or(&EMPTY);
        for row in many.iter().take(large).map(row) {
            sums[0] += row.0[0];
            sums[LINE] += row.0[LINE];
        }
        for weights in few.iter().take(small) {
            for [label, value] in weights.as_chunks().0 {
                if let Some(score) = scores.get_mut(usize::from(label & LABEL)) {
                    *score += expand(*value);
                }
            }
        }
        for row in many.iter().take(large).map(row) {
            let words = sums.iter_mut().zip(&row.0).enumerate().filter(|(i, _)| i % LINE != 0);
            words.for_each(|(_, (sum, word))| *sum += word);
        }
        for (scores, mut sum) in scores.chunks_mut(LANES).zip(sums) {
            for score in scores {
                // The lowest lane, with the sign that it has borrowed from the others.
                let lane = sum << (64 - LANE) >> (64 - LANE);
                *score += lane as i32;
                sum = (sum - lane) >> LANE;
            }
        }
    }

    /// The feature of this hash, whose place is that of feature `i`, if it has weights.
    #[inline]
    fn feature(&self, hash: u32, i: usize) -> Option<&Feature> {
        let (feature, print) = (self.features.get(i)?, hash as u16 & PRINT);
        if feature.print == print {
            return Some(feature);
        }
        if feature.weights[0] & SHARED == 0 {
            return None;
        }
        let other = self.others.binary_search_by_key(&key(bucket(hash), print), |o| o.0).ok()?;
        self.others.get(other).map(|o| &o.1)
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
    let place = |f: u32| (bucket(f), f as u16 & PRINT);
    entries.sort_unstable_by_key(|(f, l, _)| (place(*f), *l));
    let mut counts = vec![0u8; 1 << BUCKET_BITS];
    let (mut high, mut low, mut labels, mut values) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut last = (usize::MAX, 0);
    for feature in entries.chunk_by(|a, b| place(a.0) == place(b.0)) {
        let (bucket, print) = place(feature[0].0);
        let above = print - if last.0 == bucket { last.1 } else { 0 };
        let [h, l] = (above >> PRINT.trailing_zeros()).to_be_bytes();
        high.push(h);
        low.push(l);
        last = (bucket, print);
        assert!(counts[bucket] < u8::MAX, "too many features for the buckets of the table: raise BUCKET_BITS");
        counts[bucket] += 1;
        labels.extend(feature.iter().map(|(_, l, _)| *l));
        if let Some(last) = labels.last_mut() {
            *last |= LAST;
        }
        values.extend(feature.iter().map(|(_, _, w)| *w as u8));
    }
    let mut out = (high.len() as u32).to_le_bytes().to_vec();
    out.extend((labels.len() as u32).to_le_bytes());
    [counts, high, low, labels, values].iter().for_each(|column| out.extend(column));
    out
}

#[cfg(test)]
mod tests {
    use super::super::hash::mix;
    use super::*;

    /// Few weights and many, and some features that have one place.
    #[test]
    fn weights_come_back() {
        let weights = |i: u32| (0..1 + i % 6).map(move |k| (((i + 5 * k) % 37) as u8, ((31 * i + 17 * k) % 251) as u8 as i8));
        let feature = |i: u32| mix(1, i, 0);
        let data = write((0..4000).flat_map(|i| weights(i).map(move |(l, w)| (feature(i), l, w))).collect());
        let table = Weights::read(&data);
        assert!(!table.others.is_empty() && !table.rows.is_empty());
        for i in 0..4000 {
            let (mut scores, mut expected) = ([0i32; 37], [0i32; 37]);
            table.add(&[feature(i)], &mut scores);
            weights(i).for_each(|(l, w)| expected[l as usize] = expand(w as u8));
            assert_eq!(scores, expected);
        }
        Weights::read(&data[..100]).add(&[5], &mut [0i32; 37]);
    }

    #[test]
    fn no_sum_leaves_its_lane() {
        let extreme = |l: u8| if l < 20 { -128 } else { 127 };
        let features: Vec<u32> = (0..200).map(|i| mix(2, i, 0)).collect();
        let entries = features.iter().flat_map(|f| (0..37).map(move |l| (*f, l, extreme(l)))).collect();
        let mut scores = [0i32; 37];
        Weights::read(&write(entries)).add(&features, &mut scores);
        assert!((0..37).all(|l| scores[l as usize] == 200 * expand(extreme(l) as u8)));
    }
}
