//! How fast one article is read: `cargo bench --bench annotate -- FILE…` joins the files, repeats them to about a quarter
//! of a megabyte, and prints bytes a second of each pass and of all, the best of thirty rounds on one core, so that what else
//! the machine does counts little. Nothing is asserted.

use std::time::{Duration, Instant};

use crossread::core::text::Document;
use crossread::core::{Source, entities, figures};

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let text: Vec<String> = files.iter().filter_map(|f| std::fs::read_to_string(f).ok()).collect();
    let text = text.join("\n\n");
    if text.is_empty() {
        eprintln!("usage: cargo bench --bench annotate -- FILE…");
        return;
    }
    // Articles of usual length, not one endless text.
    let rounds = (250_000 / text.len()).max(1);
    let source = Source { text, ..Source::default() };
    let mut best = [Duration::MAX; 4];
    for _ in 0..30 {
        let mut times = [Duration::ZERO; 4];
        for _ in 0..rounds {
            let start = Instant::now();
            let doc = Document::new(&source.text);
            let cut = Instant::now();
            let figures = figures::find(&doc, &source);
            let counted = Instant::now();
            let names = entities::find(&doc, &figures);
            let named = Instant::now();
            std::hint::black_box((&figures, &names));
            for (time, part) in times.iter_mut().zip([cut - start, counted - cut, named - counted, named - start]) {
                *time += part;
            }
        }
        best.iter_mut().zip(times).for_each(|(b, t)| *b = (*b).min(t));
    }
    let bytes = (rounds * source.text.len()) as f64;
    for (what, time) in ["text", "figures", "entities", "all"].iter().zip(best) {
        println!("{what:9} {:6.2} MB/s", bytes / time.as_secs_f64() / 1e6);
    }
}
