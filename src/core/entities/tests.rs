//! What the room promises, on invented texts.

use super::*;

fn named(text: &str) -> Vec<(String, EntityKind)> {
    let doc = Document::new(text);
    find(&doc, &[]).mentions.iter().map(|m| (doc.slice(m.span).to_string(), m.kind)).collect()
}

fn has(found: &[(String, EntityKind)], name: &str, kind: EntityKind) {
    assert!(found.contains(&(name.to_string(), kind)), "{name} in {found:?}");
}

#[test]
fn names_are_found_and_typed() {
    let found = named("Mr. Omar Haddad, who lives in Berlin, joined Delvane Bank Corp. last week.");
    has(&found, "Omar Haddad", EntityKind::Person);
    has(&found, "Berlin", EntityKind::Place);
    has(&found, "Delvane Bank Corp.", EntityKind::Org);
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn given_names_of_two_syllables_are_whole() {
    let found = named(
        "Talks between Labour's Mak Siu-fong and Hong Kong-based Delvane failed. Premier Ryu Hae-jin of the Harbour Party met \
         Chen Tsu-wei; the New York-led plan is dead.",
    );
    for name in ["Mak Siu-fong", "Ryu Hae-jin", "Chen Tsu-wei"] {
        has(&found, name, EntityKind::Person);
    }
    assert!(found.iter().all(|(n, _)| !n.ends_with("-led") && !n.ends_with("-based")), "{found:?}");
}

#[test]
fn common_capitals_are_no_names() {
    for text in ["The CEO bought AI chips and GPUs.", "Our partnership grows in Q3.", "The IPO raised ETF fees on Monday."] {
        assert_eq!(named(text), [], "{text}");
    }
}

#[test]
fn products_stand_apart_from_their_makers() {
    let found = named("Orrin will buy Nvidia GB200 GPUs and run GPT-5 on Trainium2.");
    has(&found, "Nvidia", EntityKind::Org);
    for product in ["GB200", "GPT-5", "Trainium2"] {
        has(&found, product, EntityKind::Product);
    }
}

#[test]
fn names_do_not_cross_lines() {
    let found = named("Talks with Delvane\nOmar Haddad spoke in Berlin.");
    assert!(!found.is_empty() && found.iter().all(|(n, _)| !n.contains('\n')), "{found:?}");
}

#[test]
fn no_name_is_made_of_a_figure() {
    let text =
        "In March 2027 Delvane Bank paid $3 billion for 300 Orrin trams. Half of April 2028 Omar Haddad, 61, was in Berlin.";
    let doc = Document::new(text);
    let figures = crate::core::figures::find(&doc, &crate::core::Source::default());
    let found = find(&doc, &figures);
    assert!(figures.len() > 3 && found.mentions.len() > 2, "{figures:?} {found:?}");
    for m in &found.mentions {
        assert!(figures.iter().all(|f| !f.span.overlaps(m.span)), "{} in {figures:?}", doc.slice(m.span));
    }
}

#[test]
fn a_figure_may_be_part_of_a_name() {
    let text = "The 2031 Commonwealth Games began in Lima. Soldiers of the 41st Infantry Division left Peru in 2031.";
    let doc = Document::new(text);
    let figures = crate::core::figures::find(&doc, &crate::core::Source::default());
    let found: Vec<_> = find(&doc, &figures).mentions.iter().map(|m| (doc.slice(m.span).to_string(), m.kind)).collect();
    has(&found, "2031 Commonwealth Games", EntityKind::Event);
    has(&found, "41st Infantry Division", EntityKind::Org);
}

#[test]
fn a_slash_parts_names() {
    let found = named("A poll by ABC News/Washington Post was paid for by Delvane Bank.");
    has(&found, "ABC News", EntityKind::Org);
    has(&found, "Washington Post", EntityKind::Org);
}

#[test]
fn terms_are_no_names() {
    let found = named(
        "Nvidia plans for the SaaS AI Boom and for Multi-Cloud Plenty. Its Graphics Processing Units (GPUs) and Generative AI tools sell well in Berlin.",
    );
    has(&found, "Berlin", EntityKind::Place);
    for (name, _) in &found {
        assert!(!["Boom", "Plenty", "Processing", "Generative"].iter().any(|w| name.contains(w)), "{found:?}");
    }
    assert_eq!(named("All Senators voted, and so did the Governors."), []);
}

#[test]
fn a_species_is_no_person() {
    let found = named("In the lab, colonies of Formica pelagica grew. Omar Haddad fed Formica pelagica in Berlin.");
    has(&found, "Omar Haddad", EntityKind::Person);
    assert!(found.iter().all(|(n, k)| !n.starts_with("Formica") || *k == EntityKind::Other), "{found:?}");
}

#[test]
fn adjectives_of_peoples_are_nationalities() {
    has(&named("Trade with South-East European countries grew."), "South-East European", EntityKind::Nationality);
    has(&named("The Delvane-European pact failed."), "Delvane-European", EntityKind::Nationality);
}

#[test]
fn a_country_that_plays_is_a_team() {
    let found = named(
        "Peru beat Iceland 2-1 in Lima, Peru. In the first half, Iceland had a penalty, and the goalkeeper saved it. On Friday, \
         Peru's striker Omar Haddad scored the winner with a header. After the match, Iceland's coach said that the referee was \
         right. The quarter-final is in Chile.",
    );
    for team in ["Peru", "Iceland"] {
        has(&found, team, EntityKind::Org);
    }
    assert!(!found.contains(&("Iceland".to_string(), EntityKind::Place)), "{found:?}");
    has(&found, "Peru", EntityKind::Place);
    has(&found, "Chile", EntityKind::Place);
}

#[test]
fn one_document_joins_the_names_of_one_entity() {
    let doc = Document::new(
        "The National Harbour and Transport Board (NHTB) met Omar Haddad, Lena Brask and Peter Brask on Friday. \
         Haddad said that the NHTB agreed. Brask said nothing.",
    );
    let found = find(&doc, &[]);
    let entity = |name: &str, nth: usize| {
        let of = found.mentions.iter().filter(|m| doc.slice(m.span) == name).nth(nth);
        of.map(|m| found.entities[m.entity].name.as_str())
    };
    assert_eq!(entity("NHTB", 0), Some("National Harbour and Transport Board"));
    assert_eq!(entity("NHTB", 1), entity("NHTB", 0));
    assert_eq!(entity("Haddad", 0), Some("Omar Haddad"));
    assert_eq!(entity("Brask", 0), Some("Brask"), "either of two people");
}

#[test]
fn any_text_is_read() {
    let long = "AI And The ".repeat(3000);
    for text in ["", "\n", "The", "The.", "\u{301}A\u{301} 'S", "A-", "-A-b 's (A)", "MR.", "R-", "R-A", "And Act and Act", &long]
    {
        let doc = Document::new(text);
        assert!(find(&doc, &[]).mentions.iter().all(|m| !m.span.is_empty() && !doc.slice(m.span).is_empty()), "{text}");
    }
}
