use super::*;

/// A page as newspapers build them: a bar, a notice, a story with a box, a caption and links in it, more stories, a foot.
const PAGE: &str = r##"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Nine ships wait out the fog | The Coast Courier</title>
<meta property="og:title" content="Nine ships wait out the fog &#8211; The Coast Courier"><meta property="og:site_name" content="The Coast Courier">
<meta property="article:published_time" content="2026-03-03T07:30:00+0000"><link rel="canonical" href="https://courier.example/fog">
<script>var figures = 99;</script><style>p { color: red }</style></head>
<body><a class="skip-link" href="#story">Skip to the story</a>
<header><h1><a href="/">The Coast Courier</a></h1><nav><ul><li><a href="/a">World 24</a><li><a href="/b">Sport</a></ul></nav></header>
<div id="cookie-banner"><p>We and our 812 partners use cookies to measure how you read, and to show what they think you want.</p><button>Accept</button></div>
<main><header><h1>Nine ships wait out the fog</h1><p class="standfirst">Pilots stayed ashore for 14 hours.</p>
<p>By Ada Hill</p><time datetime="2026-03-03T09:00:00Z">2 hours ago</time></header>
<article><p>Nine ships waited outside the port of Skarvoy on Monday because the pilots could not see the buoys, the harbour office said.</p>
<figure><img src="x.jpg" onerror="alert(1)"><figcaption>The <em>Northern Pearl</em> off Skarvoy.</figcaption></figure>
<aside><h2>In figures</h2><p>The port took 4,000 ships last year, which is more than in any of the ten years before that one.</p></aside>
<p>The fog lifted at 4 p.m. It had cost the lines <a href="/money">about &euro;2 million</a>, a spokesman said.<sup><a href="#n1">[1]</a></sup></p>
<p><a href="/old">Read more: the winter of the great ice</a></p>
<ul><li>14 hours of fog<li>two pilots ill</ul>
<div class="related-links"><ul><li><a href="/1">Ferry aground, 42 hurt</a><li><a href="/2">Mayor quits</a></ul></div>
<blockquote>“We have seen worse.”</blockquote></article></main>
<section><h2>Most read</h2><ol><li><a href="/3">Seven things to know</a><li><a href="/4">Five more</a></ol></section>
<footer>© 2026 The Coast Courier, 12 Quay Street</footer></body></html>"##;

#[test]
fn a_saved_page_gives_its_story_and_nothing_around_it() {
    let found = read(PAGE);
    assert_eq!(found.title, "Nine ships wait out the fog");
    assert_eq!(found.publisher, "The Coast Courier");
    assert_eq!(found.published, "2026-03-03T07:30:00+00:00");
    assert_eq!(found.url, "https://courier.example/fog");
    let lines: Vec<&str> = found.text.lines().collect();
    assert_eq!(
        lines,
        [
            "Nine ships wait out the fog",
            "Pilots stayed ashore for 14 hours.",
            "By Ada Hill",
            "2 hours ago",
            "Nine ships waited outside the port of Skarvoy on Monday because the pilots could not see the buoys, the harbour office said.",
            "The Northern Pearl off Skarvoy.",
            "The fog lifted at 4 p.m. It had cost the lines about €2 million, a spokesman said.",
            "14 hours of fog",
            "two pilots ill",
            "“We have seen worse.”",
        ]
    );
}

#[test]
fn a_page_without_landmarks_loses_nothing_that_is_seen() {
    let html = "<html><head><title>Fog</title><body><div class='promo'><a href='/'>Home</a></div><p>One.<ul><li><a href=x>Two</a></ul><div hidden>no</div><p style='display: none'>no</p>Three";
    assert_eq!(read(html).text, "Home\nOne.\nTwo\nThree");
}

#[test]
fn a_page_whose_story_stands_in_a_strange_place_keeps_it() {
    let prose = "The harbour office said that nine ships had waited outside the port of Skarvoy for fourteen hours.";
    for html in [
        format!("<nav>x</nav><aside><p>{prose}</p><p>{prose}</p></aside>"),
        format!("<form><nav>x</nav><div><p>{prose}</p><p>{prose}</p></div></form>"),
        format!("<header>x</header><article><p>Short.</p></article><div class='newsletter'><p>{prose}</p><p>{prose}</p></div>"),
        format!(
            "<main><article><a href=1>One story</a></article><article><a href=2>Another</a></article><div><p>{prose}</p><p>{prose}</p></div></main>"
        ),
    ] {
        assert_eq!(read(&html).text.matches("nine ships").count(), 2, "{html}");
    }
}

