//! HTML as saved from a site: the article and its tables, without what frames them.
//!
//! The page is parsed in pieces, so that nesting is seen before it grows; then each element is weighed by the text
//! that stands in it outside links ([`weight`]), the article is the innermost element that nothing but furniture
//! stands beside ([`article`]), and it is written down line by line ([`write`]).

mod article;
mod furniture;
mod line;
mod parse;
mod table;
mod weight;
mod write;

pub(super) use line::shifted;

use ego_tree::NodeRef;
use scraper::Node;

use super::{Draft, ReadError, grid::RawTable};

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let page = parse::parse(text)?;
    let weights = weight::weigh(&page);
    let article = article::article(&page, &weights);
    let title = article::title(&page, &weights);
    let mut draft = Draft::default();
    write::write(article, &weights, title.as_deref(), &mut draft)?;
    let Some(title) = title.filter(|title| !draft.text().contains(title.as_str())) else { return Ok(draft) };
    let mut titled = Draft::default();
    titled.line(&title, None);
    write::write(article, &weights, None, &mut titled)?;
    Ok(titled)
}

/// A page all of which was written by one hand, as that of a mail: no part of it frames another.
pub(super) fn whole(text: &str) -> Result<Draft, ReadError> {
    let page = parse::parse(text)?;
    let weights = weight::weigh(&page).unframed();
    let mut draft = Draft::default();
    write::write(page.tree.root(), &weights, None, &mut draft)?;
    Ok(draft)
}

/// The tables of a piece of HTML that stands in another text.
pub(super) fn tables(text: &str) -> Result<Vec<RawTable>, ReadError> {
    let page = parse::parse(text)?;
    let weights = weight::weigh(&page);
    let data = |node: &NodeRef<'_, Node>| name(*node) == "table" && !table::shapes_the_page(*node, &weights);
    page.tree.nodes().filter(data).map(|node| table::table(node, &weights)).collect()
}

/// The lower-case name of an element; empty for anything else.
fn name(node: NodeRef<'_, Node>) -> &str {
    match node.value() {
        Node::Element(element) => element.name(),
        Node::Document
        | Node::Fragment
        | Node::Doctype(_)
        | Node::Comment(_)
        | Node::Text(_)
        | Node::ProcessingInstruction(_) => "",
    }
}

fn attribute<'a>(node: NodeRef<'a, Node>, attribute: &str) -> Option<&'a str> {
    node.value().as_element().and_then(|element| element.attr(attribute))
}
