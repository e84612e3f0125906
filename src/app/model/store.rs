//! Everything the page knows, and how each action changes it. No DOM, no clock: what must happen outside (moving the focus,
//! speaking, asking the worker, keeping the articles) follows from the state, by effects of the components.

mod action;
mod history;
mod judging;
mod looking;
mod moves;
mod parts;
mod sources;
mod spaces;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use super::article::{Article, ArticleId, Body, NewArticle};
use super::files::too_large;
use super::looks::Looks;
use super::reading::Reading;
use super::review::{Review, Standing};
use super::session::Made;
use super::words::{plural, rank};
use crate::wire::input::MAX_TEXT;
use crate::wire::output::{Fact, Verdict};
use crate::wire::{OptionsInput, RegroupInput, Report};

pub use action::{Action, Change, Find};
use history::History;
pub use parts::{Dialog, Focus, Notice, Panel, Place, Space, Status, View};

/// Where someone was, to come back to.
#[derive(Debug, Clone, PartialEq)]
struct Spot {
    shown: Option<ArticleId>,
    chosen: Option<Place>,
    view: View,
    panel: Panel,
    focus: Focus,
}

/// See the module.
#[derive(Debug, Clone)]
pub struct Store {
    /// The workspace that is open.
    pub space: Space,
    /// All workspaces of this device, the open one too.
    pub spaces: Rc<Vec<Space>>,
    /// The sources, in their order.
    pub articles: Rc<Vec<Rc<Article>>>,
    /// The reader's own article among them.
    pub draft: Option<ArticleId>,
    /// What the reader decided.
    pub review: Rc<Review>,
    /// How the decisions stand to the reading.
    pub standing: Rc<Standing>,
    /// Goes up when undo or a session changes what is in a field that is being written in.
    pub travels: u32,
    /// What the reader is called in decisions; may be empty.
    pub me: String,
    /// Goes up with everything that changes what there is to read.
    pub revision: u32,
    /// The articles of last time are here.
    pub restored: bool,
    /// Batches of files and clippings that are being opened.
    pub opening: u32,
    /// The newest answer.
    pub reading: Rc<Reading>,
    /// How the next answer comes along.
    pub status: Status,
    /// Why the newest revision could not be read.
    pub failure: Option<String>,
    /// The source on show.
    pub shown: Option<ArticleId>,
    /// The figure that was chosen last.
    pub chosen: Option<Place>,
    /// The finding that is open, by fact id.
    pub open: Option<String>,
    /// Verdicts on show, in the order of [`super::words::VERDICTS`].
    pub filter: [bool; 5],
    /// Dismissed findings are on show in place of the others.
    pub dismissed: bool,
    /// What the main pane shows.
    pub view: View,
    /// Which source the lists are of; `None` is all.
    pub scope: Option<ArticleId>,
    /// Which column a narrow screen shows.
    pub panel: Panel,
    /// The source on show is being edited.
    pub editing: bool,
    /// The open dialog.
    pub dialog: Option<Dialog>,
    /// Entities are marked in the text.
    pub entities: bool,
    /// How the views are set up.
    pub looks: Looks,
    /// The message on show.
    pub notice: Option<Notice>,
    /// The newest words for screen readers; the number tells one from the same words said again.
    pub spoken: (u32, String),
    /// The newest move of the focus; the number tells it from the same move made again.
    pub focus: Option<(u32, Focus)>,
    /// The merges and splits in places of the newest reading.
    regroup: RegroupInput,
    trail: Vec<Spot>,
    history: History,
    seed: String,
    next: u32,
    ticks: u32,
}

impl Default for Store {
    fn default() -> Self {
        Self {
            space: Space::first(),
            spaces: Rc::default(),
            articles: Rc::default(),
            draft: None,
            review: Rc::default(),
            standing: Rc::default(),
            travels: 0,
            me: String::new(),
            revision: 0,
            restored: false,
            opening: 0,
            reading: Rc::default(),
            status: Status::Done,
            failure: None,
            shown: None,
            chosen: None,
            open: None,
            filter: [true, true, true, true, false],
            dismissed: false,
            view: View::default(),
            scope: None,
            panel: Panel::default(),
            editing: false,
            dialog: None,
            entities: true,
            looks: Looks::default(),
            notice: None,
            spoken: (0, String::new()),
            focus: None,
            trail: Vec::new(),
            regroup: RegroupInput::default(),
            history: History::default(),
            seed: "a".into(),
            next: 1,
            ticks: 0,
        }
    }
}

