//! OFD packages that the tests make: text objects and lines with their places in millimetres.

use std::fmt::Write;

use crate::made;

/// A page while it is drawn.
#[derive(Default)]
pub(crate) struct Sheet(String);

impl Sheet {
    /// A text that begins at a place from the upper left, its letters 4 mm high.
    pub(crate) fn text(mut self, x: f32, y: f32, text: &str) -> Self {
        let step = |letter: char| if letter < '\u{2e80}' { "2" } else { "4" };
        let steps: Vec<&str> = text.chars().map(step).collect();
        let text = text.replace('<', "&lt;");
        write!(
            self.0,
            "<TextObject Boundary=\"{x} {y} 180 5\" Size=\"4\"><TextCode X=\"0\" Y=\"4\" DeltaX=\"{}\">{text}</TextCode></TextObject>",
            steps[..steps.len() - 1].join(" ")
        )
        .unwrap();
        self
    }

    /// A table whose columns are 35 mm wide.
    pub(crate) fn table(mut self, x: f32, y: f32, rows: &[&[&str]]) -> Self {
        let (height, width) = (rows.len(), rows[0].len());
        let end = (x + 35.0 * width as f32, y + 8.0 * height as f32);
        for row in 0..=height {
            let at = y + 8.0 * row as f32;
            write!(self.0, "<PathObject Boundary=\"{x} {at} 1 1\"><AbbreviatedData>M 0 0 L {} 0</AbbreviatedData></PathObject>", end.0 - x).unwrap();
        }
        for col in 0..=width {
            let at = x + 35.0 * col as f32;
            write!(self.0, "<PathObject Boundary=\"{at} {y} 1 1\"><AbbreviatedData>M 0 0 L 0 {}</AbbreviatedData></PathObject>", end.1 - y).unwrap();
        }
        for (row, cells) in rows.iter().enumerate() {
            for (col, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                self = self.text(x + 1.0 + 35.0 * col as f32, y + 2.0 + 8.0 * row as f32, text);
            }
        }
        self
    }

    /// Anything else that stands on the page.
    pub(crate) fn raw(mut self, xml: &str) -> Self {
        self.0 += xml;
        self
    }
}

/// A package of one document with these pages, all names with this prefix.
pub(crate) fn ofd(pages: &[Sheet], template: Option<&Sheet>) -> Vec<u8> {
    let content = |sheet: &Sheet, before: &str| {
        format!(
            "<Page>{before}<Content><Layer ID=\"2\"><PageBlock>{}</PageBlock></Layer></Content></Page>",
            sheet.0
        )
    };
    let names: Vec<String> =
        (0..pages.len()).map(|at| format!("Doc_0/Pages/Page_{at}/Content.xml")).collect();
    let list: String = (0..pages.len())
        .map(|at| match at {
            0 => "<Page ID=\"1\" BaseLoc=\"/Doc_0/Pages/Page_0/Content.xml\"/>".to_owned(),
            at => format!("<Page ID=\"{}\" BaseLoc=\"Pages/Page_{at}/Content.xml\"/>", at + 1),
        })
        .collect();
    let document = format!(
        "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>\
         <TemplatePage ID=\"9\" BaseLoc=\"Tpls/Content.xml\"/></CommonData><Pages>{list}</Pages></Document>"
    );
    let mut parts = vec![
        ("OFD.xml", "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>".to_owned()),
        ("Doc_0/Document.xml", document),
    ];
    let before = if template.is_some() { "<Template TemplateID=\"9\" ZOrder=\"Background\"/>" } else { "" };
    parts.extend(template.map(|sheet| ("Doc_0/Tpls/Content.xml", content(sheet, ""))));
    parts.extend(names.iter().map(String::as_str).zip(pages.iter().map(|sheet| content(sheet, before))));
    // Whatever prefix a program gives the names, they are the same.
    let prefixed: Vec<(&str, String)> = parts
        .into_iter()
        .map(|(name, xml)| (name, xml.replace("</", "\u{1}").replace('<', "<o:").replace('\u{1}', "</o:")))
        .collect();
    let prefixed: Vec<(&str, &str)> = prefixed.iter().map(|(name, xml)| (*name, xml.as_str())).collect();
    made::archive(&prefixed)
}
