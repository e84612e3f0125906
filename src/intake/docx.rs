//! Word documents (.docx, Office Open XML): the text as it reads with all changes accepted.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::kinds::{Refusal, Way};
use super::packed::Packed;
use super::plain;
use crate::core::text::html::Lines;
use crate::wire::protocol::Found;

/// Elements with everything in them that are no text of the document: deleted and moved-away words, the second copy of a text
/// box for older programs, phonetic readings, hidden data.
const SKIPPED: &[&str] = &["del", "moveFrom", "Fallback", "rt", "instrText", "delText", "pict3d", "fldData"];

/// Elements nest as deep as this in no document that a person wrote.
const DEEPEST: usize = 2000;

/// Reads a document. Paragraphs become lines, rows of tables lines with their cells side by side; notes stand at the end.
///
/// The title comes from the document's properties. The dates there tell when the file was made, not when an article
/// appeared, and are not taken.
///
/// # Errors
/// When the archive holds no such document, or a damaged one.
pub fn read(bytes: &[u8]) -> Result<Found, Refusal> {
    let packed = Packed::new(bytes)?;
    let main = main_part(&packed)?;
    let Some(document) = packed.part(&main)? else { return Err(other(&packed)) };
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let (mut lines, notes) = text_of(&document)?;
    for (part, kind) in [("footnotes.xml", Note::Foot), ("endnotes.xml", Note::End)] {
        if notes.iter().any(|(k, _)| *k == kind)
            && let Some(bytes) = packed.part(&format!("{folder}{part}"))?
        {
            let texts = note_texts(&bytes)?;
            for (_, id) in notes.iter().filter(|(k, _)| *k == kind) {
                lines.push_lines(texts.get(id).map_or("", String::as_str));
            }
        }
    }
    // A document without good properties is read all the same.
    let title = packed.part("docProps/core.xml").ok().flatten().and_then(|p| title_of(&p)).unwrap_or_default();
    Ok(Found { title, text: lines.finish(), ..Found::default() })
}

/// The part that the archive names as its document.
fn main_part(packed: &Packed) -> Result<String, Refusal> {
    let Some(relations) = packed.part("_rels/.rels")? else { return Ok("word/document.xml".into()) };
    let xml = plain::decode(&relations).ok_or(Refusal::Damaged)?;
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader.read_event().map_err(|_| Refusal::Damaged)? {
            Event::Start(e) | Event::Empty(e) if attribute(&e, "Type").is_some_and(|t| t.ends_with("/officeDocument")) => {
                let target = attribute(&e, "Target").unwrap_or_default().trim_start_matches('/').to_string();
                let word = target.rsplit('/').next().is_some_and(|n| n.starts_with("document"));
                return if word { Ok(target) } else { Err(other(packed)) };
            }
            Event::Eof => return Ok("word/document.xml".into()),
            _ => {}
        }
    }
}

