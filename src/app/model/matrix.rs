//! Facts as rows, sources as columns.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::article::{Article, ArticleId};
use super::reach::Reach;
use super::reading::Reading;
use super::words::{Group, VERDICTS, group, rank, verdicts};
use crate::wire::output::{Claim, Fact, Figure, Verdict};

/// In which order the rows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The gravest verdict first, under a heading each.
    #[default]
    Verdict,
    /// As the first source tells them, then those that only the next one has.
    Reading,
    /// Those of most sources first.
    Sources,
    /// By the alphabet.
    Label,
}

impl Sort {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Verdict, Self::Reading, Self::Sources, Self::Label];
    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::Reading => "order in the first source",
            Self::Sources => "number of sources",
            Self::Label => "name",
        }
    }
}

/// How a source stands to the others in one fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// No other source contradicts it.
    With,
    /// It differs only by rounding or wording.
    Near,
    /// More witnesses say this than contradict it; those that print one text are one.
    Most,
    /// It contradicts others, and no more witnesses say it than contradict it.
    Against,
    /// A later source reports a later state.
    Older,
    /// The later state.
    Newer,
}

/// What one source says of one fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell<'a> {
    /// Its claims, in reading order; never empty.
    pub claims: Vec<&'a Claim>,
    /// See [`Stand`].
    pub stand: Stand,
    /// Other sources that can be right together with it.
    pub with: usize,
    /// Other sources that cannot.
    pub against: usize,
}

impl Cell<'_> {
    /// The words, each once: "42", "about 40 / 38".
    pub fn words(&self) -> String {
        let mut words: Vec<&str> = Vec::new();
        for claim in &self.claims {
            if !words.contains(&claim.text.as_str()) {
                words.push(&claim.text);
            }
        }
        words.join(" / ")
    }
    /// How it stands, in words: "contradicts 2 others".
    pub fn stands(&self) -> String {
        let others = |n: usize| if n == 1 { "1 other".to_string() } else { format!("{n} others") };
        let with = if self.with == 0 { String::new() } else { format!(", as {} say", others(self.with)) };
        let with = if self.with == 1 { with.replace(" say", " says") } else { with };
        match self.stand {
            Stand::With | Stand::Near if self.with == 0 => String::new(),
            Stand::With => format!("agrees with {}", others(self.with)),
            Stand::Near => format!("compatible with {}", others(self.with)),
            Stand::Most | Stand::Against => format!("contradicts {}{with}", others(self.against)),
            Stand::Older => format!("earlier state{with}"),
            Stand::Newer => format!("latest state{with}"),
        }
    }
    /// A sign that tells it without colour.
    pub const fn sign(&self) -> &'static str {
        match self.stand {
            Stand::With => "=",
            Stand::Near => "≈",
            Stand::Most => "≠",
            Stand::Against => "≠",
            Stand::Older => "↺",
            Stand::Newer => "↻",
        }
    }
}

/// One fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// The fact.
    pub fact: &'a Fact,
    /// For each source, what it says.
    pub cells: Vec<Option<Cell<'a>>>,
    /// Where it comes first: the column, and the UTF-16 offset there.
    first: (usize, u32),
}

impl Row<'_> {
    /// How many sources have it.
    pub fn sources(&self) -> usize {
        self.cells.iter().flatten().count()
    }
}

