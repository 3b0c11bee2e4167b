//! OFD (GB/T 33190), as official documents travel: text objects with their places, put together as the pages of a PDF.

mod page;

use std::collections::HashMap;

use super::{Draft, ReadError, archive::Archive, bounds, pdf, xml::Element};
use page::Sheet;

/// The attributes that are looked at.
const KEPT: &[&str] = &[
    "ID",
    "BaseLoc",
    "TemplateID",
    "Boundary",
    "CTM",
    "Size",
    "HScale",
    "X",
    "Y",
    "DeltaX",
    "DeltaY",
    "Visible",
    "Stroke",
    "Fill",
];
/// Most pages that may be put on one another by templates.
const TEMPLATES: usize = 16;

pub(super) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let mut archive = Archive::open(bytes)?;
    let list = Element::tree(&archive.needed("OFD.xml")?, KEPT)?;
    if archive.has("Encryptions.xml") || list.find("Encryptions").is_some() {
        return Err(ReadError::Encrypted);
    }
    let mut pages = Vec::new();
    let mut silent = 0;
    for document in list.child("OFD").into_iter().flat_map(|list| list.all("DocBody")) {
        let Some(root) = document.child("DocRoot") else { continue };
        let path = beside("", root.text.trim());
        Document::open(&mut archive, &path)?.pages(&mut archive, &mut pages, &mut silent)?;
    }
    if silent == pages.len() {
        return Err(if pages.is_empty() { ReadError::Empty } else { ReadError::Scanned });
    }
    pdf::assembled(pages, silent, Vec::new())
}

/// The path of a file that another one names: from the top, or from the folder of that file.
fn beside(file: &str, path: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    if path.starts_with('/') {
        parts.clear();
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A document of the package.
struct Document {
    path: String,
    tree: Element,
    /// The paths of the templates by their numbers.
    templates: HashMap<String, String>,
}

impl Document {
    fn open(archive: &mut Archive<'_>, path: &str) -> Result<Self, ReadError> {
        let tree = Element::tree(&archive.needed(path)?, KEPT)?;
        let common = tree.at(&["Document", "CommonData"]);
        let templates = common.into_iter().flat_map(|common| common.all("TemplatePage"));
        let placed = |page: &Element| Some((page.get("ID")?.to_owned(), beside(path, page.get("BaseLoc")?)));
        let templates = templates.filter_map(placed).collect();
        Ok(Self { path: path.to_owned(), tree, templates })
    }

    /// Adds the pages of the document, and counts those without text.
    fn pages(
        &self,
        archive: &mut Archive<'_>,
        pages: &mut Vec<pdf::Page>,
        silent: &mut usize,
    ) -> Result<(), ReadError> {
        let area = self.tree.at(&["Document", "CommonData", "PageArea"]);
        let list = self.tree.at(&["Document", "Pages"]).into_iter().flat_map(|list| list.all("Page"));
        for page in list {
            ReadError::beyond("the number of pages", pages.len() + 1, bounds::PDF_PAGES)?;
            let path = beside(&self.path, page.get("BaseLoc").unwrap_or_default());
            let tree = Element::tree(&archive.needed(&path)?, KEPT)?;
            let Some(page) = tree.child("Page") else { continue };
            let mut sheet = Sheet::new(page.child("Area").or(area));
            for template in page.all("Template").take(TEMPLATES) {
                let path = template.get("TemplateID").and_then(|id| self.templates.get(id));
                if let Some(xml) = path.map(|path| archive.part(path)).transpose()?.flatten() {
                    let tree = Element::tree(&xml, KEPT)?;
                    tree.child("Page").into_iter().for_each(|page| sheet.draw(page));
                }
            }
            sheet.draw(page);
            *silent += usize::from(sheet.is_silent());
            let number = pages.len() + 1;
            if sheet.is_unreadable() {
                return Err(ReadError::Unreadable(number));
            }
            pages.push(sheet.page(number));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn paths_are_relative_to_their_file_or_from_the_top() {
        assert_eq!(beside("Doc_0/Document.xml", "Pages/a.xml"), "Doc_0/Pages/a.xml");
        assert_eq!(beside("Doc_0/Document.xml", "/Doc_1/a.xml"), "Doc_1/a.xml");
        assert_eq!(beside("Doc_0/Document.xml", "../Doc_1/./a.xml"), "Doc_1/a.xml");
        assert_eq!(beside("", "/Doc_0/Document.xml"), "Doc_0/Document.xml");
    }
}
