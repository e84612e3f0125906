//! Markdown: its words, without its signs.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::dates;
use crate::core::text::html::{Lines, to_text};
use crate::wire::protocol::Found;

/// A list that starts with a larger number is a sentence that begins with a year or a figure.
const LARGEST_FIRST: u64 = 31;

/// Headings, emphasis and links become their words, rows of tables lines, notes stand at the end. What is struck out is left out.
pub fn read(text: &str) -> Found {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut found = Found::default();
    let mut main = Lines::with_capacity(text.len());
    let mut notes = Lines::default();
    // Depths inside notes, things that are not read, code; words of the head; HTML; the number of an odd list.
    let (mut note, mut skipped, mut code, mut head) = (0, 0, false, None::<String>);
    let (mut heading, mut html, mut first) = (None::<String>, String::new(), None);
    let mut cells = 0;
    for event in Parser::new_ext(text, options) {
        let out = if note > 0 { &mut notes } else { &mut main };
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => note += 1,
            Event::End(TagEnd::FootnoteDefinition) => note -= 1,
            Event::Start(Tag::Image { .. } | Tag::Strikethrough) => skipped += 1,
            Event::End(TagEnd::Image | TagEnd::Strikethrough) => skipped -= 1,
            Event::Start(Tag::MetadataBlock(_)) => head = Some(String::new()),
            Event::End(TagEnd::MetadataBlock(_)) => front_matter(&head.take().unwrap_or_default(), &mut found),
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Start(Tag::Heading { level: pulldown_cmark::HeadingLevel::H1, .. }) if found.title.is_empty() => {
                out.end_line();
                heading = Some(String::new());
            }
            Event::End(TagEnd::Heading(_)) => {
                out.end_line();
                if let Some(title) = heading.take() {
                    found.title = title.trim().to_string();
                }
            }
            Event::Start(Tag::List(start)) => {
                out.end_line();
                first = start.filter(|n| *n > LARGEST_FIRST);
            }
            Event::Start(Tag::Item) => {
                out.end_line();
                if let Some(n) = first {
                    out.push(&format!("{n}. "));
                    first = Some(n + 1);
                }
            }
            Event::Start(Tag::TableRow | Tag::TableHead) => cells = 0,
            Event::Start(Tag::TableCell) => {
                if cells > 0 {
                    out.push(" | ");
                }
                cells += 1;
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::TableRow | TagEnd::TableHead | TagEnd::List(_),
            )
            | Event::HardBreak
            | Event::Rule => out.end_line(),
            Event::Text(words) => {
                if let Some(head) = &mut head {
                    head.push_str(&words);
                } else if code {
                    out.push_lines(&words);
                } else if skipped == 0 {
                    out.push(&words);
                    if let Some(title) = &mut heading {
                        title.push_str(&words);
                    }
                }
            }
            Event::Code(words) if skipped == 0 => out.push(&words),
            Event::SoftBreak => out.push(" "),
            Event::Html(part) => html.push_str(&part),
            Event::End(TagEnd::HtmlBlock) => {
                out.end_line();
                out.push_lines(&to_text(&std::mem::take(&mut html)));
            }
            Event::InlineHtml(tag) if tag.starts_with("<br") => out.end_line(),
            _ => {}
        }
    }
    main.end_line();
    main.push_lines(&notes.finish());
    found.text = main.finish();
    found
}

/// Lines `title: …` between the fences at the start.
fn front_matter(head: &str, found: &mut Found) {
    for line in head.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "title" | "headline" => found.title = value.to_string(),
            "publisher" | "publication" | "outlet" | "source" | "site" => found.publisher = value.to_string(),
            "date" | "published" => found.published = dates::read(value).unwrap_or_default(),
            "url" | "link" | "canonical" if value.starts_with("http") => found.url = value.to_string(),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn signs_become_words() {
        let text = "Fog at sea\n==========\n\nNine *ships* [waited](https://x.example \"t\") for\n`14` hours.  \nIt was **cold**.\n\n> “Worse,”\n> he said.\n\n- one\n- two ~~three~~\n\n1. first\n\n| Port | Ships |\n|---|--:|\n| Skarvoy | 9 |\n\n![A ship of 400 m](x.jpg)\n\n<p>In <b>HTML</b></p>\n\nEnd&nbsp;&amp; out.[^1]\n\n[^1]: The note.\n\nLast\\*\n";
        let found = read(text);
        let lines: Vec<&str> = found.text.lines().collect();
        assert_eq!(
            lines,
            [
                "Fog at sea",
                "Nine ships waited for 14 hours.",
                "It was cold.",
                "“Worse,” he said.",
                "one",
                "two",
                "first",
                "Port | Ships",
                "Skarvoy | 9",
                "In HTML",
                "End\u{a0}& out.",
                "Last*",
                "The note."
            ]
        );
        assert_eq!(found.title, "Fog at sea");
    }

    #[test]
    fn the_head_of_a_file_is_read_and_left_out() {
        let found = read(
            "---\ntitle: \"Fog: nine ships\"\ndate: 2026-03-03 07:30\npublisher: Northern Wire\nurl: https://wire.example/fog\n---\n\nThey waited.",
        );
        assert_eq!(
            (found.title.as_str(), found.published.as_str(), found.publisher.as_str(), found.url.as_str(), found.text.as_str()),
            ("Fog: nine ships", "2026-03-03T07:30", "Northern Wire", "https://wire.example/fog", "They waited.")
        );
    }

    #[test]
    fn a_year_at_the_start_of_a_sentence_stays() {
        assert_eq!(read("2026. That was the year.").text, "2026. That was the year.");
        assert_eq!(
            read("1. It cost $40 million to $50 million, i.e. <5 % more.").text,
            "It cost $40 million to $50 million, i.e. <5 % more."
        );
    }
}
