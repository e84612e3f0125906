//! When to ask the worker, and what to do when it is late, dead or of another version. A state machine without clock or
//! worker: `app::client` feeds it events and does what it says.
//!
//! One request is under way at a time; of the revisions that come meanwhile only the newest is asked for next.

use crate::wire::protocol::{RequestId, VERSION};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The page is at this revision now and wants it read.
    Want(u32),
    /// The worker has started and speaks this version.
    Ready(u32),
    /// The worker has answered a request, be it with a failure.
    Answered(RequestId),
    /// The worker died, or its script could not be loaded.
    Crashed,
    /// A request has been under way for too long.
    Late(RequestId),
    /// The worker did not say Ready in time.
    StartLate,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Do {
    /// Stop the worker, if there is one, and start another.
    Start,
    /// Send the sources of `revision` under this id.
    Send(RequestId, u32),
    /// Tell the reader that this revision can't be read, and why.
    GiveUp(u32, &'static str),
}

/// The worker is another version than the page.
pub const OTHER_VERSION: &str = "The page was updated meanwhile. Reload it to go on; your articles are kept.";
/// The worker died twice over one request.
pub const DIED: &str =
    "Reading these articles failed twice. Your articles are kept; change or remove the last one and try again.";
/// The worker never started.
pub const NO_START: &str = "The reader could not be started. Reload the page; if that does not help, update the browser.";

/// How often a worker is started anew for one revision.
const TRIES: u32 = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Worker {
    Starting,
    Ready,
    /// Given up until something new is wanted.
    Broken,
    /// Given up for good.
    Outdated,
}

/// See the module.
#[derive(Debug)]
pub struct Queue {
    worker: Worker,
    /// The newest revision that has no answer yet.
    wanted: Option<u32>,
    under_way: Option<(RequestId, u32)>,
    next: RequestId,
    /// Starts that failed since something new was wanted.
    failures: u32,
}

impl Default for Queue {
    fn default() -> Self {
        Self { worker: Worker::Starting, wanted: None, under_way: None, next: 1, failures: 0 }
    }
}

impl Queue {
    /// What to do upon an event, in order. A new queue expects a worker that is just starting.
    pub fn on(&mut self, event: Event) -> Vec<Do> {
        match event {
            Event::Want(revision) => {
                self.wanted = Some(revision);
                self.failures = 0;
                match self.worker {
                    Worker::Broken => self.start(),
                    Worker::Outdated => vec![Do::GiveUp(revision, OTHER_VERSION)],
                    _ => self.send(),
                }
            }
            Event::Ready(VERSION) => {
                self.worker = Worker::Ready;
                self.send()
            }
            Event::Ready(_) => {
                self.worker = Worker::Outdated;
                self.give_up(OTHER_VERSION)
            }
            Event::Answered(id) if self.under_way.is_some_and(|(i, _)| i == id) => {
                self.under_way = None;
                self.failures = 0;
                self.send()
            }
            Event::Late(id) if self.under_way.is_some_and(|(i, _)| i == id) => self.fail(DIED),
            Event::Crashed if self.worker == Worker::Starting => self.fail(NO_START),
            Event::StartLate if self.worker == Worker::Starting => self.fail(NO_START),
            Event::Crashed if self.worker == Worker::Ready => self.fail(DIED),
            Event::Answered(_) | Event::Late(_) | Event::Crashed | Event::StartLate => Vec::new(),
        }
    }
    /// A request is with the worker.
    pub fn is_busy(&self) -> bool {
        self.under_way.is_some()
    }
    fn send(&mut self) -> Vec<Do> {
        if self.worker != Worker::Ready || self.under_way.is_some() {
            return Vec::new();
        }
        let Some(revision) = self.wanted.take() else { return Vec::new() };
        let id = self.next;
        self.next += 1;
        self.under_way = Some((id, revision));
        vec![Do::Send(id, revision)]
    }
    fn start(&mut self) -> Vec<Do> {
        self.worker = Worker::Starting;
        vec![Do::Start]
    }
    fn fail(&mut self, why: &'static str) -> Vec<Do> {
        // What was under way is wanted again, unless something newer is.
        if let Some((_, revision)) = self.under_way.take() {
            self.wanted.get_or_insert(revision);
        }
        self.failures += 1;
        if self.failures < TRIES {
            return self.start();
        }
        self.worker = Worker::Broken;
        self.give_up(why)
    }
    fn give_up(&mut self, why: &'static str) -> Vec<Do> {
        self.under_way = None;
        self.wanted.take().map(|revision| Do::GiveUp(revision, why)).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ready() -> Queue {
        let mut q = Queue::default();
        assert_eq!(q.on(Event::Ready(VERSION)), []);
        q
    }

    #[test]
    fn nothing_is_sent_before_the_worker_is_ready() {
        let mut q = Queue::default();
        assert_eq!(q.on(Event::Want(1)), []);
        assert_eq!(q.on(Event::Want(2)), []);
        assert_eq!(q.on(Event::Ready(VERSION)), [Do::Send(1, 2)], "only the newest");
    }

    #[test]
    fn one_request_is_under_way_and_the_newest_comes_next() {
        let mut q = ready();
        assert_eq!(q.on(Event::Want(1)), [Do::Send(1, 1)]);
        assert_eq!(q.on(Event::Want(2)), []);
        assert_eq!(q.on(Event::Want(3)), []);
        assert_eq!(q.on(Event::Answered(7)), [], "nobody asked that");
        assert_eq!(q.on(Event::Answered(1)), [Do::Send(2, 3)]);
        assert_eq!(q.on(Event::Answered(2)), []);
        assert!(!q.is_busy());
    }

    #[test]
    fn a_crash_starts_another_worker_once_and_then_tells() {
        let mut q = ready();
        q.on(Event::Want(1));
        assert_eq!(q.on(Event::Crashed), [Do::Start]);
        assert_eq!(q.on(Event::Ready(VERSION)), [Do::Send(2, 1)], "the same again");
        assert_eq!(q.on(Event::Late(1)), [], "that one is gone");
        assert_eq!(q.on(Event::Late(2)), [Do::GiveUp(1, DIED)]);
        assert_eq!(q.on(Event::Crashed), []);
        assert_eq!(q.on(Event::Want(2)), [Do::Start], "a change is worth another try");
        assert_eq!(q.on(Event::Ready(VERSION)), [Do::Send(3, 2)]);
    }

    #[test]
    fn a_worker_of_another_version_is_not_used() {
        let mut q = Queue::default();
        q.on(Event::Want(1));
        assert_eq!(q.on(Event::Ready(VERSION + 1)), [Do::GiveUp(1, OTHER_VERSION)]);
        assert_eq!(q.on(Event::Want(2)), [Do::GiveUp(2, OTHER_VERSION)]);
    }

    #[test]
    fn a_worker_that_never_starts_is_told() {
        let mut q = Queue::default();
        q.on(Event::Want(1));
        assert_eq!(q.on(Event::StartLate), [Do::Start]);
        assert_eq!(q.on(Event::Crashed), [Do::GiveUp(1, NO_START)]);
        let mut idle = Queue::default();
        assert_eq!(idle.on(Event::Crashed), [Do::Start]);
        assert_eq!(idle.on(Event::Crashed), [], "nobody waits");
        assert_eq!(idle.on(Event::Want(1)), [Do::Start]);
    }
}
