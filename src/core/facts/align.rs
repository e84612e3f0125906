//! Which claims speak of one thing.
//!
//! Decisions are taken together: a claim
//! that finds its equal in another article is not also the contradiction of that article's other figures, and of several
//! candidates only the mutually best are joined.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::compare::{Relation, relate};
use super::quantity::{Dimension, Quantity};
use super::score::{self, FEATURES};
use crate::core::claims::{Claim, Frame, Mark, Place};
use crate::core::figures::Hedge;
use crate::core::sets::Sets;

/// A claim of one of the compared articles.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    /// Index of the article.
    pub article: usize,
    /// Index of the first article of which this one is a copy, or its own.
    pub witness: usize,
    /// Index of its figure.
    pub figure: usize,
    /// The claim.
    pub claim: &'a Claim,
    /// Its value.
    pub quantity: &'a Quantity,
    /// How many other values of the same measure its article gives.
    pub rivals: u32,
}

impl Node<'_> {
    /// Its frame.
    pub const fn frame(&self) -> &Frame {
        &self.claim.frame
    }
}

/// Two claims that may speak of one thing.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// Index of the first node.
    pub a: usize,
    /// Index of the second node, greater than the first.
    pub b: usize,
    /// Probability that they speak of one thing, the values included.
    pub score: f64,
    /// How the values stand to each other.
    pub relation: Relation,
    /// The same sentence but for the number.
    pub copied: bool,
}

/// Words of a claim that go into the index, the heaviest first.
const KEYS: usize = 12;
/// Pairs less likely than this are forgotten.
const FAINT: f64 = 0.02;

