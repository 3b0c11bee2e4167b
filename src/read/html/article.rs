use ego_tree::NodeRef;
use scraper::{Html, Node};

use super::{attribute, name, weight::Weights};

/// Elements that may hold an article and more.
const HOLDERS: &[&str] =
    &["html", "body", "div", "main", "article", "section", "form", "center", "table", "tbody", "tr", "td"];

/// The innermost element that holds the article, with nothing but furniture beside it.
pub(super) fn article<'a>(page: &'a Html, weights: &Weights) -> NodeRef<'a, Node> {
    let mut node = page.tree.root();
    while let Some(inner) = heaviest(node, weights) {
        let whole = weights.of(inner);
        let beside = node.children().filter(|child| child.id() != inner.id() && !weights.left_out(*child));
        let running = beside.clone().any(|child| match child.value() {
            Node::Text(text) => text.contains(['。', '；', '，']),
            _ => weights.of(child).stops > 0 || weights.of(child).tables > 0 || is_unit(child, weights),
        });
        let besides: usize = beside.map(|child| weights.of(child).own).sum();
        if running || besides * 2 > whole.own {
            break;
        }
        node = inner;
    }
    node
}

/// True for a line such as 单位：万元, which belongs to the table below it.
fn is_unit(node: NodeRef<'_, Node>, weights: &Weights) -> bool {
    let short = weights.of(node).own <= UNIT_CHARS;
    short && !name(node).is_empty() && text(node).trim_start_matches(['（', '(']).starts_with("单位")
}

/// The holder with most text among the children, where it is a holder and not a table of data.
fn heaviest<'a>(node: NodeRef<'a, Node>, weights: &Weights) -> Option<NodeRef<'a, Node>> {
    let shown = node.children().filter(|child| child.value().is_element() && !weights.left_out(*child));
    let inner = shown.max_by_key(|child| weights.of(*child).own)?;
    let data = name(inner) == "table" && !super::table::shapes_the_page(inner, weights);
    (HOLDERS.contains(&name(inner)) && !data && weights.of(inner).own > 0).then_some(inner)
}

/// Longest line that says the unit of a table, in characters.
const UNIT_CHARS: usize = 20;
/// Longest title of a page that is looked at, in characters.
const TITLE_CHARS: usize = 300;

/// The title of the article, as the page itself names it.
pub(super) fn title(page: &Html, weights: &Weights) -> Option<String> {
    let nodes = || page.tree.nodes();
    let named = nodes().find(|node| {
        name(*node) == "meta"
            && attribute(*node, "name").is_some_and(|key| key.eq_ignore_ascii_case("ArticleTitle"))
    });
    if let Some(title) = named.and_then(|node| attribute(node, "content")) {
        return Some(words(title)).filter(|title| !title.is_empty());
    }
    let whole: String =
        nodes().find(|node| name(*node) == "title").map(text)?.chars().take(TITLE_CHARS).collect();
    let shown = nodes().filter(|node| {
        let heading = matches!(name(*node), "h1" | "h2" | "h3")
            || ["id", "class"].iter().any(|key| {
                attribute(*node, key).is_some_and(|value| value.to_ascii_lowercase().contains("title"))
            });
        heading && (6..=120).contains(&weights.of(*node).own)
    });
    let titles = shown.map(text).filter(|title| whole.contains(title.as_str()) && title.chars().count() >= 6);
    titles.max_by_key(String::len)
}

fn text(node: NodeRef<'_, Node>) -> String {
    let pieces = node.descendants().filter_map(|inner| inner.value().as_text());
    words(&pieces.map(|piece| &**piece).collect::<String>())
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
