use super::super::reading::tests::{fact, source};
use super::super::review::{Ruling, Scope};
use super::super::session::SessionFile;
use super::*;

fn text(words: &str) -> Result<NewArticle, String> {
    Ok(NewArticle::new(Body::Text(words.into())))
}

fn html(words: &str) -> Result<NewArticle, String> {
    Ok(NewArticle::new(Body::Html(words.into())))
}

fn run(store: Store, actions: impl IntoIterator<Item = Action>) -> Store {
    let store = actions.into_iter().fold(Rc::new(store), Store::after);
    Store::clone(&store)
}

/// Three sources; the first two contradict each other in their first figure, all agree in nothing.
fn three() -> Store {
    let marked = ["Ort lost [42] of 90 people.", "In Ort [45] died.", "Quiet in Ort, [3] said."];
    let sources: Vec<_> = marked.iter().enumerate().map(|(i, m)| source(&format!("a{}", i + 1), m)).collect();
    let facts = vec![
        fact("agreed", Verdict::Agree, &[&sources[0], &sources[2]]),
        fact("deaths", Verdict::Conflict, &[&sources[0], &sources[1]]),
    ];
    let new = sources.iter().map(|s| text(&s.text)).collect();
    let store = run(Store::default(), [Action::Add(new)]);
    let revision = store.revision;
    run(store, [Action::Busy(revision), Action::Read(revision, Report::of(sources, facts))])
}

fn focus(store: &Store) -> String {
    store.focus.as_ref().map_or(String::new(), |(_, f)| f.dom_id())
}

fn kept(articles: Vec<Article>) -> Action {
    let articles = Rc::new(articles.into_iter().map(Rc::new).collect());
    let made = Made { articles, ..Made::default() };
    Action::Restore { space: Space::first(), spaces: vec![Space::first()], made, seed: "k".into() }
}

fn names(store: &Store) -> Vec<&str> {
    store.articles.iter().map(|a| &*a.id).collect()
}

#[test]
fn added_articles_are_numbered_shown_and_wanted() {
    let s = run(Store::default(), [Action::Add(vec![text("Headline\nOne."), text("Two.")])]);
    assert_eq!(names(&s), ["a1", "a2"]);
    assert_eq!((s.revision, s.shown.as_deref(), s.number("a2")), (1, Some("a1"), Some(2)));
    assert_eq!(s.articles[0].title, "Headline");
    assert_eq!(s.spoken.1, "2 articles added.");
}

#[test]
fn what_is_empty_huge_or_here_already_is_told_and_the_rest_added() {
    let s = run(Store::default(), [Action::Add(vec![text("One.")])]);
    let s = run(
        s,
        [Action::Add(vec![
            text(" \n"),
            text(&"x".repeat(MAX_TEXT + 1)),
            text("One."),
            text("Two."),
            Err("x.pdf is a PDF.".into()),
        ])],
    );
    assert_eq!(names(&s), ["a1", "a2"]);
    let notice = s.notice.expect("told");
    assert!(notice.error && notice.lines.len() == 4, "{notice:?}");
    assert!(notice.lines[1].contains("4 MB") && notice.lines[2].contains("already here"));
}

#[test]
fn articles_of_last_time_come_before_those_added_meanwhile() {
    let s = run(Store::default(), [Action::Add(vec![text("New.")])]);
    let old = Article::new("a1".into(), NewArticle::new(Body::Text("Old.".into())));
    let s = run(s, [kept(vec![old])]);
    assert_eq!(names(&s), ["a1", "k2"], "one id never names two sources");
    assert_eq!(s.shown.as_deref(), Some("k2"), "the one on show stays on show");
    assert!(s.restored && s.revision == 2);
}

#[test]
fn a_change_is_a_new_revision_and_no_change_is_none() {
    let s = Rc::new(three());
    let same = Rc::clone(&s).after(Action::Change("a1".into(), Change::Text("Ort lost 42 of 90 people.".into())));
    assert!(Rc::ptr_eq(&s, &same));
    assert!(Rc::ptr_eq(&s, &Rc::clone(&s).after(Action::Change("nobody".into(), Change::Title("x".into())))));
    let dated = Rc::clone(&s).after(Action::Change("a1".into(), Change::Published("2026-03-01".into())));
    assert_eq!((dated.revision, dated.articles[0].published.as_str()), (s.revision + 1, "2026-03-01"));
}