/// What the index files a claim under, sorted: its measure and the words that stand nearest.
pub fn keys(frame: &Frame) -> Vec<u32> {
    let mut words: Vec<(u32, f32)> = frame.local.clone();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut keys: Vec<u32> = words.iter().take(KEYS).map(|w| w.0).collect();
    keys.extend(frame.topic.map(|t| crate::core::claims::word_key(t.name)));
    keys.extend(Some(frame.value).filter(|v| *v != 0));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The features of a pair, for fitting the weights.
pub fn pair_features(a: &Node, b: &Node) -> [f64; FEATURES] {
    score::features(a, b)
}

/// The link of two claims (of one article if their numbers are the same), or none where they have nothing to do with each
/// other. Its ends are for the caller to set.
pub fn link(x: &Node, y: &Node) -> Option<Link> {
    let relation = relate(x.quantity, y.quantity);
    if relation == Relation::Unknown {
        return None;
    }
    if x.article == y.article {
        // Inside one article two values are normally two facts; only its headline speaks of what the body tells.
        let headline = (x.frame().place == Place::Headline) != (y.frame().place == Place::Headline);
        // A headline that does not say what it counts ("Velmora passes 80") says too little to contradict its text.
        let topic = |n: &Node| n.frame().topic.map(|t| t.name);
        let named = topic(x).is_some() && topic(x) == topic(y);
        if !(headline && named) && relation != Relation::Same {
            return None;
        }
    }
    if x.quantity.per != y.quantity.per && relation != Relation::Same {
        return None;
    }
    let features = pair_features(x, y);
    let copied = score::is_copy(&features);
    let logit = score::same_thing(&features) + score::value_evidence(relation, x.quantity, y.quantity);
    // The sums run in the order of hashes; what is alike must come out equal.
    let logit = (logit * 1e6).round() / 1e6;
    // "The quarter ended June 30": the date says which quarter, and there are others.
    if matches!(relation, Relation::Apart { .. }) && !copied && (x.frame().stretch || y.frame().stretch) {
        return None;
    }
    // A price in early trading and the one at the close are two prices.
    let trading = |n: &Node| n.frame().marks.has(Mark::Trading);
    if matches!(relation, Relation::Apart { .. }) && trading(x) != trading(y) {
        return None;
    }
    let score = score::probability(logit);
    (score >= FAINT).then_some(Link { a: 0, b: 0, score, relation, copied })
}

/// Claims that speak of one thing.
#[derive(Debug, Default)]
pub struct Group {
    /// Indices of nodes, ascending.
    pub nodes: Vec<usize>,
    /// The links that hold it together.
    pub links: Vec<Link>,
}

/// Least score at which equal, compatible and contradicting values are joined; set for precision on the development clusters.
mod least {
    pub const SAME: f64 = 0.25;
    pub const COMPATIBLE: f64 = 0.6;
    pub const APART: f64 = 0.72;
    /// Two lower bounds that differ contradict each other in the strict sense never: only where all else is equal.
    pub const BOUNDS: f64 = 0.91;
    /// So alike that an article which gives both values contradicts itself.
    pub const CERTAIN: f64 = 0.978;
    /// Two times of day: a report names the hours of many things.
    pub const CLOCKS: f64 = 0.75;
    /// Two dates: a report names the days of many things.
    pub const DATES: f64 = 0.945;
    /// What joined a contradiction by an equal value fits the other side at least so well, or is set apart.
    pub const PARTY: f64 = 0.55;
    /// Share of the claims of two values for which the other value is the best answer of the other's article.
    pub const SUPPORT: f64 = 0.4;
}

/// A pair this much less likely (in logits) than the best still counts as one of the best: the same value said twice.
const TIE: f64 = 0.15;
/// A link that could join its claims, whatever the others say; [`groups`] never joins along another. `a` is one of its ends.
pub fn can_join(a: &Node, link: &Link) -> bool {
    match link.relation {
        Relation::Same => link.score >= least::SAME,
        _ => least_logit(a, link).is_some_and(|least| logit(link.score) >= least),
    }
}

/// Joins claims into groups: first equal values, then values of one thing.
pub fn groups(nodes: &[Node], links: &[Link]) -> Vec<Group> {
    let best = Best::new(nodes, links);
    let mut sets = Sets::new(nodes.len());
    let mut kept: Vec<Link> = Vec::new();
    for link in links.iter().filter(|l| l.relation == Relation::Same && l.score >= least::SAME) {
        sets.join(link.a, link.b);
        kept.push(*link);
    }
    let values: Vec<usize> = (0..nodes.len()).map(|n| sets.root(n)).collect();
    let members = members(&values);
    let mut facts = Facts::new(nodes, &members, values.clone());
    let mut bridged = vec![false; nodes.len()];
    let mut surest: Vec<(f64, &Link)> = Vec::new();
    let mut supports: HashMap<(usize, usize), f64> = HashMap::new();
    for link in links {
        let Some(least) = least_logit(&nodes[link.a], link) else { continue };
        if best.has_equal(nodes, link) {
            continue;
        }
        let margin = best.margin(nodes, &values, link);
        if margin < -TIE {
            continue;
        }
        let (g, h) = (values[link.a].min(values[link.b]), values[link.a].max(values[link.b]));
        let share = *supports.entry((g, h)).or_insert_with(|| best.support(nodes, &members[&g], &members[&h]));
        let sure = logit(link.score);
        if sure >= least && share >= least::SUPPORT {
            surest.push((sure, link));
        }
    }
    surest.sort_by(|(p, x), (q, y)| q.total_cmp(p).then((x.a, x.b).cmp(&(y.a, y.b))));
    for (sure, link) in surest {
        let link = Link { score: score::probability(sure), ..*link };
        let (g, h) = (values[link.a], values[link.b]);
        if facts.of[g] == facts.of[h] {
            kept.push(link);
            continue;
        }
        // A vague value fits many: it joins its best fact and is no bridge to another.
        let vague = |v: usize| nodes[v].quantity.hedge == Some(Hedge::Vague);
        if (vague(g) && bridged[g]) || (vague(h) && bridged[h]) {
            continue;
        }
        if facts.join(g, h, sure >= logit(least::CERTAIN)) {
            (bridged[g], bridged[h]) = (true, true);
            kept.push(link);
        }
    }
    facts.into_groups(kept).into_iter().flat_map(|g| prune(links, g)).collect()
}

/// A claim joined its fact by an equal value. If its own words fit none of the claims that contradict that value, it is no
/// party to the contradiction: such claims are set apart, as a fact of their own.
fn prune(links: &[Link], group: Group) -> Vec<Group> {
    if !group.links.iter().any(|l| matches!(l.relation, Relation::Apart { .. })) {
        return vec![group];
    }
    let inside = |n: usize| group.nodes.binary_search(&n).is_ok();
    let from = links.partition_point(|l| l.a < group.nodes[0]);
    let mut fits: BTreeMap<usize, f64> = BTreeMap::new();
    for l in links[from..].iter().take_while(|l| l.a <= group.nodes[group.nodes.len() - 1]) {
        if l.relation != Relation::Same && inside(l.a) && inside(l.b) {
            for n in [l.a, l.b] {
                let best = fits.entry(n).or_default();
                *best = best.max(l.score);
            }
        }
    }
    let opposed: BTreeSet<usize> = group.links.iter().filter(|l| l.relation != Relation::Same).flat_map(|l| [l.a, l.b]).collect();
    let party = |n: &usize| opposed.contains(n) || fits.get(n).is_some_and(|s| *s >= least::PARTY);
    let (stay, leave): (Vec<usize>, Vec<usize>) = group.nodes.iter().partition(|n| party(n));
    if leave.is_empty() {
        return vec![group];
    }
    // What leaves stays joined to its equals.
    let mut sets = Sets::new(leave.len());
    let at = |n: usize| leave.binary_search(&n).ok();
    for (x, y) in group.links.iter().filter_map(|l| at(l.a).zip(at(l.b))) {
        sets.join(x, y);
    }
    let mut out = vec![Group { links: Vec::new(), nodes: stay }];
    let roots: Vec<usize> = (0..leave.len()).map(|i| sets.root(i)).collect();
    let apart = members(&roots).into_values().filter(|l| l.len() > 1);
    out.extend(apart.map(|list| Group { links: Vec::new(), nodes: list.into_iter().map(|i| leave[i]).collect() }));
    let place: HashMap<usize, usize> =
        out.iter().enumerate().flat_map(|(g, group)| group.nodes.iter().map(move |n| (*n, g))).collect();
    for link in group.links {
        if let (Some(g), Some(h)) = (place.get(&link.a), place.get(&link.b))
            && g == h
        {
            out[*g].links.push(link);
        }
    }
    out
}

/// Nodes by the set that they belong to.
fn members(of: &[usize]) -> BTreeMap<usize, Vec<usize>> {
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, set) in of.iter().enumerate() {
        out.entry(*set).or_default().push(node);
    }
    out
}

