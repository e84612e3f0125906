//! W3C Web Annotations (JSON-LD), so that other tools show the findings on the same words.
//!
//! One annotation a claim. It says what the finding is and why, and links to the other claims of its fact. It finds its words by
//! two selectors that mean the same place: a quotation with as much around it as makes it unique, and a position in Unicode code
//! points (as the standard counts) in the text whose SHA-256 stands beside it.
//! <https://www.w3.org/TR/annotation-model/>

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Passage, Sheet, Source, Texts};
use crate::wire::output::Fact;

/// At least as many code points stand before and behind a quotation, where the text has them.
const CONTEXT: usize = 32;

/// All findings as an `AnnotationCollection` of one page.
pub fn json_ld(sheet: &Sheet) -> String {
    let texts = Texts::new(sheet);
    let items: Vec<Value> = sheet.report.facts.iter().flat_map(|fact| of_fact(sheet, fact, &texts)).collect();
    let id = uuid(&[&sheet.name, &sheet.date, &items.len().to_string()]);
    let collection = json!({
        "@context": context(),
        "id": id,
        "type": "AnnotationCollection",
        "label": sheet.name,
        "created": instant(&sheet.date),
        "generator": { "type": "Software", "name": "crossread" },
        "total": items.len(),
        "first": { "id": format!("{id}#page"), "type": "AnnotationPage", "startIndex": 0, "items": items },
    });
    serde_json::to_string_pretty(&without_null(collection)).unwrap_or_default()
}

/// The context of the standard, and schema.org's word for a hash.
fn context() -> Value {
    json!(["http://www.w3.org/ns/anno.jsonld", { "sha256": "https://schema.org/sha256" }])
}