#[test]
fn the_headline_follows_the_text_until_the_reader_names_it() {
    let s = run(Store::default(), [Action::Add(vec![text("First\nText.")])]);
    let edit = |words: &str| Action::Change("a1".into(), Change::Text(words.into()));
    let s = run(s, [edit("Second\nText.")]);
    assert_eq!(s.articles[0].title, "Second");
    let s = run(s, [Action::Change("a1".into(), Change::Title("Mine".into())), edit("Third\nText.")]);
    assert_eq!(s.articles[0].title, "Mine");
}

#[test]
fn stale_answers_are_dropped() {
    let s = run(Store::default(), [Action::Add(vec![text("One.")]), Action::Add(vec![text("Two.")])]);
    let s = Rc::new(s);
    for stale in [Action::Read(1, Report::default()), Action::Failed(1, "no".into()), Action::Busy(1), Action::Slow] {
        assert!(Rc::ptr_eq(&s, &Rc::clone(&s).after(stale)));
    }
    let s = s.after(Action::Busy(2)).after(Action::Slow);
    assert_eq!(s.status, Status::Slow);
    assert_eq!(s.after(Action::Read(2, Report::default())).status, Status::Done);
}

#[test]
fn rich_text_becomes_the_words_that_were_read_from_it() {
    let s = run(Store::default(), [Action::Add(vec![html("<h1>Head</h1><p>Lost 42.</p>")])]);
    let report = Report::of(vec![source("a1", "Head\nLost [42].")], vec![]);
    let s = run(s, [Action::Read(1, report.clone())]);
    assert_eq!(s.articles[0].body, Body::Text("Head\nLost 42.".into()));
    assert_eq!((s.articles[0].title.as_str(), s.revision), ("Head", 2), "the headline is read too");
    let s = run(s, [Action::Read(2, report)]);
    assert_eq!(s.revision, 2, "and that is all");
}

#[test]
fn a_removed_article_comes_back_to_its_place() {
    let s = run(three(), [Action::Show { article: "a2".into(), follow: false }, Action::Remove(vec!["a2".into()])]);
    assert_eq!(names(&s), ["a1", "a3"]);
    assert_eq!((s.shown.as_deref(), focus(&s).as_str()), (Some("a3"), "source-a3"));
    assert!(s.notice.as_ref().is_some_and(|n| n.undo));
    let s = run(s, [Action::Remove(vec!["a1".into(), "a3".into()])]);
    assert_eq!((names(&s).len(), s.shown.as_deref()), (0, None));
    let s = run(s, [Action::Undo, Action::Undo]);
    assert_eq!(names(&s), ["a1", "a2", "a3"]);
    assert!(s.undoable() == Some("adding 3 articles") && s.notice.is_none());
    let s = run(s, [Action::Redo, Action::Redo, Action::Redo]);
    assert_eq!((names(&s).len(), s.spoken.1.as_str()), (0, "There is nothing to redo."));
}

#[test]
fn letters_in_a_row_are_one_step_back() {
    let edit = |words: &str| Action::Change("a1".into(), Change::Text(words.into()));
    let s = run(three(), [Action::Edit(true), edit("O"), edit("Or"), edit("Ort"), Action::Edit(false), edit("Ort!")]);
    let s = run(s, [Action::Undo]);
    assert_eq!(s.articles[0].body.text(), Some("Ort"));
    let s = run(s, [Action::Undo]);
    assert_eq!(s.articles[0].body.text(), Some("Ort lost 42 of 90 people."));
    let s = run(s, [Action::Redo, edit("new")]);
    assert_eq!(s.redoable(), None, "what was taken back is gone once something new is done");
}