/// Logit that a link must reach; none where it does not count at all.
fn least_logit(a: &Node, link: &Link) -> Option<f64> {
    match link.relation {
        // Two dates are often the dates of two things.
        Relation::Apart { .. } if a.quantity.dimension == Dimension::Date => Some(logit(least::DATES)),
        Relation::Apart { .. } if a.quantity.dimension == Dimension::Time => Some(logit(least::CLOCKS)),
        Relation::Compatible => Some(logit(least::COMPATIBLE)),
        Relation::Apart { bounds: false, .. } => Some(logit(least::APART)),
        // What is still counted grows from bound to bound.
        Relation::Apart { bounds: true, .. } if super::verdict::rises(a) && !a.frame().when.past => None,
        Relation::Apart { bounds: true, .. } => Some(logit(least::BOUNDS)),
        Relation::Same | Relation::Unknown => None,
    }
}

/// Score, node, whether the values are the same.
type Partner = (f64, usize, bool);

/// For each claim and each other article: its candidate partners there.
struct Best {
    /// Partners of all claims, one claim's after the other's, each in the order of their articles.
    partners: Vec<Partner>,
    /// For each claim where its own begin; one more at the end.
    starts: Vec<usize>,
    /// The article of each claim.
    article: Vec<usize>,
}

/// An equal value is preferred to a contradicting one even if its context fits this much worse.
const EQUAL: f64 = 0.25;
/// Logit of a pair that has no rival at all against which it could stand out.
const NO_RIVAL: f64 = -4.0;

