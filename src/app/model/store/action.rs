//! What can happen.

use super::super::article::{ArticleId, NewArticle};
use super::super::looks::Look;
use super::super::review::{Ruling, Scope};
use super::super::session::{Made, SessionFile};
use super::{Dialog, Focus, Panel, Place, Space, View};
use crate::wire::output::Verdict;
use crate::wire::{CorrectionInput, Report};

/// A change of one source by the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// New title.
    Title(String),
    /// New publisher.
    Publisher(String),
    /// New date: ISO 8601 or empty.
    Published(String),
    /// New text.
    Text(String),
}

impl Change {
    /// Which field it is of; edits of one field in a row are undone as one.
    pub(super) const fn field(&self) -> u8 {
        match self {
            Self::Title(_) => 0,
            Self::Publisher(_) => 1,
            Self::Published(_) => 2,
            Self::Text(_) => 3,
        }
    }
}

/// A step of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Find {
    /// To the field.
    Open,
    /// Other words in the field.
    Words(String),
    /// To the next (1) or previous (-1) match.
    Step(i32),
    /// To the first match in a source.
    In(ArticleId),
    /// The search is over.
    Close,
}

/// What can happen. `at` is the time of a decision (ISO 8601): the store has no clock.
#[derive(Debug)]
pub enum Action {
    /// What is kept of a workspace; `seed` sets the ids of this visit apart from those of other tabs.
    Restore {
        /// The workspace.
        space: Space,
        /// All of this device.
        spaces: Vec<Space>,
        /// What is in it.
        made: Made,
        /// Any word that other visits are unlikely to have.
        seed: String,
    },
    /// Files or a clipping begin to be opened, or are done with: [`Action::Add`] came before.
    Opening(bool),
    /// New articles, from wherever, and the reasons why some could not be had.
    Add(Vec<Result<NewArticle, String>>),
    /// Something else went wrong.
    Trouble(String),
    /// A key has nothing to act on: what to do first.
    Hint(String),
    /// An edit.
    Change(ArticleId, Change),
    /// Takes sources out; can be undone.
    Remove(Vec<ArticleId>),
    /// Takes back the last change.
    Undo,
    /// Makes it again.
    Redo,
    /// Marks a source as the reader's draft, or none.
    Draft(Option<ArticleId>),
    /// The draft, open for writing; without one, a new one.
    StartDraft,
    /// Rules on a finding.
    Rule {
        /// Its id.
        fact: String,
        /// How.
        ruling: Ruling,
        /// How far.
        scope: Scope,
        /// Indices of its claims: two for a pair, one for a figure, else empty.
        claims: Vec<usize>,
        /// When.
        at: String,
    },
    /// Takes back all rulings on a finding; notes stay.
    Unrule(String),
    /// Writes a note on a finding, in place of the one before; an empty one takes it away.
    Note {
        /// Its id.
        fact: String,
        /// In the reader's words.
        note: String,
        /// When.
        at: String,
    },
    /// Moves the focus to the note of a finding.
    WriteNote(String),
    /// Takes a decision away, by id.
    Drop(String),
    /// Takes back a merge or a split, by place in the list.
    DropLink(usize),
    /// What the reader knows better of a name.
    Correct(CorrectionInput),
    /// Takes a correction of a name back, by place in the list.
    DropName(usize),
    /// A finding speaks of the same thing as a figure (and all that was found with it).
    Join {
        /// Its id.
        fact: String,
        /// The figure.
        to: Place,
    },
    /// These claims of a finding, by index, speak of something else than the rest.
    Part {
        /// Its id.
        fact: String,
        /// Indices of its claims.
        claims: Vec<usize>,
    },
    /// Shows the dismissed findings, or the others.
    ShowDismissed(bool),
    /// What the reader is called in decisions.
    Me(String),
    /// Opens another workspace, or a new one.
    OpenSpace(Space),
    /// Names the open workspace.
    NameSpace(String),
    /// Forgets another workspace and all that is in it.
    ForgetSpace(String),
    /// Takes Web Annotations in, as notes on the figures that they stand on.
    Annotations {
        /// The file.
        json: String,
        /// Its name.
        name: String,
        /// When.
        at: String,
    },
    /// Takes a session file in: into this workspace, or as it is where this one is empty.
    Session {
        /// What it holds.
        file: Box<SessionFile>,
        /// Name of the file.
        name: String,
    },
    /// Starts or ends editing the source on show.
    Edit(bool),
    /// Shows a source; with a finding open and `follow`, its passage there.
    Show {
        /// The source.
        article: ArticleId,
        /// Go to the open finding's passage.
        follow: bool,
    },
    /// Chooses a figure in the text and opens its finding.
    Choose {
        /// The figure.
        place: Place,
        /// Move the focus to the finding (where the text is no longer visible).
        leave: bool,
    },
    /// Moves along the figures of the text.
    Roam(Place),
    /// Opens a finding, or closes it when it is open.
    Toggle(String),
    /// From a view of the width of the page to what all sources say: opens a finding in its list.
    Whole {
        /// The finding, by fact id.
        fact: String,
        /// What has the focus now.
        from: Focus,
    },
    /// Opens the next (1) or previous (-1) finding.
    Step(i32),
    /// Goes to a figure in its text; `from` is where Back leads.
    Go {
        /// The figure.
        to: Place,
        /// What has the focus now.
        from: Focus,
    },
    /// Goes to a name in its text.
    GoMention {
        /// The name.
        to: Place,
        /// What has the focus now.
        from: Focus,
    },
    /// The next passage of the open finding.
    NextPassage,
    /// Back to where one was before Go.
    Back,
    /// Shows or hides findings of a verdict.
    Filter(Verdict),
    /// Another view in the main pane.
    View(View),
    /// The next view.
    NextView,
    /// Which sources the lists are of: one, or all.
    Scope(Option<ArticleId>),
    /// Another column, on narrow screens.
    Panel(Panel),
    /// Opens or closes a dialog.
    Dialog(Option<Dialog>),
    /// Shows or hides the marks on entities.
    Entities,
    /// Sets up a view.
    Look(Look),
    /// Searches all sources.
    Find(Find),
    /// Puts the message away.
    Dismiss,
    /// Closes what is open, one thing at a time.
    Escape,
    /// The worker is at a revision.
    Busy(u32),
    /// The worker or the reader of files has been at it for longer than a blink.
    Slow,
    /// The worker's answer.
    Read(u32, Report),
    /// The worker can't read a revision.
    Failed(u32, String),
    /// Try to read the same once more.
    Retry,
}

impl Action {
    /// Of the reader, not of what goes on in the background.
    pub(super) const fn is_of_reader(&self) -> bool {
        !matches!(self, Self::Restore { .. } | Self::Opening(_) | Self::Busy(_) | Self::Slow | Self::Read(..) | Self::Failed(..))
    }
}
