//! What a finding's sources say, as marks on one axis. The words beside them say the same.

use yew::prelude::*;

use crate::app::model::plot::{Plot, Shape};

/// A place on the axis, for SVG.
fn x(at: f64) -> String {
    format!("{:.2}%", at * 100.0)
}

/// Lines of the axis behind a mark.
fn lines(plot: &Plot) -> Html {
    plot.ticks.iter().map(|t| html! { <line class="tick" x1={x(t.at)} x2={x(t.at)} y1="0" y2="100%" /> }).collect()
}

/// One mark: a dot, a dot with whiskers, a bar, or a dot with an open arrow.
pub fn mark(plot: &Plot, row: usize) -> Html {
    const MIDDLE: &str = "14";
    let dot = |at: f64| html! { <circle cx={x(at)} cy={MIDDLE} r="5" /> };
    let line = |a: f64, b: f64, class: &'static str| html! { <line {class} x1={x(a)} x2={x(b)} y1={MIDDLE} y2={MIDDLE} /> };
    let cap = |at: f64| html! { <line class="whisker" x1={x(at)} x2={x(at)} y1="9" y2="19" /> };
    let arrow = |at: f64, d: &'static str| html! { <svg x={x(at)} y="0" overflow="visible"><path class="arrow" {d} /></svg> };
    let shape = match plot.shapes.get(row) {
        Some(&Shape::Dot(at)) => dot(at),
        Some(&Shape::About(lo, at, hi)) => html! { <>{ line(lo, hi, "whisker") }{ cap(lo) }{ cap(hi) }{ dot(at) }</> },
        Some(&Shape::Bar(lo, hi)) => line(lo, hi, "bar"),
        Some(&Shape::AtLeast(at)) => html! { <>{ line(at, 1.0, "open") }{ arrow(1.0, "M-7 9 L-1 14 L-7 19") }{ cap(at) }</> },
        Some(&Shape::AtMost(at)) => html! { <>{ line(0.0, at, "open") }{ arrow(0.0, "M7 9 L1 14 L7 19") }{ cap(at) }</> },
        None => Html::default(),
    };
    html! { <svg class="mark" width="100%" height="28" aria-hidden="true">{ lines(plot) }{ shape }</svg> }
}

/// The axis under the marks.
pub fn axis(plot: &Plot) -> Html {
    let label = |at: f64| match at {
        _ if at < 0.12 => "start",
        _ if at > 0.88 => "end",
        _ => "middle",
    };
    // Two labels that would run into each other: the later one is left out.
    let mut last = f64::MIN;
    let room = |t: &&crate::app::model::plot::Tick| {
        let fits = t.at - last > 0.04 + 0.028 * t.label.chars().count() as f64;
        if fits {
            last = t.at;
        }
        fits
    };
    let ticks =
        plot.ticks.iter().filter(room).map(|t| html! { <text x={x(t.at)} y="13" text-anchor={label(t.at)}>{ &t.label }</text> });
    html! { <svg class="axis" width="100%" height="18" aria-hidden="true">{ for ticks }</svg> }
}