fn rule(ruling: Ruling, scope: Scope, claims: &[usize]) -> Action {
    Action::Rule { fact: "deaths".into(), ruling, scope, claims: claims.to_vec(), at: "2026-03-01T08:00:00Z".into() }
}

#[test]
fn a_dismissed_finding_leaves_the_list_and_comes_back() {
    let s = run(three(), [Action::Step(1), rule(Ruling::Dismissed, Scope::Finding, &[])]);
    assert_eq!(s.findings().iter().map(|f| f.id.as_str()).collect::<Vec<_>>(), ["agreed"]);
    assert_eq!((focus(&s).as_str(), s.reading.count(Verdict::Conflict)), ("finding-agreed", 0));
    assert!(s.reading.fact_of("a2", 0).is_none(), "it marks nothing");
    assert!(s.notice.as_ref().is_some_and(|n| n.undo));
    let shown = run(s.clone(), [Action::ShowDismissed(true)]);
    assert_eq!(shown.findings().iter().map(|f| f.id.as_str()).collect::<Vec<_>>(), ["deaths"]);
    assert_eq!(run(s.clone(), [Action::Undo]).reading.count(Verdict::Conflict), 1);
    let s = run(shown, [Action::Unrule("deaths".into())]);
    assert!(s.review.is_empty() && s.reading.count(Verdict::Conflict) == 1 && !s.dismissed);
    assert_eq!(focus(&s), "finding-deaths");
}

#[test]
fn a_pair_and_a_figure_can_be_dismissed_alone() {
    let s = run(three(), [rule(Ruling::Dismissed, Scope::Figure, &[1])]);
    assert_eq!((s.reading.count(Verdict::Conflict), s.review.decisions[0].anchors.len()), (0, 1));
    let s = run(three(), [rule(Ruling::Dismissed, Scope::Pair, &[0, 1])]);
    assert_eq!(s.reading.count(Verdict::Conflict), 0);
    let s = Rc::new(three());
    assert!(Rc::ptr_eq(&s, &Rc::clone(&s).after(rule(Ruling::Dismissed, Scope::Pair, &[0]))), "a pair has two");
}

#[test]
fn a_note_stays_with_its_ruling() {
    let note = |words: &str| Action::Note { fact: "deaths".into(), note: words.into(), at: String::new() };
    let s = run(three(), [rule(Ruling::Confirmed, Scope::Finding, &[]), note("call"), note("call the ministry")]);
    let d = s.own_decision("deaths").expect("one");
    assert_eq!((d.note.as_str(), d.ruling, s.review.decisions.len()), ("call the ministry", Some(Ruling::Confirmed), 1));
    let undone = run(s.clone(), [Action::Undo]);
    assert_eq!(undone.own_decision("deaths").map(|d| d.note.as_str()), Some(""), "a run of letters is one step");
    let s = run(s, [rule(Ruling::Dismissed, Scope::Finding, &[])]);
    assert_eq!(s.own_decision("deaths").map(|d| d.note.as_str()), Some("call the ministry"));
    let s = run(s, [Action::Unrule("deaths".into()), note("")]);
    assert!(s.review.is_empty());
}

#[test]
fn merges_and_splits_go_to_the_worker_and_can_be_undone() {
    let s = three();
    let before = s.revision;
    let s = run(s, [Action::Part { fact: "deaths".into(), claims: vec![1] }]);
    assert_eq!((s.options().regroup.apart.len(), s.revision), (1, before + 1));
    let s = run(s, [Action::Undo]);
    assert_eq!((s.options().regroup.apart.len(), s.revision), (0, before + 2));
    let s = run(s, [Action::Join { fact: "deaths".into(), to: Place::new("a3", 0) }]);
    assert_eq!(s.options().regroup.together.len(), 4, "each claim with each");
    let s = Rc::new(run(s, [Action::DropLink(0)]));
    assert_eq!(s.review.links.len(), 3);
    assert!(Rc::ptr_eq(&s, &Rc::clone(&s).after(Action::Part { fact: "deaths".into(), claims: vec![0, 1] })), "of nothing");
}

