//! Sources come, change and go.

use std::rc::Rc;

use super::*;

impl Store {
    pub(super) fn restore(&mut self, space: Space, spaces: Vec<Space>, made: Made, seed: String) {
        // What was added before the old articles came keeps its place behind them, under a new id where one of theirs has it: decisions
        // hold on to ids.
        let early = std::mem::take(&mut self.articles);
        self.seed = seed;
        self.space = space;
        self.spaces = Rc::new(spaces);
        self.draft = made.draft;
        self.review = made.review;
        let mut all = Vec::clone(&made.articles);
        for article in early.iter() {
            let mut article = Rc::clone(article);
            if all.iter().any(|a| a.id == article.id) {
                let id = self.new_id();
                if self.shown.as_ref() == Some(&article.id) {
                    self.shown = Some(id.clone());
                }
                article = Rc::new(Article { id, ..Article::clone(&article) });
            }
            all.push(article);
        }
        if !made.articles.is_empty() {
            self.revision += 1;
        }
        self.articles = Rc::new(all);
        self.shown = self.shown.take().or_else(|| self.articles.first().map(|a| a.id.clone()));
        self.restored = true;
    }

    pub(super) fn add(&mut self, new: Vec<Result<NewArticle, String>>) {
        let before = self.made();
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
            self.history.record(format!("adding {}", plural(added, "article", "articles")), before);
            self.revision += 1;
            // What went wrong stays until it is put away.
            self.notice.take_if(|n| !n.error);
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
            let all = trouble.join(" ");
            trouble.into_iter().for_each(|line| self.trouble(line));
            self.say(all);
        }
    }

    pub(super) fn change(&mut self, id: &str, change: Change) -> bool {
        let Some(at) = self.articles.iter().position(|a| &*a.id == id) else { return false };
        let old = &self.articles[at];
        let mut article = Article::clone(old);
        let field = change.field();
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
        let label = format!("the edit of “{}”", old.name());
        self.history.record_edit(label, (old.id.clone(), field), self.made());
        Rc::make_mut(&mut self.articles)[at] = Rc::new(article);
        self.revision += 1;
        true
    }

    pub(super) fn remove(&mut self, ids: &[ArticleId]) -> bool {
        let gone: Vec<_> = self.articles.iter().enumerate().filter(|(_, a)| ids.contains(&a.id)).collect();
        let Some(&(at, first)) = gone.first() else { return false };
        let what = match gone.len() {
            1 => format!("“{}”", first.name()),
            n => format!("{n} articles"),
        };
        self.history.record(format!("the removal of {what}"), self.made());
        Rc::make_mut(&mut self.articles).retain(|a| !ids.contains(&a.id));
        if self.draft.as_ref().is_some_and(|d| ids.contains(d)) {
            self.draft = None;
        }
        let words = format!("Removed {what}.");
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
        self.tell(Notice::undoable(vec![words]));
        true
    }

    /// Marks a source as the reader's draft, or none.
    pub(super) fn set_draft(&mut self, id: Option<ArticleId>) -> bool {
        if self.draft == id || id.as_deref().is_some_and(|id| self.article(id).is_none()) {
            return false;
        }
        let label = if id.is_some() { "marking the draft" } else { "taking the mark off the draft" };
        self.history.record(label.into(), self.made());
        self.draft = id;
        self.say(
            if self.draft.is_some() {
                "This is your draft now: its figures are checked against the others."
            } else {
                "No draft."
            }
            .into(),
        );
        true
    }
    /// To the reader's draft, open for writing; without one, to a new one.
    pub(super) fn start_draft(&mut self) {
        let id = self.draft.clone().filter(|d| self.article(d).is_some()).unwrap_or_else(|| {
            self.history.record("starting a draft".into(), self.made());
            let new = NewArticle { title: "My draft".into(), ..NewArticle::new(Body::Text(String::new())) };
            let article = Article::new(self.new_id(), new);
            let id = article.id.clone();
            Rc::make_mut(&mut self.articles).push(Rc::new(article));
            self.revision += 1;
            self.draft = Some(id.clone());
            id
        });
        self.dialog = None;
        self.set_shown(Some(id));
        self.edit(true);
        self.say("Your draft: its figures are checked against the sources while you write.".into());
    }
}
