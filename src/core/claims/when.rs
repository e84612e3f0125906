//! When the thing happened that a figure speaks of, as far as the sentence says.

use std::ops::Range;

use jiff::civil::Date;

use super::walk::Step;
use super::words::Words;
use crate::core::Source;
use crate::core::figures::Figure;
use crate::core::lexicon::Class;
use crate::core::text::{Document, date};

/// The time that a claim is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct When {
    /// Year, said or worked out from the date of publication.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the week, 1 = Monday.
    pub weekday: Option<u8>,
    /// The words place it before the news: "last year", "in 2004".
    pub past: bool,
}

/// Time words further away belong to something else …
const REACH: u32 = 16;
/// … unless they open the sentence ("In 2004, …"): those hold for all of it.
const OPENING: usize = 4;
/// What is older than this, in months, is background and not news.
const NEWS_MONTHS: i32 = 2;

/// The article's own time, and its dates.
pub struct Clock<'a> {
    published: Option<Date>,
    figures: &'a [Figure],
    words: &'a Words,
    dateline: Range<usize>,
}

impl<'a> Clock<'a> {
    /// From the date of publication, or the dateline at the top of the text.
    pub fn new(doc: &Document, source: &Source, figures: &'a [Figure], words: &'a Words) -> Self {
        let dateline = dateline(doc, words, figures);
        let given = source.published.as_deref().and_then(date::parse_iso).map(|at| at.date());
        let top = || {
            let mut tokens = dateline.clone();
            tokens.find_map(|t| figures[words.figure(t)?].date?.days).and_then(|(first, _)| day(first))
        };
        Self { published: given.or_else(top), figures, words, dateline: dateline.clone() }
    }
    /// The token is part of the dateline, which speaks of the article and not of its event.
    pub fn is_dateline(&self, token: usize) -> bool {
        self.dateline.contains(&token)
    }
    /// The dates and time words nearest to a figure.
    pub fn read(&self, doc: &Document, steps: &[Step]) -> When {
        let mut when = When::default();
        let first = steps.iter().map(|s| s.token).min().unwrap_or(0);
        // "61 percent, down from 68 percent in 2019": the year belongs to what the figure is compared with.
        let compares = |s: &&Step| !s.left && doc.senses(s.token).any(|m| m.class == Class::Mark && m.name == "compared to");
        let end = steps.iter().filter(compares).map(|s| s.token).min().unwrap_or(usize::MAX);
        let steps = steps.iter().filter(|s| s.token < end);
        for step in steps.filter(|s| s.cost <= REACH || s.token < first + OPENING) {
            if self.dateline.contains(&step.token) {
                continue;
            }
            let said = self.words.figure(step.token).and_then(|f| self.figures[f].date);
            if let Some(date) = said {
                // A resolved day tells year and month even where the words do not ("last Friday").
                let first = date.days.and_then(|(first, _)| day(first));
                when.year = when.year.or(date.year).or(first.map(Date::year).filter(|_| date.weekday.is_none()));
                when.month = when.month.or(date.month);
                when.weekday = when.weekday.or(date.weekday);
            }
            if let Some(past) = doc.sense(step.token, Class::Past) {
                when.past = true;
                // "in April last year": the table says how many years back.
                let back = Some(past.value).filter(|v| v.is_finite()).map(|v| v as i16);
                let this = self.published.map(Date::year);
                when.year = when.year.or(this.zip(back).map(|(year, back)| year - back));
            }
        }
        self.settle(when)
    }
    /// Works out the year of a bare month, and whether the time lies before the news.
    fn settle(&self, mut when: When) -> When {
        let Some(published) = self.published else { return when };
        let this = published.month() as u8;
        if let (None, Some(month)) = (when.year, when.month) {
            when.year = Some(if month <= this { published.year() } else { published.year() - 1 });
        }
        if let Some(year) = when.year {
            let month = when.month.unwrap_or(if year == published.year() { this } else { 12 });
            let age = (i32::from(published.year()) - i32::from(year)) * 12 + i32::from(this) - i32::from(month);
            when.past |= age > NEWS_MONTHS || (age > 0 && when.month.is_none());
        }
        when
    }
}

/// The line near the top that says when the article was posted: a short one, most of it dates and times.
fn dateline(doc: &Document, words: &Words, figures: &[Figure]) -> Range<usize> {
    const LINES: usize = 4;
    const WORDS: usize = 24;
    for p in doc.paragraphs.iter().take(LINES).filter(|p| p.tokens.len() <= WORDS) {
        let of = |t: usize| words.figure(t).and_then(|f| figures.get(f));
        let dated = p.tokens.clone().filter(|t| of(*t).is_some()).count();
        if !p.tokens.clone().any(|t| of(t).is_some_and(|f| f.date.is_some())) {
            continue;
        }
        let posted =
            p.tokens.clone().take(6).any(|t| ["posted", "updated", "published", "modified"].iter().any(|w| doc.is(t, w)));
        if dated * 2 >= p.tokens.len() || (posted && dated > 0) {
            return p.tokens.clone();
        }
    }
    0..0
}

/// The calendar day of a number of days since 1970-01-01.
fn day(days: i32) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}