/// Places to come back to that are remembered.
const TRAIL: usize = 50;

/// What stands against adding an article, as a sentence for people.
///
/// # Errors
/// When it is empty or too long.
pub fn check(new: &NewArticle) -> Result<(), String> {
    if new.body.is_empty() {
        return Err("There is no text in it. Paste the words of an article.".into());
    }
    if new.body.len() > MAX_TEXT {
        let name = if new.title.is_empty() { "This text" } else { &new.title };
        return Err(too_large(name, new.body.len() as f64));
    }
    Ok(())
}

impl Store {
    /// An empty one; `me` is what the reader is called in decisions.
    pub fn of(me: String) -> Self {
        Self { me, ..Self::default() }
    }
    /// One source.
    pub fn article(&self, id: &str) -> Option<&Rc<Article>> {
        self.articles.iter().find(|a| &*a.id == id)
    }
    /// Its number in the list, from 1.
    pub fn number(&self, id: &str) -> Option<usize> {
        self.articles.iter().position(|a| &*a.id == id).map(|i| i + 1)
    }
    /// The source on show.
    pub fn shown(&self) -> Option<&Rc<Article>> {
        self.shown.as_deref().and_then(|id| self.article(id))
    }
    /// The findings on show.
    pub fn findings(&self) -> Vec<&Fact> {
        match self.dismissed {
            true => self.reading.all().filter(|f| self.reading.is_dismissed(&f.id)).collect(),
            false => self.reading.findings().filter(|f| self.filter[rank(f.verdict)] && self.shows(f)).collect(),
        }
    }
    /// All that the reader made: what is kept and undone.
    pub fn made(&self) -> Made {
        Made { articles: Rc::clone(&self.articles), draft: self.draft.clone(), review: Rc::clone(&self.review) }
    }
    /// What the worker is told beside the texts.
    pub fn options(&self) -> OptionsInput {
        OptionsInput { regroup: self.regroup.clone(), corrections: self.review.names.clone(), ..OptionsInput::default() }
    }
    /// Something that will be on show is not there yet: what is kept, files on their way in, the reading of the newest revision.
    pub fn is_busy(&self) -> bool {
        let unread = self.failure.is_none() && self.reading.revision != self.revision;
        !self.restored || self.opening > 0 || unread
    }
    /// The finding that is open.
    pub fn open_fact(&self) -> Option<&Fact> {
        self.open.as_deref().and_then(|id| self.reading.fact(id))
    }
    /// There is a way back.
    pub fn can_go_back(&self) -> bool {
        !self.trail.is_empty()
    }
    /// What undo would take back, in words.
    pub fn undoable(&self) -> Option<&str> {
        self.history.last()
    }
    /// What redo would do again, in words.
    pub fn redoable(&self) -> Option<&str> {
        self.history.next()
    }

    /// The state after an action; the same one where nothing changes.
    pub fn after(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = Self::clone(&self);
        let passes = action.is_of_reader() && next.notice.take_if(|n| n.passing).is_some();
        if !next.apply(action) && !passes {
            return self;
        }
        next.looks.search.refresh(&next.articles);
        Rc::new(next)
    }