impl Best {
    /// The links must be sorted by their ends.
    fn new(nodes: &[Node], links: &[Link]) -> Self {
        let mut starts = vec![0; nodes.len() + 1];
        for l in links {
            starts[l.a + 1] += 1;
            starts[l.b + 1] += usize::from(l.a != l.b);
        }
        for n in 0..nodes.len() {
            starts[n + 1] += starts[n];
        }
        let (mut next, mut partners) = (starts.clone(), vec![(0.0, 0, false); starts[nodes.len()]]);
        for l in links {
            for (x, y) in [(l.a, l.b), (l.b, l.a)].into_iter().take(1 + usize::from(l.a != l.b)) {
                partners[next[x]] = (l.score, y, l.relation == Relation::Same);
                next[x] += 1;
            }
        }
        Self { partners, starts, article: nodes.iter().map(|n| n.article).collect() }
    }
    fn of(&self, node: usize, article: usize) -> &[Partner] {
        let all = &self.partners[self.starts[node]..self.starts[node + 1]];
        let from = all.partition_point(|p| self.article[p.1] < article);
        let here = all[from..].partition_point(|p| self.article[p.1] == article);
        &all[from..from + here]
    }
    /// The partners of a claim in each of these articles (ascending) in which it has any.
    fn among<'a>(&'a self, node: usize, articles: &'a [(usize, usize)]) -> impl Iterator<Item = ((usize, usize), &'a [Partner])> {
        let all = &self.partners[self.starts[node]..self.starts[node + 1]];
        // Whichever list is shorter leads through the other.
        let few = articles.len() * 8 < all.len();
        let by_article = articles[..if few { articles.len() } else { 0 }].iter().map(move |a| (*a, self.of(node, a.0)));
        let runs = all[..if few { 0 } else { all.len() }].chunk_by(|p, q| self.article[p.1] == self.article[q.1]);
        let by_partner = runs.filter_map(move |run| {
            let at = articles.binary_search_by_key(&self.article[run[0].1], |a| a.0).ok()?;
            Some((articles[at], run))
        });
        by_article.chain(by_partner).filter(|(_, run)| !run.is_empty())
    }
    /// By how much (in logits) a pair fits better than what else its two claims could mean in the other's article.
    fn margin(&self, nodes: &[Node], values: &[usize], l: &Link) -> f64 {
        let rival = |x: usize, y: usize| {
            let others = self.of(x, nodes[y].article).iter().filter(|(_, p, same)| values[*p] != values[y] && !same);
            others.map(|(s, ..)| logit(*s)).fold(NO_RIVAL, f64::max)
        };
        logit(l.score) - rival(l.a, l.b).max(rival(l.b, l.a))
    }
    /// One of the two finds its equal in the other's article.
    fn has_equal(&self, nodes: &[Node], l: &Link) -> bool {
        [(l.a, l.b), (l.b, l.a)].iter().any(|(x, y)| {
            self.of(*x, nodes[*y].article).iter().any(|(s, _, same)| *same && *s >= least::SAME && *s >= l.score - EQUAL)
        })
    }
    /// Of all claims of two values, the share for which the other value is the best answer that the other's article has;
    /// the copies of one text speak together.
    fn support(&self, nodes: &[Node], g: &[usize], h: &[usize]) -> f64 {
        let (mut yes, mut all) = (0.0, 0.0);
        for (these, those) in [(g, h), (h, g)] {
            let (asking, asked) = (articles(nodes, these), articles(nodes, those));
            for n in these {
                for ((_, witness), partners) in self.among(*n, &asked).filter(|(a, _)| a.0 != nodes[*n].article) {
                    let best = partners.iter().max_by(|p, q| p.0.total_cmp(&q.0).then(q.1.cmp(&p.1)));
                    // An article that gives this value too has nothing to say about the other.
                    let Some((_, partner, false)) = best else { continue };
                    let copies = |list: &[(usize, usize)], of: usize| list.iter().filter(|a| a.1 == of).count();
                    let weight = 1.0 / (copies(&asking, nodes[*n].witness) * copies(&asked, witness)) as f64;
                    all += weight;
                    yes += if those.binary_search(partner).is_ok() { weight } else { 0.0 };
                }
            }
        }
        if all > 0.0 { yes / all } else { 1.0 }
    }
}

/// The articles of some nodes in ascending order, each with the one that it is a copy of.
fn articles(nodes: &[Node], of: &[usize]) -> Vec<(usize, usize)> {
    let mut all: Vec<_> = of.iter().map(|n| (nodes[*n].article, nodes[*n].witness)).collect();
    all.dedup();
    all
}

fn logit(p: f64) -> f64 {
    let p = p.clamp(1e-6, 1.0 - 1e-6);
    (p / (1.0 - p)).ln()
}

