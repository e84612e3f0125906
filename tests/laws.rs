//! What must hold for any articles: shown on all stories of `tests/cases`.

mod stories;

use crossread::core::facts::{Fact, Verdict};
use crossread::core::{Options, Report, Source, Workspace, compare};
use stories::cases;

/// A fact without what depends on the other articles' positions: id, verdict, confidence, reason, claims by source.
fn plain(report: &Report) -> Vec<String> {
    let show = |f: &Fact| {
        let claims: Vec<_> = f.claims.iter().map(|(a, n)| format!("{}:{n}", report.articles[*a].source.id)).collect();
        format!("{} {:?} {:.6} {} | {} | {}", f.id, f.verdict, f.confidence, f.label, f.reason, claims.join(" "))
    };
    report.facts.iter().map(show).collect()
}

/// An article that shares nothing with any story but everyday words.
fn stranger() -> Source {
    Source {
        id: "zz-stranger".into(),
        text:
            "Knitting for beginners\nChoose a pair of 5 mm needles and two balls of wool. Cast on 36 stitches and knit 12 rows. \
               The scarf is done when it measures 150 cm; wash it at 30 degrees."
                .into(),
        ..Source::default()
    }
}

#[test]
fn the_order_of_the_sources_changes_nothing() {
    for case in cases() {
        let want = plain(&compare(case.sources.clone(), Options::default()));
        let mut turned = case.sources.clone();
        for _ in 0..turned.len() {
            turned.rotate_left(1);
            assert_eq!(want, plain(&compare(turned.clone(), Options::default())), "{}", case.name);
            let back: Vec<_> = turned.iter().rev().cloned().collect();
            assert_eq!(want, plain(&compare(back, Options::default())), "{}", case.name);
        }
    }
}

#[test]
fn an_unrelated_article_changes_no_verdict() {
    for case in cases() {
        let want = plain(&compare(case.sources.clone(), Options::default()));
        let mut more = case.sources.clone();
        more.push(stranger());
        let got = plain(&compare(more, Options::default()));
        assert_eq!(want, got, "{}", case.name);
    }
}

#[test]
fn a_copy_contradicts_nothing() {
    for case in cases() {
        for source in &case.sources {
            let copy = Source { id: format!("{}-copy", source.id), ..source.clone() };
            let alone = compare(vec![source.clone()], Options::default());
            let both = compare(vec![source.clone(), copy], Options::default());
            let conflicts = |r: &Report| r.facts.iter().filter(|f| f.verdict == Verdict::Conflict).count();
            // A headline that contradicts its body does so in both copies; the copies add nothing.
            if conflicts(&alone) == 0 {
                assert_eq!(conflicts(&both), 0, "{} {}: {:#?}", case.name, source.id, plain(&both));
            }
            let figures = both.articles[0].figures.len();
            assert!(figures == 0 || !both.facts.is_empty(), "{} {}: a copy agrees", case.name, source.id);
        }
    }
}

#[test]
fn other_units_for_all_change_no_verdict() {
    for case in cases() {
        let verdicts = |sources: Vec<Source>| {
            let mut v: Vec<_> = compare(sources, Options::default()).facts.iter().map(|f| f.verdict).collect();
            v.sort();
            v
        };
        let scaled = |from: &str, to: &str| {
            let swap = |s: &Source| Source { text: s.text.replace(from, to), ..s.clone() };
            case.sources.iter().map(swap).collect::<Vec<_>>()
        };
        // Only stories of one unit: in others a swap would turn a conversion into a contradiction.
        let all: String = case.sources.iter().map(|s| s.text.as_str()).collect();
        if all.contains(" km") && !all.contains("mile") && !all.contains("km/h") {
            assert_eq!(verdicts(case.sources.clone()), verdicts(scaled(" km", " miles")), "{}", case.name);
        }
        if all.contains(" $") && !all.contains('£') {
            assert_eq!(verdicts(case.sources.clone()), verdicts(scaled(" $", " £")), "{}", case.name);
        }
    }
}

#[test]
fn a_workspace_says_what_a_comparison_says() {
    let cases = cases();
    let mut workspace = Workspace::new(Options::default());
    for case in &cases {
        for source in &case.sources {
            workspace.put(source.clone());
        }
        assert_eq!(plain(&workspace.report()), plain(&compare(case.sources.clone(), Options::default())), "{}", case.name);
        // Changed and changed back, then gone.
        if let Some(first) = case.sources.first() {
            workspace.put(Source { text: "Nothing happened.".into(), ..first.clone() });
            workspace.put(first.clone());
            assert_eq!(plain(&workspace.report()), plain(&compare(case.sources.clone(), Options::default())), "{}", case.name);
        }
        for source in &case.sources {
            assert!(workspace.remove(&source.id));
        }
    }
    assert!(workspace.report().facts.is_empty());
}