    /// Changes this state; false where there is nothing to change.
    fn apply(&mut self, action: Action) -> bool {
        match action {
            Action::Restore { space, spaces, made, seed } => self.restore(space, spaces, made, seed),
            Action::Add(new) => self.add(new),
            Action::Hint(line) => self.tell(Notice::hint(line)),
            Action::Trouble(line) => self.trouble(line),
            Action::Change(id, change) => return self.change(&id, change),
            Action::Remove(ids) => return self.remove(&ids),
            Action::Undo => return self.travel(true),
            Action::Redo => return self.travel(false),
            Action::Draft(id) => return self.set_draft(id),
            Action::StartDraft => self.start_draft(),
            Action::Rule { fact, ruling, scope, claims, at } => return self.rule(&fact, ruling, scope, &claims, at),
            Action::Unrule(fact) => return self.unrule(&fact),
            Action::Note { fact, note, at } => return self.note(&fact, note, at),
            Action::WriteNote(fact) => self.write_note(fact),
            Action::Drop(decision) => return self.drop_decision(&decision),
            Action::DropLink(link) => return self.drop_link(link),
            Action::Correct(correction) => return self.correct(correction),
            Action::DropName(at) => return self.drop_name(at),
            Action::Join { fact, to } => return self.join(&fact, &to),
            Action::Part { fact, claims } => return self.part(&fact, &claims),
            Action::ShowDismissed(on) => {
                if self.dismissed == on {
                    return false;
                }
                self.dismissed = on;
                let n = self.findings().len();
                self.say(plural(n, "finding on show", "findings on show"));
            }
            Action::Me(name) => {
                if self.me == name {
                    return false;
                }
                self.me = name;
            }
            Action::OpenSpace(space) => return self.open_space(space),
            Action::NameSpace(name) => return self.name_space(&name),
            Action::ForgetSpace(id) => return self.forget_space(&id),
            Action::Annotations { json, name, at } => self.take_annotations(&json, &name, &at),
            Action::Session { file, name } => self.take_session(*file, &name),
            Action::Edit(on) => return self.edit(on),
            Action::Show { article, follow } => self.show(article, follow),
            Action::Choose { place, leave } => self.choose(place, leave),
            Action::Roam(place) => {
                self.chosen = Some(place.clone());
                self.move_focus(Focus::Figure(place));
            }
            Action::Toggle(id) if self.open.as_ref() == Some(&id) => self.open = None,
            Action::Toggle(id) => {
                self.open(&id);
                self.say_beside(&id);
            }
            Action::Whole { fact, from } => self.whole(fact, from),
            Action::Step(by) => return self.step(by),
            Action::Go { to, from } => self.go(to, from),
            Action::GoMention { to: place, from } => {
                self.leave(from);
                self.set_shown(Some(place.article.clone()));
                self.view = View::Article;
                self.panel = Panel::Read;
                self.entities = true;
                self.move_focus(Focus::Mention(place));
            }
            Action::NextPassage => return self.next_passage(),
            Action::Back => return self.back(),
            Action::Filter(verdict) => {
                let on = &mut self.filter[rank(verdict)];
                *on = !*on;
                let n = self.findings().len();
                self.say(plural(n, "finding on show", "findings on show"));
            }
            Action::View(view) => self.set_view(view),
            Action::NextView => {
                let at = View::ALL.iter().position(|&v| v == self.view).unwrap_or(0);
                self.set_view(View::ALL[(at + 1) % View::ALL.len()]);
                self.move_focus(Focus::Main);
            }
            Action::Scope(scope) => self.scope = scope,
            Action::Panel(panel) => self.panel = panel,
            Action::Dialog(dialog) => {
                if self.dialog == dialog {
                    return false;
                }
                self.dialog = dialog;
            }
            Action::Entities => {
                self.entities = !self.entities;
                self.say(if self.entities { "Names are marked" } else { "Names are not marked" }.into());
            }
            Action::Look(look) => return self.looks.apply(look),
            Action::Find(find) => return self.find(find),
            Action::Dismiss => {
                if self.notice.take().is_none() {
                    return false;
                }
            }
            Action::Escape => return self.escape(),
            Action::Busy(revision) if revision == self.revision => {
                self.status = Status::Busy;
                self.failure = None;
            }
            Action::Opening(true) => self.opening += 1,
            Action::Opening(false) => {
                self.opening = self.opening.saturating_sub(1);
                if !self.is_busy() {
                    self.status = Status::Done;
                }
            }
            Action::Slow if self.status == Status::Busy || self.opening > 0 => self.status = Status::Slow,
            Action::Read(revision, report) if revision == self.revision => self.read(revision, report),
            Action::Failed(revision, message) if revision == self.revision => {
                self.status = Status::Done;
                self.say(message.clone());
                self.failure = Some(message);
            }
            Action::Retry => {
                self.failure = None;
                self.revision += 1;
            }
            // Of an older revision: the newer answer is on its way.
            Action::Busy(_) | Action::Slow | Action::Read(..) | Action::Failed(..) => return false,
        }
        true
    }