#[test]
fn data_blocks_come_before_tags_and_tags_before_times() {
    let data = r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
        {"@type":["NewsArticle"],"headline":"Fog &amp; ice","datePublished":"2026-03-02T06:00:00Z","publisher":{"@type":"Organization","name":"Northern Wire"}}]}</script>"#;
    let tag = r#"<meta name="pubdate" content="3 March 2026">"#;
    let time = r#"<p>Fog.</p><time datetime="2026-03-04">4 March</time>"#;
    let found = |html: String| {
        let f = read(&html);
        (f.title, f.publisher, f.published)
    };
    assert_eq!(found(format!("{data}{tag}{time}")), ("Fog & ice".into(), "Northern Wire".into(), "2026-03-02T06:00:00Z".into()));
    assert_eq!(found(format!("{tag}{time}")).2, "2026-03-03");
    assert_eq!(found(time.to_string()).2, "2026-03-04");
    assert_eq!(found("<script type='application/ld+json'>{broken</script><p>x".into()).0, "");
    assert_eq!(read("<!-- saved from url=(0026)https://wire.example/fog -->\n<p>x").url, "https://wire.example/fog");
}

#[test]
fn tables_become_lines_unless_they_are_a_layout() {
    let table =
        "<table><thead><tr><th>Port<th>Ships</thead><tr><td><p>Skarvoy</p><td>9<tr><td>Port Ansel<td><b>1</b>2</table>after";
    assert_eq!(read(table).text, "Port | Ships\nSkarvoy | 9\nPort Ansel | 12\nafter");
    assert_eq!(read("<table><tr><td><p>One.</p><p>Two.</p></td><td>Three</td></tr></table>").text, "One.\nTwo.\nThree");
}

#[test]
fn what_word_puts_on_a_clipboard_is_read() {
    let html = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta name=Generator content=\"Microsoft Word 15\">\
        <style><!-- p.MsoNormal {mso-style-qformat:yes; margin:0cm} --></style><!--[if gte mso 9]><xml><w:WordDocument><w:Zoom>90</w:Zoom></w:WordDocument></xml><![endif]--></head>\
        <body lang=EN-GB><!--StartFragment--><h1>Nine ships wait<o:p></o:p></h1><p class=MsoNormal><span style='mso-spacerun:yes'>  </span>They lost <b style='mso-bidi-font-weight:normal'>&euro;2&nbsp;million</b><a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\"><span class=MsoFootnoteReference>[1]</span></a>.<o:p></o:p></p>\
        <p class=MsoNormal><o:p>&nbsp;</o:p></p>\
        <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>Skarvoy<o:p></o:p></p>\
        <p class=MsoNormal>A har<span>&shy;</span>bour of 40 km<sup>2</sup> had <del>12</del><ins>14</ins> pilots.</p><!--EndFragment--></body></html>";
    let found = read(html);
    assert_eq!(found.text, "Nine ships wait\nThey lost €2 million.\nSkarvoy\nA harbour of 40 km² had 14 pilots.");
    assert_eq!(found.title, "Nine ships wait");
}

#[test]
fn what_other_editors_and_browsers_put_on_a_clipboard_is_read() {
    let docs = "<meta charset='utf-8'><meta charset=\"utf-8\"><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><h1 dir=\"ltr\"><span>Fog</span></h1><p dir=\"ltr\"><span>Nine </span><span style=\"font-weight:700\">ships</span></p><br /><ul><li dir=\"ltr\"><p dir=\"ltr\" role=\"presentation\"><span>one</span></p></li></ul></b><br class=\"Apple-interchange-newline\">";
    assert_eq!(read(docs).text, "Fog\nNine ships\none");
    let office = "<!DOCTYPE html><html><head><meta http-equiv=\"content-type\"/><title></title><style>td p { color: #000 }</style></head><body lang=\"en\"><p>Fog<a class=\"sdfootnoteanc\" href=\"#sdfootnote1sym\"><sup>1</sup></a></p><p><br/>\n</p><p>Nine ships</p></body></html>";
    assert_eq!(read(office).text, "Fog\nNine ships");
    let safari = "<p style=\"margin: 0px\"><span class=\"s1\">Nine<span class=\"Apple-converted-space\">&nbsp;</span>ships</span></p><pre>one\ntwo</pre>";
    assert_eq!(read(safari).text, "Nine ships\none\ntwo");
}

#[test]
fn deep_and_broken_pages_are_read_in_good_time() {
    for unit in [
        "<div>",
        "<p>",
        "<table><tr><td>",
        "<a href=x>",
        "<ul><li>",
        "<article><p>",
        "<sup>",
        "</div>",
        "<head>",
        "<!--",
        "<script>",
    ] {
        let html = format!("Fog. {}Nine ships.", unit.repeat(60_000));
        assert!(read(&html).text.starts_with("Fog."), "{unit}");
    }
}
