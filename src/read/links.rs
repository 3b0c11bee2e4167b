//! Which part of an Office file is which: what its relationships say, and where its programs put it otherwise.

use super::{ReadError, archive::Archive, xml::Element};

/// The parts that one part of a file leads to.
pub(super) struct Links {
    /// The folder of the part.
    folder: String,
    links: Element,
}

impl Links {
    /// The relationships of a part; those of the file as a whole where its name is empty.
    pub(super) fn of(archive: &mut Archive<'_>, part: &str) -> Result<Self, ReadError> {
        let folder = part.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"));
        let xml = archive.part(&beside(part))?;
        let links =
            xml.map_or_else(|| Ok(Element::default()), |xml| Element::tree(&xml, &["Type", "Target"]))?;
        Ok(Self { folder, links })
    }

    /// The name of the part of a kind, such as `styles`.
    pub(super) fn part(&self, kind: &str) -> Option<String> {
        let all = self.links.child("Relationships")?.all("Relationship");
        let mut of_kind =
            all.filter(|link| link.get("Type").and_then(|found| found.rsplit('/').next()) == Some(kind));
        let target = of_kind.next()?.get("Target")?;
        let path = target.strip_prefix('/').map_or_else(|| format!("{}{target}", self.folder), str::to_owned);
        let mut parts: Vec<&str> = Vec::new();
        for part in path.split('/') {
            match part {
                "." | "" => {}
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }
}

/// The part that holds the document itself.
pub(super) fn document(archive: &mut Archive<'_>) -> Option<String> {
    let named = Links::of(archive, "").ok()?.part("officeDocument")?;
    archive.has(&named).then_some(named)
}

/// The part that holds the relationships of a part.
pub(super) fn beside(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}