    fn tick(&mut self) -> u32 {
        self.ticks += 1;
        self.ticks
    }
    fn say(&mut self, words: String) {
        self.spoken = (self.tick(), words);
    }
    fn move_focus(&mut self, to: Focus) {
        self.focus = Some((self.tick(), to));
    }
    fn tell(&mut self, notice: Notice) {
        self.say(notice.lines.join(" "));
        self.notice = Some(notice);
    }
    /// Something went wrong; what went wrong before and is still on show stays.
    fn trouble(&mut self, line: String) {
        self.say(line.clone());
        match self.notice.as_mut().filter(|n| n.error) {
            Some(notice) if notice.lines.contains(&line) => {}
            Some(notice) => notice.lines.push(line),
            None => self.notice = Some(Notice::error(vec![line])),
        }
    }
    fn new_id(&mut self) -> ArticleId {
        let id = format!("{}{}", self.seed, self.next);
        self.next += 1;
        id.into()
    }
    fn set_shown(&mut self, id: Option<ArticleId>) {
        if self.shown != id {
            self.editing = false;
            self.shown = id;
        }
    }

    fn read(&mut self, revision: u32, report: Report) {
        let before = self.reading.count(Verdict::Conflict);
        let first = self.reading.revision == 0;
        let older = std::mem::replace(&mut self.reading, Rc::new(Reading::new(revision, report)));
        self.status = Status::Done;
        self.failure = None;
        self.settle_html();
        let reading = &self.reading;
        self.open = self.open.take().and_then(|id| reading.successor(older.fact(&id)?)).map(|f| f.id.clone());
        let follow =
            |p: &Place| reading.follow(&older, &p.article, p.index).map(|i| Place { article: p.article.clone(), index: i });
        self.chosen = self.chosen.as_ref().and_then(follow);
        for spot in &mut self.trail {
            spot.chosen = spot.chosen.as_ref().and_then(follow);
            if let Focus::Figure(place) = &spot.focus {
                spot.focus = follow(place).map_or(Focus::Main, Focus::Figure);
            }
        }
        self.judge_again();
        let now = self.reading.count(Verdict::Conflict);
        let all = self.reading.findings().filter(|f| f.verdict != Verdict::Single).count();
        if now != before || (first && all > 0) {
            let conflicts = plural(now, "contradiction", "contradictions");
            self.say(format!("{conflicts}, {}.", plural(all, "finding in all", "findings in all")));
        }
    }

    /// Looks the decisions up in the newest reading; what is dismissed is out of it.
    fn judge_again(&mut self) {
        let mut review = Review::clone(&self.review);
        if !review.is_empty() && review.refresh(&self.reading) {
            self.review = Rc::new(review);
        }
        // Facts are put together anew only when links changed or moved; rulings only sort them.
        let regroup = self.review.regroup(&self.reading);
        if regroup != self.regroup {
            self.regroup = regroup;
            self.revision += 1;
        }
        self.standing = Rc::new(Standing::new(&self.review, &self.reading));
        self.reading = Rc::new(self.reading.without(self.standing.dismissed()));
    }

    /// Rich text gives way to the words that were read from it: those are what the reader sees, edits and keeps.
    fn settle_html(&mut self) {
        let mut renamed = false;
        for article in Rc::make_mut(&mut self.articles) {
            if let (Body::Html(_), Some(source)) = (&article.body, self.reading.source(&article.id)) {
                let article = Rc::make_mut(article);
                let title = article.title.clone();
                article.body = Body::Text(source.text.clone());
                article.guess_title();
                renamed |= article.title != title;
            }
        }
        // The headline is part of what is read.
        if renamed {
            self.revision += 1;
        }
    }
}