#[test]
fn links_wait_for_their_words_and_follow_them() {
    let s = run(three(), [Action::Part { fact: "deaths".into(), claims: vec![1] }]);
    let start = |s: &Store| s.options().regroup.apart.first().map(|p| p.0.start);
    assert_eq!(start(&s), Some(7));
    let s = run(s, [Action::Change("a2".into(), Change::Text("Yes: In Ort 45 died.".into()))]);
    let sources = vec![source("a1", "Ort lost [42] of 90 people."), source("a2", "Yes: In Ort [45] died.")];
    let revision = s.revision;
    let s = run(s, [Action::Read(revision, Report::of(sources, vec![]))]);
    assert_eq!((start(&s), s.revision), (Some(12), revision + 1), "the worker is asked once more");
}

#[test]
fn a_draft_is_marked_and_started() {
    let s = run(three(), [Action::Draft(Some("a2".into()))]);
    assert_eq!(s.draft.as_deref(), Some("a2"));
    let s = run(s, [Action::Remove(vec!["a2".into()])]);
    assert_eq!(s.draft, None);
    let s = run(s, [Action::Undo]);
    assert_eq!(s.draft.as_deref(), Some("a2"));
    let s = run(s, [Action::Draft(None), Action::StartDraft]);
    assert_eq!((s.articles.len(), s.editing, focus(&s).as_str()), (4, true, "edit-text"));
    let text = Change::Text("Lost 42.".into());
    let s = run(s, [Action::Change("a4".into(), text), Action::View(View::Matrix), Action::StartDraft]);
    assert_eq!(
        (s.articles.len(), s.editing, s.shown.as_deref(), s.view),
        (4, true, Some("a4"), View::Article),
        "it is gone back to"
    );
    let other = Action::Show { article: "a1".into(), follow: false };
    let s = run(s, [other, Action::Edit(true), Action::StartDraft]);
    assert_eq!((s.editing, s.shown.as_deref(), focus(&s).as_str()), (true, Some("a4"), "edit-text"), "from an edit too");
    let s = Rc::new(three());
    assert!(Rc::ptr_eq(&s, &Rc::clone(&s).after(Action::Draft(Some("nobody".into())))));
}

#[test]
fn another_workspace_starts_empty_and_nothing_is_mixed() {
    let other = Space { id: "s2".into(), name: "Budget".into() };
    let s = run(three(), [Action::OpenSpace(other.clone())]);
    assert_eq!(s.space, Space::first(), "not before the kept articles are here");
    let s = run(s, [kept(vec![]), Action::OpenSpace(other.clone())]);
    assert_eq!((s.space.name.as_str(), s.articles.len(), s.restored, s.undoable()), ("Budget", 0, false, None));
    let made = Made::default();
    let s = run(s, [Action::Restore { space: other, spaces: vec![Space::first()], made, seed: "z".into() }]);
    let s = run(s, [Action::NameSpace(" Budget 2026 ".into()), Action::ForgetSpace("first".into())]);
    assert_eq!((s.space.name.as_str(), s.spaces.len()), ("Budget 2026", 0));
}

#[test]
fn a_session_is_opened_or_merged() {
    let s = run(three(), [rule(Ruling::Confirmed, Scope::Finding, &[])]);
    let file = || Box::new(SessionFile::new("Ferry", "", &s.made(), Vec::new()));
    let fresh = run(Store::default(), [Action::Session { file: file(), name: "f.json".into() }]);
    assert_eq!((fresh.articles.len(), fresh.review.decisions.len(), fresh.space.name.as_str()), (3, 1, "Ferry"));
    let other = run(Store::default(), [Action::Add(vec![text("Something else.")])]);
    let both = run(other, [Action::Session { file: file(), name: "f.json".into() }]);
    assert_eq!((both.articles.len(), both.review.decisions.len()), (4, 1));
    assert_eq!(
        both.notice.as_ref().map(|n| n.lines[0].as_str()),
        Some("Merged “f.json”: 3 articles and 1 decision new, 0 here already.")
    );
    assert_eq!(run(both, [Action::Undo]).articles.len(), 1);
}

