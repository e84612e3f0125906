//! Near-copies of one text count as one witness: in the report, and where sources are counted against one another.

use crossread::core::facts::Verdict;
use crossread::core::{Options, Report, Source, compare};

const WIRE: &str = "Landslide buries houses in Tamar valley\n\
    A total of 24 people were killed when a landslide buried houses in the Tamar valley on Friday, the provincial governor said. \
    Soldiers with dogs were digging through the mud for survivors, and helicopters brought tents and water to the villages that \
    the road no longer reaches. Rain was forecast to go on through the night.";

fn source(id: &str, text: &str) -> Source {
    Source { id: id.into(), text: text.into(), published: Some("2026-03-06T18:00".into()), ..Source::default() }
}

fn deaths(sources: Vec<Source>) -> (Report, usize) {
    let report = compare(sources, Options::default());
    let fact = report.facts.iter().position(|f| f.claims.len() > 1 && f.values.len() > 1);
    let fact = fact.unwrap_or_else(|| panic!("{:#?}", report.facts));
    (report, fact)
}

#[test]
fn copies_are_named_and_count_once() {
    let copy = WIRE
        .replace("Landslide buries houses in", "Soldiers dig for survivors in")
        .replace(" Rain was forecast", " More rain was forecast");
    let other = "Slide in Tamar valley: toll rises\n\
        The landslide that buried houses in the Tamar valley on Friday killed 31 people, the provincial governor said.";
    let (report, fact) = deaths(vec![source("a", WIRE), source("b", &copy), source("c", other)]);
    assert_eq!(report.copies, [[0, 1]]);
    let fact = &report.facts[fact];
    assert_eq!(fact.witnesses, 2);
    let values: Vec<_> = fact.values.iter().map(|v| (v.claims.len(), v.witnesses)).collect();
    assert_eq!(values, [(2, 1), (1, 1)]);
    // Of one day, a toll of one source against a toll of one source: it may have risen.
    assert_eq!(fact.verdict, Verdict::Updated, "{}", fact.reason);
}

#[test]
fn independent_reports_count_each() {
    let second = "Tamar valley mourns\n\
        A wall of mud came down on three hamlets before dawn. The landslide in the Tamar valley on Friday killed 24 people, the \
        provincial governor said when he had flown in; schools stay shut until Monday.";
    let other = "Slide in Tamar valley: toll rises\n\
        The landslide that buried houses in the Tamar valley on Friday killed 31 people, the provincial governor said.";
    let (report, fact) = deaths(vec![source("a", WIRE), source("b", second), source("c", other)]);
    assert!(report.copies.is_empty());
    let fact = &report.facts[fact];
    assert_eq!(fact.witnesses, 3);
    // Two against one.
    assert_eq!(fact.verdict, Verdict::Conflict, "{}", fact.reason);
}
