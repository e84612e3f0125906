//! What the state is made of.

use serde::{Deserialize, Serialize};

use super::super::article::ArticleId;

/// A figure or an entity mention of a source, by its index there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The source.
    pub article: ArticleId,
    /// Index into its figures or mentions.
    pub index: usize,
}

impl Place {
    /// A place in a source.
    pub fn new(article: impl Into<ArticleId>, index: usize) -> Self {
        Self { article: article.into(), index }
    }
}

/// A workspace: a named set of sources with all that was decided on them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Space {
    /// Tells it from the others of this device.
    pub id: String,
    /// As the reader calls it.
    pub name: String,
}

impl Space {
    /// The one that is there from the start.
    pub fn first() -> Self {
        Self { id: "first".into(), name: "My articles".into() }
    }
}

/// What the main pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// One source, to read.
    #[default]
    Article,
    /// Two sources, level with each other.
    Side,
    /// Facts by sources.
    Matrix,
    /// The list of figures.
    Figures,
    /// The list of entities.
    Entities,
}

impl View {
    /// All, in the order of the tabs.
    pub const ALL: [Self; 5] = [Self::Article, Self::Side, Self::Matrix, Self::Figures, Self::Entities];
    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Article => "Article",
            Self::Side => "Side by side",
            Self::Matrix => "Matrix",
            Self::Figures => "Figures",
            Self::Entities => "Entities",
        }
    }
}

/// Which of the three columns a narrow screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Panel {
    /// The list of sources.
    Sources,
    /// The main pane.
    #[default]
    Read,
    /// The findings.
    Findings,
}

/// A dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialog {
    /// Add articles.
    Add,
    /// The list of keys, and the legend.
    Help,
    /// The legend.
    Legend,
    /// Workspaces and session files.
    Spaces,
    /// Saving in other formats.
    Export,
    /// What is kept and where.
    About,
    /// All decisions, and those that lost their place.
    Review,
}

/// An element that takes the focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Focus {
    /// A figure in the text.
    Figure(Place),
    /// A name in the text.
    Mention(Place),
    /// The heading of a finding, by fact id.
    Finding(String),
    /// A claim within the open finding: fact id and index.
    Claim(String, usize),
    /// A line of the check of the draft, by figure.
    Draft(usize),
    /// The note of the open finding, by fact id.
    Note(String),
    /// An entry in the list of sources.
    Source(ArticleId),
    /// The heading of the main pane.
    Main,
    /// The text field of the editor.
    Editor,
    /// The button that adds articles.
    Add,
    /// The list of findings as a whole.
    Findings,
    /// The field that searches all sources.
    Search,
    /// Something within a view, by the id of its element.
    Element(String),
}

impl Focus {
    /// The id of the element.
    pub fn dom_id(&self) -> String {
        match self {
            Self::Figure(p) => format!("f-{}-{}", p.article, p.index),
            Self::Mention(p) => format!("m-{}-{}", p.article, p.index),
            Self::Finding(id) => format!("finding-{id}"),
            Self::Claim(id, i) => format!("claim-{id}-{i}"),
            Self::Draft(i) => format!("draft-{i}"),
            Self::Note(id) => format!("note-{id}"),
            Self::Source(id) => format!("source-{id}"),
            Self::Main => "main-heading".into(),
            Self::Editor => "edit-text".into(),
            Self::Add => "add-button".into(),
            Self::Findings => "findings-heading".into(),
            Self::Search => "search".into(),
            Self::Element(id) => id.clone(),
        }
    }
}

/// A message that stays until it is dismissed or another takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// One sentence each.
    pub lines: Vec<String>,
    /// Offers to take back what was just done.
    pub undo: bool,
    /// Something went wrong.
    pub error: bool,
    /// Goes with the next thing that the reader does.
    pub passing: bool,
}

impl Notice {
    /// What went wrong.
    pub fn error(lines: Vec<String>) -> Self {
        Self { lines, undo: false, error: true, passing: false }
    }
    /// What was done, with the offer to take it back.
    pub fn undoable(lines: Vec<String>) -> Self {
        Self { lines, undo: true, error: false, passing: false }
    }
    /// What to do first.
    pub fn hint(line: String) -> Self {
        Self { lines: vec![line], undo: false, error: false, passing: true }
    }
}

/// How the reading goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Everything on show is read.
    #[default]
    Done,
    /// The worker is at it.
    Busy,
    /// The worker has been at it for longer than a blink.
    Slow,
}