/// A row of the fact over the given sources; `None` where none of them has it.
pub fn row<'a>(reading: &Reading, fact: &'a Fact, articles: &[std::rc::Rc<Article>]) -> Option<Row<'a>> {
    let of = |id: &str| {
        let mut claims: Vec<_> = fact.claims.iter().filter(|c| c.source == id).collect();
        claims.sort_by_key(|c| c.start);
        claims
    };
    let columns: Vec<Vec<&Claim>> = articles.iter().map(|a| of(&a.id)).collect();
    let first = columns.iter().enumerate().find_map(|(i, c)| Some((i, c.first()?.start)))?;
    let figure = |c: &Claim| reading.figure(&c.source, c.figure);
    let unit = fact.claims.first().and_then(|c| c.unit.as_deref());
    let reaches: Vec<Vec<Option<Reach>>> =
        columns.iter().map(|c| c.iter().map(|c| figure(c).and_then(|f| Reach::of(f, unit))).collect()).collect();
    let apart = |a: usize, b: usize| {
        reaches[a].iter().flatten().all(|x| reaches[b].iter().flatten().all(|y| x.apart(y)))
            && !reaches[a].is_empty()
            && !reaches[b].is_empty()
    };
    // The latest publication among sources that say the same as this one.
    let dated = |i: usize| {
        let alike = (0..columns.len()).filter(|&j| !columns[j].is_empty() && !apart(i, j));
        alike.map(|j| articles[j].published.as_str()).max().unwrap_or_default()
    };
    let said: Vec<usize> = (0..columns.len()).filter(|&i| !columns[i].is_empty()).collect();
    let newest = said.iter().map(|&i| dated(i)).max().unwrap_or_default();
    let cell = |i: usize| {
        let claims = columns[i].clone();
        if claims.is_empty() {
            return None;
        }
        let (others, alike): (Vec<usize>, Vec<usize>) = said.iter().partition(|&&j| j != i && apart(i, j));
        let (against, with) = (others.len(), alike.len() - 1);
        let witnesses = |of: &[usize]| reading.witnesses(of.iter().flat_map(|&j| columns[j].iter().copied()));
        let stand = match fact.verdict {
            Verdict::Agree | Verdict::Single => Stand::With,
            Verdict::Compatible => Stand::Near,
            Verdict::Updated if dated(i) == newest => Stand::Newer,
            Verdict::Updated => Stand::Older,
            Verdict::Conflict if against == 0 => Stand::Near,
            Verdict::Conflict if witnesses(&alike) > witnesses(&others) => Stand::Most,
            Verdict::Conflict => Stand::Against,
        };
        Some(Cell { claims, stand, with, against })
    };
    Some(Row { fact, cells: (0..columns.len()).map(cell).collect(), first })
}

/// Id of the cell of a row in a column; column 0 is the name of the row, which is that of its fact.
pub fn cell_id(row: &str, column: usize) -> String {
    format!("cell-{row}-{column}")
}

/// What the reader has chosen for the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The order of the rows.
    pub sort: Sort,
    /// Only facts in which sources differ.
    pub differences: bool,
    /// The cell that Tab reaches, by its id.
    pub cell: Option<String>,
}

/// Rows under a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section<'a> {
    /// Where the order is by verdict, its name.
    pub heading: Option<(Verdict, &'static str)>,
    /// The rows.
    pub rows: Vec<Row<'a>>,
}

/// The rows of facts, in the order that was chosen.
pub fn sections<'a>(
    reading: &Reading,
    facts: &[&'a Fact],
    articles: &[std::rc::Rc<Article>],
    layout: &Layout,
) -> Vec<Section<'a>> {
    let differs = |f: &Fact| !layout.differences || !matches!(f.verdict, Verdict::Agree | Verdict::Single);
    let several = |f: &&&Fact| f.verdict != Verdict::Single && differs(f);
    let mut rows: Vec<_> = facts.iter().filter(several).filter_map(|f| row(reading, f, articles)).collect();
    match layout.sort {
        // Facts come with the gravest verdict first.
        Sort::Verdict => rows.sort_by_key(|r| rank(r.fact.verdict)),
        Sort::Reading => rows.sort_by_key(|r| r.first),
        Sort::Sources => rows.sort_by_key(|r| (Reverse(r.sources()), rank(r.fact.verdict))),
        Sort::Label => rows.sort_by_key(|r| r.fact.label.to_lowercase()),
    }
    if layout.sort != Sort::Verdict {
        return vec![Section { heading: None, rows }];
    }
    let of = |v: Verdict| {
        let rows: Vec<_> = rows.iter().filter(|r| r.fact.verdict == v).cloned().collect();
        (!rows.is_empty()).then_some(Section { heading: Some((v, verdicts(v))), rows })
    };
    VERDICTS.into_iter().filter_map(of).collect()
}

