//! Hashes that the model file is keyed by. They are part of its format: a change asks for a new training run.

/// Odd constants of a multiply-and-shift mixer (the 64-bit golden ratio and the first of the SplitMix64 finaliser).
const A: u64 = 0x9e37_79b9_7f4a_7c15;
const B: u64 = 0xbf58_476d_1ce4_e5b9;

/// Mixes two 32-bit values under a number that says what they are (a template, a seed).
#[inline(always)]
pub const fn mix(kind: u32, a: u32, b: u32) -> u32 {
    let mut x = ((a as u64) << 32 | b as u64) ^ (kind as u64).wrapping_mul(A);
    x = (x ^ (x >> 29)).wrapping_mul(B);
    x = (x ^ (x >> 32)).wrapping_mul(A);
    (x >> 32) as u32
}

/// Hash of bytes (FNV-1a, 32 bit).
#[inline]
pub fn bytes(bytes: impl IntoIterator<Item = u8>) -> u32 {
    bytes.into_iter().fold(0x811c_9dc5, |h, b| (h ^ b as u32).wrapping_mul(0x0100_0193))
}

/// Hash of a word in lower case, digits as `0`, curly apostrophes straight.
pub fn word(word: &str) -> u32 {
    if word.is_ascii() {
        return bytes(word.bytes().map(|b| if b.is_ascii_digit() { b'0' } else { b.to_ascii_lowercase() }));
    }
    let mut h = 0x811c_9dc5u32;
    let mut buffer = [0u8; 4];
    for c in word.chars().flat_map(char::to_lowercase) {
        let c = match c {
            '’' => '\'',
            c => c,
        };
        for b in c.encode_utf8(&mut buffer).bytes() {
            h = (h ^ b as u32).wrapping_mul(0x0100_0193);
        }
    }
    h
}

/// Hash of a phrase that grows by one word.
#[inline]
pub const fn phrase(before: u32, word: u32) -> u32 {
    mix(0x70, before, word)
}