fn of_fact(sheet: &Sheet, fact: &Fact, texts: &Texts) -> Vec<Value> {
    let passages: Vec<Passage> = fact.claims.iter().filter_map(|c| texts.passage(c)).collect();
    let hashes: Vec<String> = passages.iter().map(|p| sha256(p.text)).collect();
    let ids: Vec<String> = passages
        .iter()
        .zip(&hashes)
        .map(|(p, hash)| uuid(&[&fact.id, hash, &p.claim.start.to_string(), &p.claim.end.to_string()]))
        .collect();
    let ruling = sheet.ruling(fact);
    let text =
        |purpose: &str, value: &str| json!({ "type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value });
    passages
        .iter()
        .enumerate()
        .map(|(i, p)| {
            let mut body =
                vec![text("classifying", fact.verdict.as_str()), text("describing", &format!("{}: {}", fact.label, fact.reason))];
            if let Some(ruling) = ruling {
                body.extend(ruling.decision.map(|d| text("assessing", d.label())));
                body.extend((!ruling.note.trim().is_empty()).then(|| text("commenting", ruling.note.trim())));
            }
            let others = ids.iter().enumerate().filter(|(j, _)| *j != i);
            body.extend(others.map(|(_, id)| json!({ "type": "SpecificResource", "purpose": "linking", "source": id })));
            let by = ruling.map(|r| r.by.as_str()).filter(|by| !by.is_empty());
            json!({
                "id": ids[i],
                "type": "Annotation",
                "motivation": "assessing",
                "created": instant(&sheet.date),
                "creator": by.map(|name| json!({ "type": "Person", "name": name })),
                "body": body,
                "target": target(p, texts, &hashes[i]),
            })
        })
        .collect()
}

fn target(p: &Passage, texts: &Texts, hash: &str) -> Option<Value> {
    let (.., map) = texts.get(&p.claim.source)?;
    let (prefix, suffix) = around(p.text, p.span.start, p.span.end);
    Some(json!({
        "type": "SpecificResource",
        "source": {
            "id": source_id(p.source, hash),
            "type": "Text",
            "format": "text/plain",
            "label": p.source.outlet(),
            "created": instant(&p.source.published),
            "sha256": hash,
        },
        "selector": [
            { "type": "TextQuoteSelector", "exact": p.text[p.span.clone()], "prefix": prefix, "suffix": suffix },
            { "type": "TextPositionSelector", "start": map.to_points(p.span.start as u32), "end": map.to_points(p.span.end as u32) },
        ],
    }))
}

/// The address of a source, or the name that RFC 6920 gives to a text by its hash.
pub(super) fn source_id(source: &Source, hash: &str) -> String {
    let web = source.url.starts_with("https://") || source.url.starts_with("http://");
    if web { source.url.clone() } else { format!("nih:sha-256;{hash}") }
}

/// What stands before and behind a span: [`CONTEXT`] code points and on to a space, and more until the whole occurs once.
fn around(text: &str, start: usize, end: usize) -> (&str, &str) {
    let mut least = CONTEXT;
    loop {
        let (from, to) = (before(text, start, least), behind(text, end, least));
        let whole = &text[from..to];
        if (from == 0 && to == text.len()) || occurs_once(text, whole) {
            return (&text[from..start], &text[end..to]);
        }
        least *= 2;
    }
}

fn occurs_once(text: &str, part: &str) -> bool {
    let Some(first) = text.find(part) else { return true };
    let next = first + part.chars().next().map_or(1, char::len_utf8);
    !text[next..].contains(part)
}

/// A place at least so many code points before `at`, behind a space: characters that belong together are never parted there.
fn before(text: &str, at: usize, least: usize) -> usize {
    let Some((from, _)) = text[..at].char_indices().rev().nth(least) else { return 0 };
    // A text without spaces is cut all the same.
    let mut words = text[..from].char_indices().rev().take(2 * CONTEXT);
    words.find(|(_, c)| c.is_whitespace()).map_or(from, |(i, c)| i + c.len_utf8())
}

fn behind(text: &str, at: usize, least: usize) -> usize {
    let Some((to, _)) = text[at..].char_indices().nth(least) else { return text.len() };
    let to = at + to;
    let mut words = text[to..].char_indices().take(2 * CONTEXT);
    words.find(|(_, c)| c.is_whitespace()).map_or(if text.len() - to <= 2 * CONTEXT { text.len() } else { to }, |(i, _)| to + i)
}

/// SHA-256 of the UTF-8 of a text, in hexadecimal.
pub fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

/// A name for a thing that is always the same for the same parts: UUID version 8 (RFC 9562), of their SHA-256.
fn uuid(parts: &[&str]) -> String {
    let mut hex: Vec<char> = sha256(&parts.join("\0")).chars().take(32).collect();
    hex[12] = '8';
    hex[16] = ['8', '9', 'a', 'b'][hex[16].to_digit(16).unwrap_or(0) as usize % 4];
    let hex: String = hex.into_iter().collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// The standard wants an instant with its zone; what has none is left out.
fn instant(iso: &str) -> Option<String> {
    let (_, time) = iso.split_once('T')?;
    let zoned = time.ends_with('Z') || time.contains('+') || time.contains('-');
    let seconds = time.split(['Z', '+', '-']).next().is_some_and(|t| t.matches(':').count() == 2);
    (zoned && seconds).then(|| iso.to_string())
}

/// The standard has no empty properties.
fn without_null(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            Value::Object(map.into_iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k, without_null(v))).collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(without_null).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{TEXTS, conflict, sheet};
    use super::super::{Decision, Ruling};
    use super::*;
    use crate::wire::output::{Annotations, Claim, Verdict};

    #[test]
    fn every_claim_is_an_annotation_on_its_words() {
        let mut sheet = sheet();
        let fact = conflict(&sheet).clone();
        sheet
            .rulings
            .insert(fact.id.clone(), Ruling { decision: Some(Decision::Confirmed), note: "Call her.".into(), by: "Bo".into() });
        let value: Value = serde_json::from_str(&json_ld(&sheet)).expect("JSON");
        assert_eq!(
            (value["type"].as_str(), value["@context"][0].as_str()),
            (Some("AnnotationCollection"), Some("http://www.w3.org/ns/anno.jsonld"))
        );
        let items = value["first"]["items"].as_array().expect("items");
        assert_eq!(Some(items.len()), value["total"].as_u64().map(|n| n as usize));
        let mut ids: Vec<_> = items.iter().map(|i| i["id"].as_str().expect("an id")).collect();
        for item in items {
            let hash = item["target"]["source"]["sha256"].as_str().expect("a hash");
            let text = TEXTS.iter().map(|t| t.2).find(|t| sha256(t) == hash).expect("the hash of a source");
            let [quote, position] = item["target"]["selector"].as_array().expect("two")[..].first_chunk::<2>().expect("two");
            let get = |v: &Value, k: &str| v[k].as_str().expect(k).to_string();
            let n = |k: &str| position[k].as_u64().expect(k) as usize;
            let exact: String = text.chars().skip(n("start")).take(n("end") - n("start")).collect();
            assert_eq!(exact, get(quote, "exact"));
            let whole = get(quote, "prefix") + &exact + &get(quote, "suffix");
            assert_eq!(text.matches(&whole).count(), 1, "{whole}");
            let before: String = text.chars().take(n("start")).collect();
            assert!(before.ends_with(&get(quote, "prefix")));
            for body in item["body"].as_array().expect("bodies").iter().filter(|b| b["purpose"] == "linking") {
                assert!(ids.contains(&body["source"].as_str().expect("an id")), "links lead somewhere");
            }
        }
        let of_fact: Vec<_> = items.iter().filter(|i| i["creator"]["name"] == "Bo").collect();
        assert_eq!(of_fact.len(), fact.claims.len());
        assert!(of_fact[0].to_string().contains("Call her.") && of_fact[0].to_string().contains("\"conflict\""));
        assert!(items.iter().any(|i| i["target"]["source"]["id"] == "https://wire.example/harbour?a=1&b=2"));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), items.len(), "no two have one id");
    }

    /// The file that `tests/browser/annotations.test.mjs` has another implementation read. `UPDATE_CASES=1` writes it anew.
    #[test]
    fn the_file_for_other_readers_is_up_to_date() {
        let texts = [
            "😀 Harbour 👩‍🚀 plan\nZoe\u{308} said 40 ships came, then 40 ships left. 𝒜da counted 45; the rest, 40 ships, stayed.",
            "مرحبا بكم في الميناء: وصلت 40 سفينة، وغادرت 45 سفينة.\nנמל: 40 ספינות.",
        ];
        let mut sheet = Sheet { name: "Harbour".into(), date: "2026-03-03T09:00:00Z".into(), ..Sheet::default() };
        let mut claims = Vec::new();
        for (i, text) in texts.iter().enumerate() {
            let (id, map) = (format!("s{i}"), crate::wire::offsets::OffsetMap::new(text));
            for (at, figure) in text.match_indices("40").chain(text.match_indices("45")) {
                let (start, end) = (map.to_utf16(at as u32), map.to_utf16((at + figure.len()) as u32));
                let (source, text) = (id.clone(), figure.to_string());
                claims.push(Claim { start, end, source, figure: 0, text, lo: None, hi: None, unit: None });
            }
            sheet.sources.push(Source { id: id.clone(), number: i + 1, ..Source::default() });
            sheet.report.sources.push(std::rc::Rc::new(Annotations {
                id,
                text: text.to_string(),
                entities: Vec::new(),
                figures: Vec::new(),
            }));
        }
        let (id, label, reason) = ("ships".into(), "ships".into(), "40 against 45".into());
        sheet.report.facts.push(Fact {
            id,
            label,
            verdict: Verdict::Conflict,
            confidence: 0.9,
            reason,
            claims,
            witnesses: 2,
            values: Vec::new(),
        });
        let collection: Value = serde_json::from_str(&json_ld(&sheet)).expect("JSON");
        let made = serde_json::to_string_pretty(&json!({ "texts": texts, "collection": collection })).expect("JSON") + "\n";
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/annotations.json");
        if std::env::var_os("UPDATE_CASES").is_some() {
            std::fs::write(path, &made).expect("it can be written");
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert!(kept == made, "{path} is old; run this test with UPDATE_CASES=1 and look at what changed");
    }

    #[test]
    fn context_grows_until_the_quotation_is_unique_and_parts_no_characters() {
        let line = "In the report 40 people are named, and that is all that can be said of them today.\n";
        let text = format!("First. {line}{line}Zoe\u{308} 👩‍🚀 left. 40 of them.");
        for (at, _) in text.match_indices("40") {
            let (prefix, suffix) = around(&text, at, at + 2);
            assert_eq!(text.matches(&format!("{prefix}40{suffix}")).count(), 1);
        }
        let text = format!("xx e\u{308} {}and in 40", "👩‍🚀".repeat(12));
        let (prefix, _) = around(&text, text.len() - 2, text.len());
        assert!(prefix.starts_with('👩'), "{prefix:?}");
        assert_eq!(around(&"7".repeat(500), 10, 11).0.len(), 10, "nothing makes it unique");
    }

    #[test]
    fn dates_without_a_zone_are_no_instants() {
        assert_eq!(instant("2026-03-03T09:00:00Z").as_deref(), Some("2026-03-03T09:00:00Z"));
        assert_eq!((instant("2026-03-03"), instant("2026-03-03T09:00:00"), instant("2026-03-03T09:00Z")), (None, None, None));
    }
}
