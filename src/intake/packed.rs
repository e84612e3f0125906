//! ZIP archives, as office documents are: their parts, by name, with a bound on what they unpack to.

use rawzip::{CompressionMethod, ZipArchive, ZipSliceArchive, crc32};

use super::kinds::Refusal;

/// The most that one part may unpack to, in bytes. The text of a document is a tenth of its part, and a source has 4 MB at most.
const LARGEST: u64 = 64_000_000;

/// An archive in memory.
pub struct Packed<'a>(ZipSliceArchive<&'a [u8]>);

impl<'a> Packed<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// When it has no directory.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Refusal> {
        ZipArchive::from_slice(bytes).map(Self).map_err(|_| Refusal::Damaged)
    }

    /// True if there is a part whose name begins so.
    pub fn has(&self, start: &str) -> bool {
        let mut entries = self.0.entries();
        while let Ok(Some(entry)) = entries.next_entry() {
            if entry.file_path().as_bytes().starts_with(start.as_bytes()) {
                return true;
            }
        }
        false
    }

    /// Unpacks one part; `None` if there is none of that name.
    ///
    /// # Errors
    /// When it is damaged, locked or too large.
    pub fn part(&self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let mut entries = self.0.entries();
        while let Some(entry) = entries.next_entry().map_err(|_| Refusal::Damaged)? {
            if entry.file_path().as_bytes() != name.as_bytes() {
                continue;
            }
            if entry.flags().is_encrypted() {
                return Err(Refusal::Locked);
            }
            if entry.uncompressed_size_hint() > LARGEST {
                return Err(Refusal::Bomb);
            }
            let data = self.0.get_entry(entry.wayfinder()).map_err(|_| Refusal::Damaged)?.data();
            let bytes = match entry.compression_method() {
                CompressionMethod::STORE if data.len() as u64 <= LARGEST => data.to_vec(),
                CompressionMethod::DEFLATE => {
                    // What it says about its size is no promise.
                    miniz_oxide::inflate::decompress_to_vec_with_limit(data, LARGEST as usize).map_err(|e| match e.status {
                        miniz_oxide::inflate::TINFLStatus::HasMoreOutput => Refusal::Bomb,
                        _ => Refusal::Damaged,
                    })?
                }
                _ => return Err(Refusal::Damaged),
            };
            return if crc32(&bytes) == entry.crc32() { Ok(Some(bytes)) } else { Err(Refusal::Damaged) };
        }
        Ok(None)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::io::Write;

    /// An archive of these parts.
    pub fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
        for (name, bytes) in parts {
            let builder = archive.new_file(name).compression_method(CompressionMethod::DEFLATE);
            let (mut entry, config) = builder.start().expect("a part");
            let mut writer = config.wrap(Deflate { to: &mut entry, bytes: Vec::new() });
            writer.write_all(bytes).expect("in memory");
            let (deflate, descriptor) = writer.finish().expect("in memory");
            deflate.to.write_all(&miniz_oxide::deflate::compress_to_vec(&deflate.bytes, 6)).expect("in memory");
            entry.finish(descriptor).expect("in memory");
        }
        archive.finish().expect("in memory");
        out
    }

    /// Takes all, to be packed at once.
    struct Deflate<W> {
        to: W,
        bytes: Vec<u8>,
    }

    impl<W> Write for Deflate<W> {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.bytes.extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn parts_are_unpacked_within_bounds() {
        let bomb = vec![b' '; LARGEST as usize + 1];
        let mut bytes = pack(&[("a/b.xml", b"one two two two"), ("bomb.xml", &bomb)]);
        assert!(bytes.len() < 200_000);
        let packed = Packed::new(&bytes).expect("an archive");
        assert!(packed.has("a/") && !packed.has("b/"));
        assert_eq!(packed.part("a/b.xml"), Ok(Some(b"one two two two".to_vec())));
        assert_eq!(packed.part("b.xml"), Ok(None));
        assert_eq!(packed.part("bomb.xml"), Err(Refusal::Bomb));
        // The same bomb, with a directory that says it is small.
        let real = (LARGEST as u32 + 1).to_le_bytes();
        while let Some(at) = bytes.windows(4).position(|w| w == real) {
            bytes[at..at + 4].copy_from_slice(&9u32.to_le_bytes());
        }
        assert_eq!(Packed::new(&bytes).expect("an archive").part("bomb.xml"), Err(Refusal::Bomb));
        bytes[40] ^= 0xff;
        assert!(Packed::new(&bytes).expect("an archive").part("a/b.xml").is_err());
        assert!(matches!(Packed::new(&bytes[..90]), Err(Refusal::Damaged)));
    }
}
