//! What can happen.

use super::super::article::{Article, ArticleId, NewArticle};
use super::super::looks::Look;
use super::{Dialog, Focus, Panel, Place, View};
use crate::wire::Report;
use crate::wire::output::Verdict;

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

/// What can happen.
#[derive(Debug)]
pub enum Action {
    /// The articles kept from last time; `seed` sets the ids of this visit apart from those of other tabs.
    Restore {
        /// In their order.
        articles: Vec<Article>,
        /// Any word that other visits are unlikely to have.
        seed: String,
    },
    /// New articles, from wherever, and the reasons why some could not be had.
    Add(Vec<Result<NewArticle, String>>),
    /// Something else went wrong.
    Trouble(String),
    /// An edit.
    Change(ArticleId, Change),
    /// Takes sources out; can be undone.
    Remove(Vec<ArticleId>),
    /// Brings back what was removed last.
    Undo,
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
    /// The worker has been at it for longer than a blink.
    Slow,
    /// The worker's answer.
    Read(u32, Report),
    /// The worker can't read a revision.
    Failed(u32, String),
    /// Try to read the same once more.
    Retry,
}