/// What the archive is, if it is no Word document.
fn other(packed: &Packed) -> Refusal {
    let mimetype = packed.part("mimetype").ok().flatten().unwrap_or_default();
    let is = |start: &[u8]| mimetype.starts_with(start);
    if is(b"application/vnd.oasis.opendocument.text") {
        Refusal::Other("an OpenDocument text", Way::SaveAsDocx)
    } else if is(b"application/epub") {
        Refusal::Other("an e-book", Way::Copy)
    } else if is(b"application/vnd.oasis") || packed.has("xl/") || packed.has("ppt/") {
        Refusal::Other("a table or a set of slides", Way::Copy)
    } else if packed.has("Index/Document.iwa") || packed.has("Index.zip") {
        Refusal::Other("a Pages document", Way::SaveAsDocx)
    } else {
        Refusal::Other("a packed file", Way::Unpack)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Note {
    Foot,
    End,
}

/// A paragraph, a row or a cell that is open.
#[derive(Debug, Default)]
struct Block {
    text: String,
    /// Paragraphs inside it: a cell's own, or those of a text box in a paragraph.
    inner: Vec<String>,
    /// The end of the paragraph was deleted: the next one goes on in the same line.
    joined: bool,
    /// The row was deleted.
    deleted: bool,
}

/// Walks through a part; blocks nest as the elements do.
#[derive(Debug, Default)]
struct Walk {
    blocks: Vec<Block>,
    out: Vec<String>,
    notes: Vec<(Note, String)>,
    carry: String,
    /// The run is hidden.
    hidden: bool,
}

fn text_of(part: &[u8]) -> Result<(Lines, Vec<(Note, String)>), Refusal> {
    let walk = Walk::through(part)?;
    let mut lines = Lines::with_capacity(part.len() / 8);
    for line in &walk.out {
        lines.push_lines(line);
    }
    Ok((lines, walk.notes))
}

impl Walk {
    fn through(part: &[u8]) -> Result<Self, Refusal> {
        let xml = plain::decode(part).ok_or(Refusal::Damaged)?;
        let mut reader = Reader::from_str(&xml);
        let mut walk = Self::default();
        let (mut depth, mut text) = (0usize, 0usize);
        // Inside something that is not read: its depth.
        let mut skipped = None;
        loop {
            match reader.read_event().map_err(|_| Refusal::Damaged)? {
                Event::Start(e) => {
                    depth += 1;
                    if depth > DEEPEST {
                        return Err(Refusal::Damaged);
                    }
                    let name = e.local_name();
                    if skipped.is_none() && SKIPPED.contains(&name.as_ref()) {
                        skipped = Some(depth);
                    } else if skipped.is_none() {
                        text += usize::from(name.as_ref() == "t");
                        walk.start(name.as_ref(), &e);
                    }
                }
                Event::Empty(e) if skipped.is_none() => {
                    let name = e.local_name();
                    walk.empty(name.as_ref(), &e);
                }
                Event::End(e) => {
                    if skipped.is_none() {
                        text -= usize::from(e.local_name().as_ref() == "t" && text > 0);
                        walk.end(e.local_name().as_ref());
                    } else if skipped == Some(depth) {
                        skipped = None;
                    }
                    depth = depth.saturating_sub(1);
                }
                Event::Text(t) if skipped.is_none() && text > 0 => walk.push(&t.xml10_content()),
                Event::CData(t) if skipped.is_none() && text > 0 => walk.push(&t.xml10_content()),
                Event::GeneralRef(r) if skipped.is_none() && text > 0 => {
                    let named = match &*r.xml10_content() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    };
                    if let Some(c) = named.or_else(|| r.resolve_char_ref().ok().flatten()) {
                        walk.push(c.encode_utf8(&mut [0; 4]));
                    }
                }
                Event::Eof if depth == 0 => break,
                Event::Eof => return Err(Refusal::Damaged),
                _ => {}
            }
        }
        let rest = std::mem::take(&mut walk.carry);
        walk.out.push(rest);
        Ok(walk)
    }

    fn push(&mut self, text: &str) {
        if let Some(block) = self.blocks.last_mut().filter(|_| !self.hidden) {
            block.text.push_str(text);
        }
    }

    fn start(&mut self, name: &str, e: &BytesStart) {
        match name {
            "p" | "tr" | "tc" => self.blocks.push(Block::default()),
            "r" => self.hidden = false,
            _ => self.empty(name, e),
        }
    }

    /// An element that says something by being there.
    fn empty(&mut self, name: &str, e: &BytesStart) {
        match name {
            "tab" => self.push(" "),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "vanish" if attribute(e, "val").is_none_or(|v| v != "0" && v != "false") => self.hidden = !self.blocks.is_empty(),
            // Inside the properties of a paragraph's end or of a row; deleted words are skipped before.
            "del" => {
                if let Some(block) = self.blocks.last_mut() {
                    block.joined = true;
                    block.deleted = true;
                }
            }
            "footnoteReference" | "endnoteReference" if !self.hidden => {
                let kind = if name == "footnoteReference" { Note::Foot } else { Note::End };
                self.notes.extend(attribute(e, "id").map(|id| (kind, id)));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            // Of the run, or of the paragraph's end; neither reaches further.
            "r" | "pPr" => self.hidden = false,
            "p" => {
                let Some(block) = self.blocks.pop() else { return };
                let text = std::mem::take(&mut self.carry) + &block.text;
                if block.joined {
                    self.carry = text;
                } else {
                    self.put(text);
                }
                block.inner.into_iter().for_each(|line| self.put(line));
            }
            "tc" => {
                let Some(cell) = self.blocks.pop() else { return };
                let lines: Vec<String> = cell.inner.into_iter().filter(|l| !l.trim().is_empty()).collect();
                if let Some(row) = self.blocks.last_mut() {
                    // Several paragraphs in a cell: the table is a layout, and its cells are columns of text.
                    row.joined |= lines.len() > 1 || lines.iter().any(|l| l.len() > 200);
                    row.inner.push(lines.join("\n"));
                }
            }
            "tr" => {
                let Some(row) = self.blocks.pop() else { return };
                if !row.deleted {
                    let cells = row.inner.iter().map(|c| c.trim());
                    let line =
                        if row.joined { cells.collect::<Vec<_>>().join("\n") } else { cells.collect::<Vec<_>>().join(" | ") };
                    let empty = row.inner.iter().all(|c| c.trim().is_empty());
                    self.put(if empty { String::new() } else { line });
                }
            }
            _ => {}
        }
    }

    /// A finished line, for what is around it.
    fn put(&mut self, line: String) {
        match self.blocks.last_mut() {
            Some(block) => block.inner.push(line),
            None => self.out.push(line),
        }
    }
}

/// Notes by their id.
fn note_texts(part: &[u8]) -> Result<BTreeMap<String, String>, Refusal> {
    let xml = plain::decode(part).ok_or(Refusal::Damaged)?;
    let mut reader = Reader::from_str(&xml);
    let mut notes = BTreeMap::new();
    loop {
        match reader.read_event().map_err(|_| Refusal::Damaged)? {
            Event::Start(e) if matches!(e.local_name().as_ref(), "footnote" | "endnote") => {
                let id = attribute(&e, "id").unwrap_or_default();
                let inner = reader.read_text(e.name()).map_err(|_| Refusal::Damaged)?;
                let text = Walk::through(format!("<n>{}</n>", inner.into_inner()).as_bytes())?;
                notes.insert(id, text.out.iter().map(|l| l.trim()).collect::<Vec<_>>().join(" ").trim().to_string());
            }
            Event::Eof => return Ok(notes),
            _ => {}
        }
    }
}

/// The title in the properties, unless it is what programs put there by themselves.
fn title_of(part: &[u8]) -> Option<String> {
    let xml = plain::decode(part)?;
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader.read_event().ok()? {
            Event::Start(e) if e.local_name().as_ref() == "title" => {
                let walk =
                    Walk::through(format!("<p><t>{}</t></p>", reader.read_text(e.name()).ok()?.into_inner()).as_bytes()).ok()?;
                let title = walk.out.join(" ").trim().to_string();
                let empty =
                    ["microsoft word", "document", "untitled", "dokument"].iter().any(|s| title.to_lowercase().starts_with(s));
                return (!title.is_empty() && !empty && title.len() <= 300).then_some(title);
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// An attribute, whatever its prefix.
fn attribute(e: &BytesStart, name: &str) -> Option<String> {
    let found = e.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.value.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::super::packed::tests::pack;
    use super::*;

    const TYPES: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

    fn document(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
        let document = format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}<w:sectPr/></w:body></w:document>"#
        );
        let mut parts = vec![("_rels/.rels", TYPES.as_bytes()), ("word/document.xml", document.as_bytes())];
        parts.extend(more.iter().map(|(n, t)| (*n, t.as_bytes())));
        pack(&parts)
    }

    fn p(words: &str) -> String {
        format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
    }

    fn lines(body: &str) -> Vec<String> {
        read(&document(body, &[])).expect("a document").text.lines().map(str::to_string).collect()
    }

    #[test]
    fn paragraphs_and_breaks_become_lines() {
        let body = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Fog &amp; ice &#8211; 9</w:t></w:r></w:p>\
            <w:p><w:r><w:t>Nine </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ships</w:t><w:tab/><w:t>waited</w:t><w:br/><w:t>long.</w:t></w:r></w:p><w:p/>\
            <w:p><w:hyperlink><w:r><w:t>€2</w:t></w:r></w:hyperlink><w:r><w:noBreakHyphen/><w:t>million</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t> loss 😀</w:t></w:r></w:p>";
        assert_eq!(lines(body), ["Fog & ice – 9", "Nine ships waited", "long.", "€2-million loss 😀"]);
    }

    #[test]
    fn changes_are_read_as_accepted() {
        let body = "<w:p><w:r><w:t>It cost </w:t></w:r><w:del><w:r><w:delText>40</w:delText></w:r></w:del><w:ins><w:r><w:t>45</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> gone</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> here</w:t></w:r></w:moveTo></w:p>\
            <w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p><w:p><w:r><w:t>line.</w:t></w:r></w:p>\
            <w:tbl><w:tr><w:trPr><w:del w:id=\"2\"/></w:trPr><w:tc><w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl>";
        assert_eq!(lines(body), ["It cost 45 here", "One line."]);
    }

    #[test]
    fn rows_become_lines_and_layouts_paragraphs() {
        let cell = |words: &str| format!("<w:tc><w:tcPr><w:tcW w:w=\"100\"/></w:tcPr>{words}</w:tc>");
        let body = format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell(&p("Port")),
            cell(&p("Ships")),
            cell(&p("Skarvoy")),
            cell(&p("9")),
            cell(&(p("One.") + &p("Two."))),
            cell(&p("Three.")),
        );
        assert_eq!(lines(&body), ["Port | Ships", "Skarvoy | 9", "One.", "Two.", "Three."]);
    }

    #[test]
    fn a_text_box_is_read_once_behind_its_paragraph() {
        let text = format!("<w:txbxContent>{}{}</w:txbxContent>", p("In the box"), p("twice"));
        let body = format!(
            "<w:p><w:r><w:t>Before </w:t><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{text}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{text}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent><w:t>after</w:t></w:r></w:p>"
        );
        assert_eq!(lines(&body), ["Before after", "In the box", "twice"]);
    }

    #[test]
    fn notes_stand_at_the_end_and_properties_give_the_title() {
        let body = "<w:p><w:r><w:t>Nine ships</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t> waited.</w:t></w:r></w:p>".to_string() + &p("Last.");
        let notes = format!(
            "<w:footnotes><w:footnote w:type=\"separator\" w:id=\"0\">{}</w:footnote><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>",
            p("---"),
            p("So the port.")
        );
        let core = "<cp:coreProperties><dc:title>Fog &amp; ice</dc:title><dcterms:created>2026-03-01T00:00:00Z</dcterms:created></cp:coreProperties>";
        let found = read(&document(&body, &[("word/footnotes.xml", &notes), ("docProps/core.xml", core)])).expect("a document");
        assert_eq!(found.text, "Nine ships waited.\nLast.\nSo the port.");
        assert_eq!((found.title.as_str(), found.published.as_str()), ("Fog & ice", ""));
    }

    #[test]
    fn other_archives_and_damaged_ones_are_told_apart() {
        let told = |parts: &[(&str, &[u8])]| read(&pack(parts)).expect_err("refused").told("x");
        assert!(told(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"")]).contains("OpenDocument"));
        assert!(told(&[("xl/workbook.xml", b"")]).contains("a table"));
        assert!(told(&[("photo.jpg", b"")]).contains("packed"));
        let good = document(&p("Nine ships."), &[]);
        assert_eq!(read(&good[..good.len() - 30]), Err(Refusal::Damaged));
        let broken = pack(&[("word/document.xml", b"<w:document><w:body><w:p><w:r><w:t>Nine")]);
        assert_eq!(read(&broken), Err(Refusal::Damaged));
        let deep = pack(&[("word/document.xml", "<w:p>".repeat(100_000).as_bytes())]);
        assert_eq!(read(&deep), Err(Refusal::Damaged));
    }
}
