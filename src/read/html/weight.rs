use std::collections::{HashMap, HashSet};

use ego_tree::{NodeId, NodeRef, iter::Edge};
use scraper::{Html, Node};

use super::{furniture, name};

/// What stands in an element.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weight {
    /// Characters outside links.
    pub(super) own: usize,
    /// Characters inside links.
    pub(super) linked: usize,
    /// Stops and commas: marks of running text.
    pub(super) stops: usize,
    /// Cells of tables.
    pub(super) cells: usize,
    /// Tables.
    pub(super) tables: usize,
}

/// The weight of every element in which something is shown.
pub(super) struct Weights {
    of: HashMap<NodeId, Weight>,
    page: Weight,
    /// True where no element frames the page.
    unframed: bool,
    /// What is hidden for good: elements, each with all that stands in it.
    hidden: HashSet<NodeId>,
}

/// A frame holds at most one part in so many of the page's text; what holds more is the article, whatever its name.
const FRAME_SHARE: usize = 3;

impl Weights {
    /// The same where no element frames the page, whatever it is called.
    pub(super) fn unframed(self) -> Self {
        Self { unframed: true, ..self }
    }

    /// What stands in an element.
    pub(super) fn of(&self, node: NodeRef<'_, Node>) -> Weight {
        self.of.get(&node.id()).copied().unwrap_or_default()
    }

    /// True where an element is not part of any article.
    pub(super) fn left_out(&self, node: NodeRef<'_, Node>) -> bool {
        self.silent(node) || self.frame(node)
    }

    /// True where nothing below the element is ever shown.
    pub(super) fn silent(&self, node: NodeRef<'_, Node>) -> bool {
        furniture::silent(node) || self.hidden.contains(&node.id())
    }

    fn frame(&self, node: NodeRef<'_, Node>) -> bool {
        let weight = self.of(node);
        let small = weight.own * FRAME_SHARE <= self.page.own;
        let list_of_links = weight.linked > 3 * weight.own && weight.linked > 12 && weight.tables == 0;
        match name(node) {
            "" | "html" | "body" | "table" | "tbody" | "thead" | "tr" | "td" | "th" | "a" | "p" | "span" => {
                false
            }
            _ => !self.unframed && small && (list_of_links || furniture::frames(node)),
        }
    }
}

/// Weighs every element, from the leaves up. What holds most of the page is shown, though it waits for a script.
pub(super) fn weigh(page: &Html) -> Weights {
    let mut hidden: HashSet<NodeId> =
        page.tree.nodes().filter(|node| furniture::hidden(*node)).map(|node| node.id()).collect();
    if !hidden.is_empty() {
        let whole = weighed(page, HashSet::new());
        hidden.retain(|id| whole.of.get(id).is_none_or(|weight| weight.own * 2 <= whole.page.own));
    }
    weighed(page, hidden)
}

fn weighed(page: &Html, concealed: HashSet<NodeId>) -> Weights {
    let silent = |node: NodeRef<'_, Node>| furniture::silent(node) || concealed.contains(&node.id());
    let mut of = HashMap::new();
    let mut open: Vec<Weight> = vec![Weight::default()];
    let (mut links, mut hidden) = (0usize, 0usize);
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                hidden += usize::from(silent(node));
                links += usize::from(name(node) == "a");
                let mut weight = Weight::default();
                if hidden == 0 {
                    let inside = name(node);
                    weight.cells = usize::from(inside == "td" || inside == "th");
                    weight.tables = usize::from(inside == "table");
                    if let Node::Text(text) = node.value() {
                        count(text, links > 0, &mut weight);
                    }
                }
                open.push(weight);
            }
            Edge::Close(node) => {
                hidden -= usize::from(silent(node));
                links -= usize::from(name(node) == "a");
                let weight = open.pop().unwrap_or_default();
                if let Some(parent) = open.last_mut() {
                    parent.own += weight.own;
                    parent.linked += weight.linked;
                    parent.stops += weight.stops;
                    parent.cells += weight.cells;
                    parent.tables += weight.tables;
                }
                if node.value().is_element() {
                    of.insert(node.id(), weight);
                }
            }
        }
    }
    Weights { of, page: open.pop().unwrap_or_default(), unframed: false, hidden: concealed }
}

fn count(text: &str, linked: bool, weight: &mut Weight) {
    let shown = text.chars().filter(|c| !c.is_whitespace()).count();
    if linked {
        weight.linked += shown;
    } else {
        weight.own += shown;
        weight.stops += text.chars().filter(|c| "。；！？，".contains(*c)).count();
    }
}
