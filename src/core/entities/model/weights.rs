//! The weights of the tagger: a bucketed table of (feature, label, weight), read in place.

/// Buckets of the table (a power of two): the top bits of a feature's hash.
pub const BUCKET_BITS: u32 = 14;
/// Buckets that share one wide offset.
const GROUP: usize = 16;
/// Bytes of the scale before the table.
const HEAD: usize = 4;

/// Weights by feature hash.
#[derive(Debug, Clone, Default)]
pub struct Weights<'a> {
    /// A word for each bucket, whose bits say which low bits of a hash (five) some feature there has. Most features of a text
    /// have no weight, and nine in ten of these end here.
    seen: Vec<u32>,
    /// First entry of each group of buckets, little endian u32.
    bases: &'a [u8],
    /// First entry of each bucket, counted from its group.
    offsets: &'a [u8],
    /// Low 16 bits of the feature's hash, little endian.
    prints: &'a [u8],
    labels: &'a [u8],
    values: &'a [u8],
}

impl<'a> Weights<'a> {
    /// The table in `data`; an empty one where the data is none.
    pub fn read(data: &'a [u8]) -> Self {
        let n = data.get(..HEAD).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])) as usize;
        let buckets = 1usize << BUCKET_BITS;
        let sizes = [buckets / GROUP * 4, buckets, n * 2, n, n];
        if data.len() != HEAD + sizes.iter().sum::<usize>() {
            return Self::default();
        }
        let mut at = HEAD;
        let mut take = |size: usize| {
            at += size;
            &data[at - size..at]
        };
        let mut out = Self {
            seen: vec![0; buckets],
            bases: take(sizes[0]),
            offsets: take(sizes[1]),
            prints: take(sizes[2]),
            labels: take(sizes[3]),
            values: take(sizes[4]),
        };
        for bucket in 0..buckets {
            let (start, end) = out.range(bucket);
            for print in out.prints.get(start * 2..end * 2).unwrap_or(&[]).as_chunks::<2>().0 {
                out.seen[bucket] |= 1 << (print[0] & 31);
            }
        }
        out
    }

    /// Adds the weights of one feature to the scores of its labels.
    #[inline]
    pub fn add<const N: usize>(&self, feature: u32, scores: &mut [i32; N]) {
        let bucket = (feature >> (32 - BUCKET_BITS)) as usize;
        if self.seen.get(bucket).is_none_or(|s| s >> (feature & 31) & 1 == 0) {
            return;
        }
        let (start, end) = self.range(bucket);
        let [p0, p1, ..] = feature.to_le_bytes();
        let (Some(prints), Some(labels), Some(values)) =
            (self.prints.get(start * 2..end * 2), self.labels.get(start..end), self.values.get(start..end))
        else {
            return;
        };
        for ((print, label), value) in prints.as_chunks::<2>().0.iter().zip(labels).zip(values) {
            if *print == [p0, p1]
                && let Some(score) = scores.get_mut(*label as usize)
            {
                *score += expand(*value);
            }
        }
    }

    /// The entries of a bucket.
    #[inline]
    fn range(&self, bucket: usize) -> (usize, usize) {
        let end = if bucket + 1 < self.offsets.len() { self.start(bucket + 1) } else { self.labels.len() };
        (self.start(bucket), end)
    }

    #[inline]
    fn start(&self, bucket: usize) -> usize {
        let base = bucket / GROUP * 4;
        let b = self.bases.get(base..base + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        b as usize + self.offsets[bucket] as usize
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
            table.add(f, &mut scores);
            assert_eq!(scores[l as usize], expand(w as u8));
        }
        Weights::read(&data[..100]).add(5, &mut [0i32; 37]);
    }
}
