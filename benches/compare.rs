//! How comparing grows: `cargo bench --bench compare`, or `-- 125 250` for other numbers of articles. Articles of 25 figures made
//! from templates, in events of ten and all of one event. Prints, for each number of articles: the time to put all and to report;
//! then one article is changed, and its put and the report after it; pairs scored and groups decided, which do not depend on
//! the machine. Read how columns grow within one run. Nothing is asserted.

#[path = "../tests/stories/made.rs"]
#[allow(dead_code, reason = "made for the tests too")]
mod made;

use std::time::Instant;

use crossread::core::{Options, Source, Workspace};

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![125, 250, 500, 1000, 2000] } else { sizes };
    for (what, event_of) in [("events of ten", 10), ("one event", usize::MAX)] {
        println!(
            "{what}\narticles  put all s  report s  ms/article  pairs  | one changed: put ms  report ms  pairs  parts  | facts"
        );
        for n in &sizes {
            let sources: Vec<Source> = (0..*n).map(|i| made::Event::new((i / event_of) as u64).article(i, true, 12)).collect();
            let mut workspace = Workspace::new(Options::default());
            let start = Instant::now();
            for source in &sources {
                workspace.put(source.clone());
            }
            let put = start.elapsed().as_secs_f64();
            let start = Instant::now();
            let facts = workspace.report().facts.len();
            let report = start.elapsed().as_secs_f64();
            let pairs = workspace.work().pairs;
            let mut changed = sources[n / 2].clone();
            changed.text += "\nNothing else was known.";
            let start = Instant::now();
            workspace.put(changed);
            let one = start.elapsed().as_secs_f64();
            let start = Instant::now();
            std::hint::black_box(workspace.report());
            let again = start.elapsed().as_secs_f64();
            let work = workspace.work();
            println!(
                "{n:8} {put:10.2} {report:9.2} {:11.2} {pairs:6} {:14.1} {:10.1} {:6} {:6} {facts:8}",
                (put + report) * 1e3 / *n as f64,
                one * 1e3,
                again * 1e3,
                work.pairs,
                work.parts,
            );
        }
    }
}
