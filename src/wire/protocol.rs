//! What the page and its worker say to each other.

use serde::{Deserialize, Serialize};

use super::output::{Annotations, Fact};
use super::{OptionsInput, SourceInput};

/// Goes up with every change of these types; a worker of another version is not used.
pub const VERSION: u32 = 3;

/// Names a request, so that its reply finds the asker.
pub type RequestId = u32;

/// From the page to the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Request {
    /// Report on these sources. Those that are as they were at the last request are not sent again. `revision` is the state of
    /// the page that it belongs to.
    Compare {
        /// Comes back in the reply.
        id: RequestId,
        /// Comes back in the reply; an older one than the page's is dropped there.
        revision: u32,
        /// The sources that are new or changed.
        changed: Vec<SourceInput>,
        /// Ids of all sources, in the page's order.
        order: Vec<String>,
        /// Precision against recall.
        options: OptionsInput,
    },
    /// Read a file; its bytes come beside the message.
    Open {
        /// Comes back in the reply.
        id: RequestId,
        /// What the file is called.
        name: String,
    },
    /// Read what a clipboard or a drag holds.
    Clip {
        /// Comes back in the reply.
        id: RequestId,
        /// Its rich text, as HTML.
        html: String,
        /// Its plain text.
        plain: String,
    },
}

/// An article as it was found in a file or on a clipboard. What is not known is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// Its headline.
    pub title: String,
    /// Its outlet.
    pub publisher: String,
    /// ISO 8601 date or date-time.
    pub published: String,
    /// Where it stands on the web.
    pub url: String,
    /// What it says: a paragraph a line.
    pub text: String,
}

/// From the worker to the page. `{"report": {…}}` and not `{"type": "report", …}`: of the latter serde makes a copy before it reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reply {
    /// The worker has started.
    Ready {
        /// [`VERSION`] of the worker.
        version: u32,
    },
    /// Goes before [`Reply::Report`]: one source as it is read now, where that is new or other than at the last report. A message
    /// each, so that the page's thread is never held for long.
    Source(Annotations),
    /// The answer to [`Request::Compare`].
    Report {
        /// Of the request.
        id: RequestId,
        /// Of the request.
        revision: u32,
        /// Ids of the sources, in the order of the request.
        order: Vec<String>,
        /// See [`super::Report`].
        facts: Vec<Fact>,
        /// See [`super::Report`].
        copies: Vec<Vec<String>>,
    },
    /// The answer to [`Request::Open`] and [`Request::Clip`].
    Found {
        /// Of the request.
        id: RequestId,
        /// The article.
        found: Found,
    },
    /// The request can't be served.
    Failed {
        /// Of the request.
        id: RequestId,
        /// Of the request, where it has one.
        revision: u32,
        /// For people.
        message: String,
    },
}
