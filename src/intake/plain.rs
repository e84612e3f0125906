//! The encodings of plain text.

/// UTF-8, or UTF-16 with a byte order mark, or else the Western European encoding of old Windows files.
/// `None` for anything with zero bytes or many control characters.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let utf16 = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|c| unit([c[0], c[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => return Some(utf16(u16::from_le_bytes)),
        [0xfe, 0xff, ..] => return Some(utf16(u16::from_be_bytes)),
        _ => {}
    }
    let control = bytes.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c)).count();
    if bytes.contains(&0) || control * 50 > bytes.len() {
        return None;
    }
    Some(match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text).to_string(),
        Err(_) => bytes.iter().map(|&b| windows_1252(b)).collect(),
    })
}

/// One byte of windows-1252; the five bytes that it leaves open stay control characters, as in the WHATWG encoding standard.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“',
        '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn the_usual_encodings_are_read() {
        let text = |bytes: &[u8]| decode(bytes).expect("a text");
        assert_eq!(text("Zoë paid €5".as_bytes()), "Zoë paid €5");
        assert_eq!(text(b"\xef\xbb\xbfplain"), "plain");
        assert_eq!(text(b"\xff\xfeh\0i\0"), "hi");
        assert_eq!(text(b"\xfe\xff\0h\0i"), "hi");
        assert_eq!(text(b"Zo\xeb said \x93\x805\x94"), "Zoë said “€5”");
        assert_eq!(decode(b"a\0b"), None);
    }
}