/// Values that are being joined into facts. A value is named by its first node.
struct Facts<'a> {
    nodes: &'a [Node<'a>],
    members: &'a BTreeMap<usize, Vec<usize>>,
    /// For each node that names a value: the value that names its fact.
    of: Vec<usize>,
    /// The values of each fact.
    content: BTreeMap<usize, Vec<usize>>,
    /// The claims of each fact in ascending order, each with its value.
    claims: BTreeMap<usize, Vec<(usize, usize)>>,
}

impl<'a> Facts<'a> {
    /// Every value a fact of its own.
    fn new(nodes: &'a [Node<'a>], members: &'a BTreeMap<usize, Vec<usize>>, of: Vec<usize>) -> Self {
        let content = members.keys().map(|v| (*v, vec![*v])).collect();
        let claims = members.iter().map(|(v, list)| (*v, list.iter().map(|n| (*n, *v)).collect())).collect();
        Self { nodes, members, of, content, claims }
    }
    /// Joins the facts of two values, unless an article tells two of their values apart.
    fn join(&mut self, g: usize, h: usize, certain: bool) -> bool {
        let (x, y) = (self.of[g].min(self.of[h]), self.of[g].max(self.of[h]));
        // Of the other values of the two facts half may be told apart: a loose remark must not part what belongs together.
        if !certain {
            let apart = self.told_apart(x, y);
            let pairs = self.content[&x].len() * self.content[&y].len();
            let these = if self.of[g] == x { (g, h) } else { (h, g) };
            if apart.contains(&these) || apart.len() * 2 > pairs {
                return false;
            }
        }
        let claims = self.claims.remove(&y).unwrap_or_default();
        let all = self.claims.entry(x).or_default();
        all.extend(claims);
        all.sort_unstable();
        let moved = self.content.remove(&y).unwrap_or_default();
        for value in &moved {
            self.of[*value] = x;
        }
        self.content.entry(x).or_default().extend(moved);
        true
    }
    /// The pairs of values of two facts that one article tells apart: it gives both, in different sentences and not as headline
    /// and body. To it they are two things, unless it sets them side by side elsewhere ("one office said 5.9, the other 6.1").
    fn told_apart(&self, x: usize, y: usize) -> BTreeSet<(usize, usize)> {
        let mut apart = BTreeSet::new();
        let (theirs, ours) = (&self.claims[&x], &self.claims[&y]);
        let article = |claim: &(usize, usize)| self.nodes[claim.0].article;
        for here in theirs.chunk_by(|p, q| article(p) == article(q)) {
            let at = article(&here[0]);
            let from = ours.partition_point(|c| article(c) < at);
            let there = &ours[from..from + ours[from..].partition_point(|c| article(c) == at)];
            let side_by_side = |v: usize, w: usize| {
                here.iter().filter(|c| c.1 == v).any(|(a, _)| {
                    there.iter().filter(|c| c.1 == w).any(|(b, _)| {
                        let (p, q) = (self.nodes[*a].frame(), self.nodes[*b].frame());
                        p.sentence == q.sentence && p.topic.is_some() && p.topic.map(|t| t.name) == q.topic.map(|t| t.name)
                    })
                })
            };
            for (a, v) in here {
                for (b, w) in there {
                    let (x, y) = (&self.nodes[*a], &self.nodes[*b]);
                    let (p, q) = (x.frame(), y.frame());
                    if p.sentence != q.sentence
                        && (p.place == Place::Headline) == (q.place == Place::Headline)
                        && matches!(relate(x.quantity, y.quantity), Relation::Apart { .. })
                        && !side_by_side(*v, *w)
                    {
                        apart.insert((*v, *w));
                    }
                }
            }
        }
        apart
    }
    fn into_groups(self, links: Vec<Link>) -> Vec<Group> {
        let mut value_of = vec![0; self.nodes.len()];
        for (value, members) in self.members {
            for n in members {
                value_of[*n] = *value;
            }
        }
        let mut out: BTreeMap<usize, Group> = BTreeMap::new();
        for (fact, values) in &self.content {
            let mut nodes: Vec<usize> = values.iter().flat_map(|v| self.members[v].iter().copied()).collect();
            nodes.sort_unstable();
            out.insert(*fact, Group { nodes, links: Vec::new() });
        }
        for link in links {
            if let Some(group) = out.get_mut(&self.of[value_of[link.a]]) {
                group.links.push(link);
            }
        }
        out.into_values().filter(|g| g.nodes.len() > 1).collect()
    }
}
