//! What the page and its worker say to each other.

use serde::{Deserialize, Serialize};

use super::{OptionsInput, Report, SourceInput};

/// Goes up with every change of these types; a worker of another version is not used.
pub const VERSION: u32 = 2;

/// Names a request, so that its reply finds the asker.
pub type RequestId = u32;

/// From the page to the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Request {
    /// Replace all sources by these and report. `revision` is the state of the page that it belongs to.
    Compare {
        /// Comes back in the reply.
        id: RequestId,
        /// Comes back in the reply; an older one than the page's is dropped there.
        revision: u32,
        /// All sources, in the page's order.
        sources: Vec<SourceInput>,
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

/// From the worker to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Reply {
    /// The worker has started.
    Ready {
        /// [`VERSION`] of the worker.
        version: u32,
    },
    /// The answer to [`Request::Compare`].
    Report {
        /// Of the request.
        id: RequestId,
        /// Of the request.
        revision: u32,
        /// What the sources say together.
        report: Report,
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