#[test]
fn findings_are_stepped_through_contradictions_first() {
    let s = run(three(), [Action::Step(1)]);
    assert_eq!((s.open.as_deref(), focus(&s).as_str()), (Some("deaths"), "finding-deaths"));
    assert!(s.spoken.1.starts_with("Contradiction 1 of 2. label of deaths. because"), "{}", s.spoken.1);
    let s = run(s, [Action::Step(1)]);
    assert_eq!(s.open.as_deref(), Some("agreed"));
    let s = run(s, [Action::Step(1)]);
    assert_eq!((s.open.as_deref(), s.spoken.1.as_str()), (Some("agreed"), "There are no more findings."));
    let s = run(s, [Action::Step(-1), Action::Filter(Verdict::Conflict), Action::Step(1)]);
    assert_eq!(s.open.as_deref(), Some("agreed"), "hidden ones are passed over");
    assert_eq!(run(Store::default(), [Action::Step(-1)]).spoken.1, "There are no findings.");
    // Nothing is open, but a finding has the focus: on from there.
    let at = |id: &str| Store { focus: Some((0, Focus::Finding(id.into()))), ..three() };
    assert_eq!(run(at("agreed"), [Action::Step(1)]).open.as_deref(), Some("agreed"));
    assert_eq!(run(at("agreed"), [Action::Step(-1)]).open.as_deref(), Some("deaths"));
}

#[test]
fn a_finding_leads_to_each_passage_and_back() {
    let from = Focus::Claim("deaths".into(), 1);
    let s = run(three(), [Action::Step(1), Action::Go { to: Place::new("a2", 0), from }]);
    assert_eq!((s.shown.as_deref(), focus(&s).as_str()), (Some("a2"), "f-a2-0"));
    assert!(s.can_go_back());
    let s = run(s, [Action::Back]);
    assert_eq!((s.shown.as_deref(), focus(&s).as_str()), (Some("a1"), "claim-deaths-1"));
    assert!(!s.can_go_back());
    // By key: from the finding to its passages in turn.
    let s = run(s, [Action::NextPassage]);
    assert_eq!(focus(&s), "f-a2-0");
    let s = run(s, [Action::NextPassage]);
    assert_eq!(focus(&s), "f-a1-0");
    let s = run(s, [Action::Back]);
    assert_eq!(focus(&s), "f-a2-0", "back to the passage before");
}

#[test]
fn a_number_key_follows_the_open_finding_into_that_source() {
    let s = run(three(), [Action::Step(1), Action::Show { article: "a2".into(), follow: true }]);
    assert_eq!(focus(&s), "f-a2-0");
    let s = run(s, [Action::Show { article: "a3".into(), follow: true }]);
    assert_eq!((s.shown.as_deref(), focus(&s).as_str()), (Some("a3"), "main-heading"));
}

#[test]
fn choosing_a_figure_opens_its_gravest_finding() {
    let choose = |place, leave| Action::Choose { place, leave };
    let s = run(three(), [choose(Place::new("a1", 0), false)]);
    assert_eq!(s.open.as_deref(), Some("deaths"));
    assert!(s.spoken.1.starts_with("Contradiction. because"));
    assert!(!s.can_go_back(), "the reader stays where the figure is");
    let s = run(s, [choose(Place::new("a1", 0), true)]);
    assert_eq!((focus(&s).as_str(), s.panel), ("finding-deaths", Panel::Findings));
    let s = run(s, [Action::Back]);
    assert_eq!((focus(&s).as_str(), s.panel), ("f-a1-0", Panel::Read));
    let s = run(s, [choose(Place::new("a1", 7), false)]);
    assert_eq!(s.open, None);
}

#[test]
fn an_answer_closes_what_is_no_longer_there() {
    let s = run(three(), [Action::Step(1), Action::Change("a2".into(), Change::Text("In Ort 42 died.".into()))]);
    let (revision, a1) = (s.revision, source("a1", "Ort lost [42] of 90 people."));
    assert!(s.open_fact().is_some(), "until the answer comes, the old reading stays");
    let s = run(s, [Action::Read(revision, Report::of(vec![a1], vec![]))]);
    assert!(s.open.is_none());
    assert_eq!(s.spoken.1, "0 contradictions, 0 findings in all.");
}

