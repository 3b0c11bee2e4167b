//! What frames an article: scripts, menus, forms, and what is not shown.

use ego_tree::NodeRef;
use scraper::Node;

use super::{attribute, name};

/// Elements whose text is never part of an article.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "head", "title", "iframe", "object", "embed", "svg", "math",
    "select", "option", "button", "textarea", "input", "datalist", "audio", "video", "canvas", "map", "rp",
    "rt", "comment", "del",
];
/// Elements, and words of ids and classes, that frame a page.
const FRAME: &[&str] = &[
    "nav",
    "navbar",
    "navi",
    "navigation",
    "menu",
    "footer",
    "foot",
    "aside",
    "header",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "sidebar",
    "copyright",
    "share",
    "sharebox",
    "pagination",
    "pager",
    "search",
    "searchbox",
    "login",
    "related",
    "recommend",
    "toolbar",
    "friendlink",
    "topbar",
    "bottombar",
    "qrcode",
    "banner",
];

/// True where nothing below the element is ever shown.
pub(super) fn silent(node: NodeRef<'_, Node>) -> bool {
    match node.value() {
        Node::Element(element) => {
            SILENT.contains(&element.name())
                // What LibreOffice prints on every page.
                || (element.name() == "div" && matches!(element.attr("title"), Some("header" | "footer")))
        }
        Node::Comment(_) | Node::Doctype(_) | Node::ProcessingInstruction(_) => true,
        Node::Document | Node::Fragment | Node::Text(_) => false,
    }
}

/// True where the page hides an element for now: a script may show it.
pub(super) fn hidden(node: NodeRef<'_, Node>) -> bool {
    let style: String = attribute(node, "style").unwrap_or_default().split_whitespace().collect();
    let style = style.to_ascii_lowercase();
    // Words of no size keep pages from being copied.
    let none = style.split_once("font-size:0").is_some_and(|(_, rest)| !rest.starts_with('.'));
    attribute(node, "hidden").is_some()
        || attribute(node, "aria-hidden") == Some("true")
        || none
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// True where the element says by its name, id or class that it frames the page.
pub(super) fn frames(node: NodeRef<'_, Node>) -> bool {
    let named = |text: &str| {
        text.split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| FRAME.contains(&word.to_ascii_lowercase().as_str()))
    };
    let role = attribute(node, "role").unwrap_or_default();
    FRAME.contains(&name(node))
        || ["navigation", "banner", "contentinfo", "search", "complementary"].contains(&role)
        || ["id", "class"].iter().any(|key| attribute(node, key).is_some_and(named))
}
