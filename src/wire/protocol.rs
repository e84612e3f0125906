//! What the page and its worker say to each other.

use serde::{Deserialize, Serialize};

use super::{OptionsInput, Report, SourceInput};

/// Goes up with every change of these types; a worker of another version is not used.
pub const VERSION: u32 = 1;

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
    /// The request can't be served.
    Failed {
        /// Of the request.
        id: RequestId,
        /// Of the request.
        revision: u32,
        /// For people.
        message: String,
    },
}