#[test]
fn escape_closes_one_thing_at_a_time() {
    let s = run(three(), [Action::Step(1), Action::Edit(true), Action::Dialog(Some(Dialog::Help))]);
    let s = run(s, [Action::Escape]);
    assert_eq!((s.dialog, s.editing), (None, true));
    let s = run(s, [Action::Escape]);
    assert!(!s.editing && s.open.is_some());
    let s = run(s, [Action::Escape]);
    assert_eq!((s.open.as_deref(), focus(&s).as_str()), (None, "finding-deaths"));
    let s = Rc::new(s);
    assert!(Rc::ptr_eq(&s, &Rc::clone(&s).after(Action::Escape)));
}

#[test]
fn showing_another_source_ends_editing() {
    let s = run(three(), [Action::Edit(true)]);
    assert_eq!(focus(&s), "edit-text");
    let s = run(s, [Action::Show { article: "a2".into(), follow: false }]);
    assert!(!s.editing);
    assert!(!run(Store::default(), [Action::Edit(true)]).editing, "nothing to edit");
}

#[test]
fn a_failure_is_told_and_can_be_retried() {
    let s = run(three(), [Action::Add(vec![text("More.")])]);
    let revision = s.revision;
    let s = run(s, [Action::Busy(revision), Action::Failed(revision, "It failed.".into())]);
    assert_eq!((s.failure.as_deref(), s.status), (Some("It failed."), Status::Done));
    let s = run(s, [Action::Retry]);
    assert_eq!((s.failure, s.revision), (None, revision + 1));
}

#[test]
fn the_page_is_busy_until_all_of_it_is_there() {
    let s = Store::default();
    assert!(s.is_busy(), "what is kept is not here yet");
    let s = run(s, [kept(vec![])]);
    assert!(!s.is_busy());
    let s = run(s, [Action::Opening(true), Action::Slow]);
    assert!(s.is_busy() && s.status == Status::Slow);
    let failed = run(s.clone(), [Action::Add(vec![Err("no".into())]), Action::Opening(false)]);
    assert!(!failed.is_busy() && failed.status == Status::Done);
    let s = run(s, [Action::Add(vec![text("One.")]), Action::Opening(false)]);
    assert!(s.is_busy(), "it is not read");
    let s = run(s, [Action::Busy(1)]);
    assert!(!run(s.clone(), [Action::Failed(1, "no".into())]).is_busy(), "no answer is coming");
    assert!(!run(s, [Action::Read(1, Report::default())]).is_busy());
}

#[test]
fn a_hint_goes_with_the_next_thing_that_the_reader_does() {
    let s = run(three(), [Action::Hint("Press n.".into())]);
    assert_eq!(s.spoken.1, "Press n.");
    let hint = |s: &Store| s.notice.as_ref().map(|n| (n.error, n.undo));
    let s = run(s, [Action::Slow, Action::Busy(1), Action::Opening(false)]);
    assert_eq!(hint(&s), Some((false, false)), "nothing in the background takes it away");
    assert_eq!(hint(&run(s.clone(), [Action::Step(1)])), None);
    assert_eq!(hint(&run(s, [Action::Escape])), None);
    let kept = run(three(), [Action::Remove(vec!["a1".into()]), Action::Step(1)]);
    assert!(kept.notice.is_some(), "other messages stay");
}

#[test]
fn what_went_wrong_stays_beside_what_goes_wrong_next() {
    let wrong = |line: &str| Action::Trouble(line.into());
    let s = run(three(), [wrong("No PDF."), wrong("No disk."), wrong("No disk.")]);
    assert_eq!((s.notice.as_ref().map(|n| n.lines.len()), s.spoken.1.as_str()), (Some(2), "No disk."));
    let s = run(s, [Action::Dismiss, wrong("No disk.")]);
    assert_eq!(s.notice.map(|n| n.lines), Some(vec!["No disk.".to_string()]));
}