/// A figure that only one source has.
#[derive(Debug, Clone, PartialEq)]
pub struct Lone<'a> {
    /// Column of its source.
    pub column: usize,
    /// Its source.
    pub article: ArticleId,
    /// Its index there.
    pub index: usize,
    /// The figure.
    pub figure: &'a Figure,
}

impl Lone<'_> {
    /// What it is about, in a few words.
    pub fn label(&self) -> String {
        let about = self.figure.subjects.first().cloned();
        let parts: Vec<_> = about.into_iter().chain(self.figure.measure.clone()).collect();
        match parts.is_empty() {
            true => self.figure.kind.as_str().to_string(),
            false => parts.join(": "),
        }
    }
}

/// The figures that no fact of several sources holds, by source, in reading order; only those of groups that `shows` lets pass.
pub fn lone<'a>(reading: &'a Reading, articles: &[std::rc::Rc<Article>], shows: impl Fn(Group) -> bool) -> Vec<Lone<'a>> {
    // What the reader dismissed is still not the word of one source alone.
    let several = reading.all().filter(|f| f.verdict != Verdict::Single);
    let told: BTreeSet<(&str, usize)> = several.flat_map(|f| f.claims.iter().map(|c| (c.source.as_str(), c.figure))).collect();
    let mut all = Vec::new();
    for (column, article) in articles.iter().enumerate() {
        let Some(source) = reading.source(&article.id) else { continue };
        for (index, figure) in source.figures.iter().enumerate() {
            if !told.contains(&(&*article.id, index)) && shows(group(figure.kind)) {
                all.push(Lone { column, article: article.id.clone(), index, figure });
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::article::{Body, NewArticle};
    use super::super::reading::tests::{fact, source};
    use super::*;
    use crate::wire::Report;
    use crate::wire::output::Annotations;

    fn articles(sources: &[Annotations]) -> Vec<Rc<Article>> {
        let new = |(i, s): (usize, &Annotations)| {
            let mut a = Article::new(s.id.as_str().into(), NewArticle::new(Body::Text(s.text.clone())));
            a.published = format!("2026-03-0{}", i + 1);
            Rc::new(a)
        };
        sources.iter().enumerate().map(new).collect()
    }

    fn setting(marked: &[&str], facts: impl Fn(&[Annotations]) -> Vec<Fact>) -> (Reading, Vec<Rc<Article>>) {
        let sources: Vec<_> = marked.iter().enumerate().map(|(i, m)| source(&format!("a{i}"), m)).collect();
        let (facts, articles) = (facts(&sources), articles(&sources));
        (Reading::new(1, Report::of(sources, facts)), articles)
    }

    /// The cells of the first fact: words, sign, how they stand; "–" for gaps.
    fn cells(marked: &[&str], verdict: Verdict) -> Vec<String> {
        let (reading, articles) = setting(marked, |s| vec![fact("f", verdict, &s.iter().collect::<Vec<_>>())]);
        let fact = reading.findings().next().expect("a fact");
        let row = row(&reading, fact, &articles).expect("a row");
        let show = |c: &Option<Cell>| c.as_ref().map_or("–".into(), |c| format!("{} {} {}", c.words(), c.sign(), c.stands()));
        row.cells.iter().map(show).collect()
    }

    #[test]
    fn the_outlier_stands_against_the_others_and_gaps_stay_gaps() {
        assert_eq!(
            cells(&["[42] hurt", "[24] hurt", "nobody", "[42]"], Verdict::Conflict),
            [
                "42 ≠ contradicts 1 other, as 1 other says",
                "24 ≠ contradicts 2 others",
                "–",
                "42 ≠ contradicts 1 other, as 1 other says"
            ]
        );
        let (reading, articles) =
            setting(&["[42]", "[24]", "[42]"], |s| vec![fact("f", Verdict::Conflict, &[&s[0], &s[1], &s[2]])]);
        let fact = reading.findings().next().expect("a fact");
        let stands: Vec<_> =
            row(&reading, fact, &articles).expect("a row").cells.into_iter().flatten().map(|c| c.stand).collect();
        assert_eq!(stands, [Stand::Most, Stand::Against, Stand::Most]);
    }

    #[test]
    fn reprints_of_one_text_make_no_majority() {
        let sources: Vec<_> = ["[42]", "[24]", "[42]"].iter().enumerate().map(|(i, m)| source(&format!("a{i}"), m)).collect();
        let articles = articles(&sources);
        let facts = vec![fact("f", Verdict::Conflict, &sources.iter().collect::<Vec<_>>())];
        let copies = vec![vec!["a0".to_string(), "a2".to_string()]];
        let reading = Reading::new(1, Report { copies, ..Report::of(sources, facts) });
        let fact = reading.findings().next().expect("a fact");
        assert_eq!((reading.witnesses(&fact.claims), reading.copied("a2"), reading.copied("a1")), (2, Some("a0"), None));
        let stands: Vec<_> =
            row(&reading, fact, &articles).expect("a row").cells.into_iter().flatten().map(|c| c.stand).collect();
        assert_eq!(stands, [Stand::Against; 3]);
    }

    #[test]
    fn an_update_has_an_earlier_and_a_latest_state() {
        assert_eq!(
            cells(&["[2] dead", "[2]", "[3]"], Verdict::Updated),
            ["2 ↺ earlier state, as 1 other says", "2 ↺ earlier state, as 1 other says", "3 ↻ latest state"]
        );
        assert_eq!(cells(&["[2]", "[2]"], Verdict::Agree)[0], "2 = agrees with 1 other");
    }

    #[test]
    fn rows_are_sorted_and_agreement_can_be_left_out() {
        let (reading, articles) = setting(&["lost [42]", "[24] b"], |s| {
            vec![
                fact("b", Verdict::Agree, &[&s[0], &s[1]]),
                fact("a", Verdict::Conflict, &[&s[1]]),
                fact("c", Verdict::Conflict, &[&s[0], &s[1]]),
            ]
        });
        let facts: Vec<_> = reading.findings().collect();
        let order = |sort, differences| {
            let layout = Layout { sort, differences, cell: None };
            let all = sections(&reading, &facts, &articles, &layout);
            all.iter().flat_map(|s| s.rows.iter().map(|r| r.fact.id.clone())).collect::<Vec<_>>().join("")
        };
        assert_eq!(order(Sort::Verdict, false), "acb");
        assert_eq!(order(Sort::Verdict, true), "ac");
        assert_eq!(order(Sort::Reading, false), "cba");
        assert_eq!(order(Sort::Sources, false), "cba");
        assert_eq!(order(Sort::Label, false), "abc");
        let headings = sections(&reading, &facts, &articles, &Layout::default());
        assert_eq!(
            headings.iter().map(|s| s.heading.map(|h| h.0)).collect::<Vec<_>>(),
            [Some(Verdict::Conflict), Some(Verdict::Agree)]
        );
    }

    #[test]
    fn what_only_one_source_has_is_listed_by_source() {
        let (reading, articles) =
            setting(&["lost [42] of [90]", "[42] b [7]"], |s| vec![fact("f", Verdict::Agree, &[&s[0], &s[1]])]);
        let all = lone(&reading, &articles, |_| true);
        assert_eq!(all.iter().map(|l| (l.column, l.figure.text.as_str())).collect::<Vec<_>>(), [(0, "90"), (1, "7")]);
        assert!(lone(&reading, &articles, |g| g == Group::Money).is_empty());
        assert_eq!(all[0].label(), "count");
    }
}
