//! Makes one perfect-hash table of all `words.tsv` files below `src/core`, so that the shipped lexicon is read in place.
//!
//! A line is `phrase <TAB> class [<TAB> value [<TAB> name]]`; `#` starts a comment line. A phrase in lower case matches
//! any letter case; one that begins with `=` matches its exact letters only (`=MW` is not `mW`). Words of a phrase are
//! separated by one space, which in a text may be a space or a hyphen.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn find(dir: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    let mut paths: Vec<_> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            find(&path, out);
        } else if path.file_name().is_some_and(|n| n == "words.tsv") {
            out.push(path);
        }
    }
}

fn class_name(class: &str) -> String {
    class.split('_').map(|p| p[..1].to_uppercase() + &p[1..]).collect()
}

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("src/core");
    println!("cargo:rerun-if-changed=src/core");
    let mut files = Vec::new();
    find(&root, &mut files);
    let mut classes = BTreeSet::new();
    // first word -> senses (rest of the phrase, class, exact spelling, value, name)
    let mut entries: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("words.tsv is UTF-8");
        for (n, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let at = || format!("{}:{}", file.display(), n + 1);
            let mut cells = line.split('\t');
            let (phrase, class) = (cells.next().unwrap_or(""), cells.next().unwrap_or("").trim());
            assert!(!phrase.is_empty() && !class.is_empty(), "{}: phrase<TAB>class expected", at());
            let value = cells.next().map_or("", str::trim);
            let value: f64 = if value.is_empty() {
                f64::NAN
            } else {
                value.parse().unwrap_or_else(|_| panic!("{}: not a number: {value}", at()))
            };
            let name = cells.next().map_or("", str::trim);
            let (exact, phrase) = match phrase.strip_prefix('=') {
                Some(p) => (p, p),
                None => ("", phrase),
            };
            assert!(!exact.is_empty() || phrase.to_lowercase() == phrase, "{}: write it in lower case, or mark it with =", at());
            let lower = phrase.to_lowercase();
            let mut words = lower.split(' ');
            let first = words.next().unwrap_or("").to_string();
            let rest: Vec<_> = words.collect();
            classes.insert(class.to_string());
            let value = if value.is_nan() { "f64::NAN".to_string() } else { format!("{value:?}") };
            entries.entry(first).or_default().push(format!(
                "Row {{ rest: &{rest:?}, class: Class::{}, exact: {exact:?}, value: {value}, name: {name:?} }}",
                class_name(class)
            ));
        }
    }
    assert!(classes.len() <= 128, "a set of classes is one number of 128 bits: see Classes");
    let mut code = String::from(
        "/// Classes of words; each is a column of some `words.tsv`.\n#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum Class {\n",
    );
    for class in &classes {
        let _ = writeln!(code, "    /// `{class}`\n    {},", class_name(class));
    }
    code.push_str("}\n");
    let mut map = phf_codegen::Map::new();
    let mut rows: Vec<(String, String)> = Vec::new();
    for (first, senses) in entries {
        rows.push((first, format!("Entry {{ rows: &[{}] }}", senses.join(", "))));
    }
    for (first, row) in &rows {
        map.entry(first.as_str(), row.clone());
    }
    let _ = writeln!(code, "static TABLE: phf::Map<&'static str, Entry> = {};", map.build());
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("lexicon.rs");
    fs::write(out, code).expect("OUT_DIR is writable");
}
