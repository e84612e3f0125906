//! A read-only map from 32-bit keys to small values in a few bits a key: a three-way binary fuse filter (Graf and Lemire,
//! "Binary Fuse Filters: Fast and Smaller Than Xor Filters", 2022) whose cells hold a value beside the fingerprint.
//! Unknown keys are told apart by the fingerprint, with a known small rate of error.

use super::hash::mix;

/// Bits of the numbers in the header: seed, segment length (log2), segments, fingerprint bits, value bits.
const HEADER: usize = 20;

/// A map inside a byte slice, read in place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fuse<'a> {
    cells: &'a [u8],
    seed: u32,
    log: u32,
    segments: u32,
    print_bits: u32,
    value_bits: u32,
}

impl<'a> Fuse<'a> {
    /// The map in `data`; an empty one where the data is no map.
    pub fn read(data: &'a [u8]) -> Self {
        let number = |i: usize| data.get(i * 4..i * 4 + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let (log, segments, print_bits, value_bits) = (number(1), number(2), number(3), number(4));
        if log > 24 || segments == 0 || segments > 1 << 16 || print_bits + value_bits > 24 {
            return Self::default();
        }
        Self { cells: data.get(HEADER..).unwrap_or(&[]), seed: number(0), log, segments, print_bits, value_bits }
    }

    /// The value of `key`, or `None` where the map does not hold it (but for errors of the fingerprint).
    #[inline]
    pub fn get(&self, key: u32) -> Option<u32> {
        if self.segments == 0 {
            return None;
        }
        let bits = self.print_bits + self.value_bits;
        let at = places(key, self.seed, self.log, self.segments);
        let cell = self.cell(at[0], bits) ^ self.cell(at[1], bits) ^ self.cell(at[2], bits);
        let found = cell >> self.value_bits == print(key, self.seed, self.print_bits);
        found.then_some(cell & ((1 << self.value_bits) - 1))
    }

    #[inline]
    fn cell(&self, i: u32, bits: u32) -> u32 {
        let bit = i as usize * bits as usize;
        let word = self.cells.get(bit / 8..bit / 8 + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        (word >> (bit % 8)) & ((1 << bits) - 1)
    }
}

/// The three cells of a key: one in each of three neighbouring segments.
#[inline]
fn places(key: u32, seed: u32, log: u32, segments: u32) -> [u32; 3] {
    let a = mix(seed, key, 1);
    let b = mix(seed, key, 2);
    let first = ((a as u64 * segments as u64) >> 32) as u32;
    let mask = (1 << log) - 1;
    [
        (first << log) + (b & mask),
        ((first + 1) << log) + ((b >> 8 ^ a) & mask),
        ((first + 2) << log) + ((b >> 16 ^ a << 5) & mask),
    ]
}

#[inline]
fn print(key: u32, seed: u32, bits: u32) -> u32 {
    mix(seed, key, 3) & ((1u32 << bits) - 1)
}

/// Writes a map of `entries` (keys distinct, values below `2^value_bits`). Native training only.
#[cfg(any(test, feature = "train"))]
pub fn write(entries: &[(u32, u32)], print_bits: u32, value_bits: u32) -> Vec<u8> {
    let n = entries.len().max(16) as f64;
    // Sizes as in the paper, section 3.
    let log = (n.ln() / 3.33f64.ln() + 2.25).floor().clamp(2.0, 18.0) as u32;
    let factor = (0.875 + 0.25 * 1e6f64.ln() / n.ln()).max(1.125);
    let mut segments = ((n * factor / (1u64 << log) as f64).ceil() as u32).saturating_sub(2).max(1);
    for seed in 1u32.. {
        // A larger table where several seeds failed.
        segments += u32::from(seed % 20 == 0);
        if let Some(cells) = peel(entries, seed, log, segments, print_bits, value_bits) {
            let mut out = Vec::new();
            for v in [seed, log, segments, print_bits, value_bits] {
                out.extend(v.to_le_bytes());
            }
            let bits = (print_bits + value_bits) as usize;
            let mut packed = vec![0u8; (cells.len() * bits).div_ceil(8) + 4];
            for (i, cell) in cells.iter().enumerate() {
                for (k, byte) in (u64::from(*cell) << (i * bits % 8)).to_le_bytes().iter().take(5).enumerate() {
                    if *byte != 0 {
                        packed[i * bits / 8 + k] |= byte;
                    }
                }
            }
            out.extend(packed);
            return out;
        }
    }
    Vec::new()
}

#[cfg(any(test, feature = "train"))]
fn peel(entries: &[(u32, u32)], seed: u32, log: u32, segments: u32, print_bits: u32, value_bits: u32) -> Option<Vec<u32>> {
    let cells = ((segments + 2) << log) as usize;
    // For every cell: how many keys use it, and the XOR of their indices.
    let mut count = vec![0u32; cells];
    let mut xor = vec![0u32; cells];
    for (i, (key, _)) in entries.iter().enumerate() {
        for p in places(*key, seed, log, segments) {
            count[p as usize] += 1;
            xor[p as usize] ^= i as u32;
        }
    }
    let mut queue: Vec<u32> = (0..cells as u32).filter(|c| count[*c as usize] == 1).collect();
    let mut order = Vec::with_capacity(entries.len());
    while let Some(cell) = queue.pop() {
        if count[cell as usize] != 1 {
            continue;
        }
        let i = xor[cell as usize];
        order.push((i, cell));
        for p in places(entries[i as usize].0, seed, log, segments) {
            count[p as usize] -= 1;
            xor[p as usize] ^= i;
            if count[p as usize] == 1 {
                queue.push(p);
            }
        }
    }
    if order.len() != entries.len() {
        return None;
    }
    let mut out = vec![0u32; cells];
    for (i, cell) in order.into_iter().rev() {
        let (key, value) = entries[i as usize];
        let want = print(key, seed, print_bits) << value_bits | value;
        let others = places(key, seed, log, segments).iter().filter(|p| **p != cell).fold(0, |x, p| x ^ out[*p as usize]);
        out[cell as usize] = want ^ others;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_gives_its_value_and_others_mostly_nothing() {
        let entries: Vec<(u32, u32)> = (0..5000u32).map(|i| (mix(9, i, 0), i % 1000)).collect();
        let data = write(&entries, 10, 10);
        let map = Fuse::read(&data);
        assert!(entries.iter().all(|(k, v)| map.get(*k) == Some(*v)));
        let wrong = (0..10_000u32).filter(|i| map.get(mix(10, *i, 0)).is_some()).count();
        assert!(wrong < 40, "{wrong} of 10000 unknown keys found");
    }

    #[test]
    fn broken_data_is_an_empty_map() {
        for data in [&[][..], &[1; 3], &[255; 40], &[1, 0, 0, 0, 3, 0, 0, 0, 9, 0, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0]] {
            for key in 0..100 {
                let _ = Fuse::read(data).get(key);
            }
        }
    }
}
