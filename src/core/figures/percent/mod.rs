//! Percentages, percentage points, basis points.

use super::FigureKind;
use super::candidate::Candidate;
use super::context::Context;
use super::number::Form;
use crate::core::lexicon::Class;

/// Offers every number before a percent word.
pub fn find(cx: &Context, out: &mut Vec<Candidate>) {
    for n in &cx.nums {
        if matches!(n.form, Form::Chain | Form::Bare) {
            continue;
        }
        let at = cx.past_hyphen(n.end);
        if cx.line(at) {
            continue;
        }
        let pc = || cx.is(at, "pc") && cx.glued(at) && n.digits.is_some();
        let (tokens, unit) = match cx.sense(at, Class::PercentUnit) {
            Some(s) => (s.tokens, s.name),
            None if pc() => (1, "%"),
            None => continue,
        };
        let c = Candidate::new(FigureKind::Percent, n.first..at + tokens, n.value, "percent").unit(unit);
        out.push(c.hedge(n.hedge()).step(n.step));
    }
}
