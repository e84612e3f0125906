//! Everything the page knows, and how each action changes it. No DOM, no clock: what must happen outside (moving the focus,
//! speaking, asking the worker, keeping the articles) follows from the state, by effects of the components.

mod action;
mod looking;
mod parts;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::rc::Rc;

use super::article::{Article, ArticleId, Body, NewArticle};
use super::files::too_large;
use super::looks::Looks;
use super::reading::Reading;
use super::words::{self, plural, rank};
use crate::wire::Report;
use crate::wire::input::MAX_TEXT;
use crate::wire::output::{Fact, Verdict};

pub use action::{Action, Change, Find};
pub use parts::{Dialog, Focus, Notice, Panel, Place, Status, View};

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
    /// The sources, in their order.
    pub articles: Rc<Vec<Rc<Article>>>,
    /// Goes up with everything that changes what there is to read.
    pub revision: u32,
    /// The articles of last time are here.
    pub restored: bool,
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
    /// Verdicts on show, in the order of [`words::VERDICTS`].
    pub filter: [bool; 5],
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
    trail: Vec<Spot>,
    removed: Vec<Vec<(usize, Rc<Article>)>>,
    seed: String,
    next: u32,
    ticks: u32,
}

impl Default for Store {
    fn default() -> Self {
        Self {
            articles: Rc::default(),
            revision: 0,
            restored: false,
            reading: Rc::default(),
            status: Status::Done,
            failure: None,
            shown: None,
            chosen: None,
            open: None,
            filter: [true, true, true, true, false],
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
            removed: Vec::new(),
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
        self.reading.findings().filter(|f| self.filter[rank(f.verdict)] && self.shows(f)).collect()
    }
    /// The finding that is open.
    pub fn open_fact(&self) -> Option<&Fact> {
        self.open.as_deref().and_then(|id| self.reading.fact(id))
    }
    /// There is a way back.
    pub fn can_go_back(&self) -> bool {
        !self.trail.is_empty()
    }
    /// Something removed can be brought back.
    pub fn can_undo(&self) -> bool {
        !self.removed.is_empty()
    }

    /// The state after an action; the same one where nothing changes.
    pub fn after(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = Self::clone(&self);
        if !next.apply(action) {
            return self;
        }
        next.looks.search.refresh(&next.articles);
        Rc::new(next)
    }

    /// Changes this state; false where there is nothing to change.
    fn apply(&mut self, action: Action) -> bool {
        match action {
            Action::Restore { articles, seed } => self.restore(articles, seed),
            Action::Add(new) => self.add(new),
            Action::Trouble(line) => self.tell(Notice { lines: vec![line], undo: false, error: true }),
            Action::Change(id, change) => return self.change(&id, change),
            Action::Remove(ids) => return self.remove(&ids),
            Action::Undo => return self.undo(),
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
            Action::Slow if self.status == Status::Busy => self.status = Status::Slow,
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

    fn restore(&mut self, articles: Vec<Article>, seed: String) {
        // What was added before the old articles came keeps its place behind them.
        let ids: BTreeSet<_> = self.articles.iter().map(|a| a.id.clone()).collect();
        self.seed = seed;
        let mut all = Vec::with_capacity(articles.len() + ids.len());
        for mut article in articles {
            if ids.contains(&article.id) {
                article.id = self.new_id();
            }
            all.push(Rc::new(article));
        }
        if !all.is_empty() {
            self.revision += 1;
            all.extend(self.articles.iter().cloned());
            self.articles = Rc::new(all);
            self.shown = self.shown.take().or_else(|| self.articles.first().map(|a| a.id.clone()));
        }
        self.restored = true;
    }

    fn add(&mut self, new: Vec<Result<NewArticle, String>>) {
        let mut articles = Vec::clone(&self.articles);
        let mut first = None;
        let (mut added, mut trouble) = (0, Vec::new());
        for new in new {
            let new = match new.and_then(|n| check(&n).map(|()| n)) {
                Ok(new) => new,
                Err(why) => {
                    trouble.push(why);
                    continue;
                }
            };
            if let Some(same) = articles.iter().find(|a| a.body == new.body) {
                trouble.push(format!("“{}” is already here.", same.name()));
                first.get_or_insert(same.id.clone());
            } else {
                let article = Article::new(self.new_id(), new);
                first.get_or_insert(article.id.clone());
                articles.push(Rc::new(article));
                added += 1;
            }
        }
        if added > 0 {
            self.articles = Rc::new(articles);
            self.revision += 1;
            self.notice = None;
            self.view = View::Article;
            self.panel = Panel::Read;
            self.say(format!("{} added.", plural(added, "article", "articles")));
        }
        match first {
            Some(first) => {
                self.set_shown(Some(first.clone()));
                self.move_focus(Focus::Source(first));
            }
            None => self.move_focus(Focus::Add),
        }
        // What went wrong is told on the page, which the dialog would cover.
        self.dialog = None;
        if !trouble.is_empty() {
            self.tell(Notice { lines: trouble, undo: false, error: true });
        }
    }

    fn change(&mut self, id: &str, change: Change) -> bool {
        let Some(at) = self.articles.iter().position(|a| &*a.id == id) else { return false };
        let old = &self.articles[at];
        let mut article = Article::clone(old);
        match change {
            Change::Title(title) => {
                article.title_is_guess = false;
                article.title = title;
            }
            Change::Publisher(publisher) => article.publisher = publisher,
            Change::Published(published) => article.published = published,
            Change::Text(text) => {
                article.body = Body::Text(text);
                article.guess_title();
            }
        }
        if article == **old {
            return false;
        }
        Rc::make_mut(&mut self.articles)[at] = Rc::new(article);
        self.revision += 1;
        true
    }

    fn remove(&mut self, ids: &[ArticleId]) -> bool {
        let gone: Vec<_> =
            self.articles.iter().enumerate().filter(|(_, a)| ids.contains(&a.id)).map(|(i, a)| (i, Rc::clone(a))).collect();
        let Some((at, first)) = gone.first().cloned() else { return false };
        Rc::make_mut(&mut self.articles).retain(|a| !ids.contains(&a.id));
        let words = match gone.len() {
            1 => format!("Removed “{}”.", first.name()),
            n => format!("Removed {n} articles."),
        };
        self.removed.push(gone);
        self.revision += 1;
        self.trail.retain(|s| !s.shown.as_ref().is_some_and(|id| ids.contains(id)));
        if self.chosen.as_ref().is_some_and(|p| ids.contains(&p.article)) {
            self.chosen = None;
        }
        if self.scope.as_ref().is_some_and(|id| ids.contains(id)) {
            self.scope = None;
        }
        let neighbour = self.articles.get(at).or(self.articles.last()).map(|a| a.id.clone());
        if self.shown.as_ref().is_some_and(|id| ids.contains(id)) {
            self.set_shown(neighbour.clone());
        }
        self.move_focus(neighbour.map_or(Focus::Main, Focus::Source));
        self.tell(Notice { lines: vec![words], undo: true, error: false });
        true
    }

    fn undo(&mut self) -> bool {
        let Some(back) = self.removed.pop() else { return false };
        let mut articles = Vec::clone(&self.articles);
        let Some((_, first)) = back.first().cloned() else { return false };
        for (at, article) in back {
            articles.insert(at.min(articles.len()), article);
        }
        self.articles = Rc::new(articles);
        self.revision += 1;
        self.notice = None;
        self.set_shown(Some(first.id.clone()));
        self.say(format!("“{}” is back.", first.name()));
        self.move_focus(Focus::Source(first.id.clone()));
        true
    }

    fn edit(&mut self, on: bool) -> bool {
        if self.editing == on || (on && self.shown().is_none()) {
            return false;
        }
        self.editing = on;
        self.view = View::Article;
        self.panel = Panel::Read;
        self.move_focus(if on { Focus::Editor } else { Focus::Main });
        true
    }

    fn show(&mut self, article: ArticleId, follow: bool) {
        let claim = self.open_fact().and_then(|f| f.claims.iter().find(|c| *c.source == *article)).map(|c| c.figure);
        match claim.filter(|_| follow) {
            Some(index) => {
                let from = self.open.clone().map_or(Focus::Findings, Focus::Finding);
                self.go(Place { article, index }, from);
            }
            None => {
                if self.view != View::Article {
                    self.leave(Focus::Main);
                }
                self.set_shown(Some(article));
                self.view = View::Article;
                self.panel = Panel::Read;
                if follow {
                    self.move_focus(Focus::Main);
                }
            }
        }
    }

    fn choose(&mut self, place: Place, leave: bool) {
        if leave {
            self.leave(Focus::Figure(place.clone()));
        }
        let to = match self.reading.fact_of(&place.article, place.index).cloned() {
            Some(fact) => {
                self.say(format!("{}. {}", words::verdict(fact.verdict), fact.reason));
                self.filter[rank(fact.verdict)] = true;
                self.open = Some(fact.id.clone());
                Focus::Finding(fact.id)
            }
            None => {
                self.open = None;
                self.say("No other source has this figure.".into());
                Focus::Findings
            }
        };
        if leave {
            self.panel = Panel::Findings;
            self.move_focus(to);
        }
        self.chosen = Some(place);
    }

    /// Opens a finding and brings its passage into view where the text is on show.
    fn open(&mut self, id: &str) {
        let Some(fact) = self.reading.fact(id) else { return };
        let shown = self.shown.as_deref().unwrap_or_default();
        let claim = fact.claims.iter().find(|c| c.source == shown).or(fact.claims.first());
        let place = claim.map(|c| Place::new(c.source.as_str(), c.figure));
        self.open = Some(id.to_string());
        if let Some(place) = place {
            self.set_shown(Some(place.article.clone()));
            self.chosen = Some(place);
        }
    }

    fn step(&mut self, by: i32) -> bool {
        if self.view == View::Side {
            return self.step_shared(by);
        }
        let findings = self.findings();
        let at = self.open.as_ref().and_then(|id| findings.iter().position(|f| f.id == *id));
        let next = match at {
            Some(at) => at.saturating_add_signed(by as isize),
            None if by > 0 => 0,
            None => findings.len().wrapping_sub(1),
        };
        let Some(fact) = findings.get(next).filter(|_| at != Some(next)) else {
            let words = if findings.is_empty() { "There are no findings." } else { "There are no more findings." };
            self.say(words.into());
            return true;
        };
        let (id, total) = (fact.id.clone(), findings.len());
        let words = format!("{} {} of {total}. {}. {}", words::verdict(fact.verdict), next + 1, fact.label, fact.reason);
        self.open(&id);
        self.panel = Panel::Findings;
        self.say(words);
        self.move_focus(Focus::Finding(id));
        true
    }

    /// Remembers where one is.
    fn leave(&mut self, focus: Focus) {
        if self.trail.len() == TRAIL {
            self.trail.remove(0);
        }
        let (shown, chosen) = (self.shown.clone(), self.chosen.clone());
        self.trail.push(Spot { shown, chosen, view: self.view, panel: self.panel, focus });
    }

    fn go(&mut self, to: Place, from: Focus) {
        self.leave(from);
        if let Some(article) = self.article(&to.article) {
            let words = format!("{} of {}: {}", self.number(&to.article).unwrap_or(0), self.articles.len(), article.name());
            self.say(format!("Source {words}"));
        }
        if !self.is_beside(&to.article) {
            self.view = View::Article;
        }
        self.set_shown(Some(to.article.clone()));
        self.editing = false;
        self.panel = Panel::Read;
        self.chosen = Some(to.clone());
        self.move_focus(Focus::Figure(to));
    }

    fn next_passage(&mut self) -> bool {
        if self.view == View::Side {
            return self.other_side();
        }
        let Some(fact) = self.open_fact() else { return false };
        let here =
            self.chosen.as_ref().and_then(|p| fact.claims.iter().position(|c| *c.source == *p.article && c.figure == p.index));
        let next = here.map_or(0, |i| (i + 1) % fact.claims.len().max(1));
        let Some(claim) = fact.claims.get(next) else { return false };
        let to = Place::new(claim.source.as_str(), claim.figure);
        let in_text = matches!(&self.focus, Some((_, Focus::Figure(_))));
        let from = match &self.chosen {
            Some(place) if in_text => Focus::Figure(place.clone()),
            _ => Focus::Finding(fact.id.clone()),
        };
        self.go(to, from);
        true
    }

    fn back(&mut self) -> bool {
        let Some(spot) = self.trail.pop() else { return false };
        self.set_shown(spot.shown);
        self.chosen = spot.chosen;
        self.view = spot.view;
        self.panel = spot.panel;
        self.move_focus(spot.focus);
        self.say("Back.".into());
        true
    }

    fn set_view(&mut self, view: View) {
        self.editing = false;
        self.view = view;
        self.panel = Panel::Read;
        self.say(view.label().into());
    }

    fn escape(&mut self) -> bool {
        if self.dialog.take().is_some() {
            return true;
        }
        if self.editing {
            return self.edit(false);
        }
        if self.looks.search.open {
            return self.find(Find::Close);
        }
        if let Some(id) = self.open.take() {
            self.move_focus(self.heading_of(id));
            return true;
        }
        self.notice.take().is_some()
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
        let now = self.reading.count(Verdict::Conflict);
        let all = self.reading.findings().filter(|f| f.verdict != Verdict::Single).count();
        if now != before || (first && all > 0) {
            let conflicts = plural(now, "contradiction", "contradictions");
            self.say(format!("{conflicts}, {}.", plural(all, "finding in all", "findings in all")));
        }
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
