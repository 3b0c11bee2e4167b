//! PDF files that the tests make: text at places, ruled tables, a font with a ToUnicode map.

use std::fmt::Write;

/// A page that is being drawn, 595 by 842 points.
#[derive(Default)]
pub(crate) struct Page {
    drawn: String,
    turned: u32,
}

impl Page {
    /// Writes a text that begins at a place, in letters of 12 points.
    pub(crate) fn text(mut self, x: u32, y: u32, text: &str) -> Self {
        let codes: String = text.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
        writeln!(self.drawn, "BT /F1 12 Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET").unwrap();
        self
    }

    /// Draws what these operations say.
    pub(crate) fn raw(mut self, operations: &str) -> Self {
        self.drawn += operations;
        self
    }

    /// A page that is turned by a quarter when it is shown, and drawn the other way.
    pub(crate) fn turned(mut self) -> Self {
        self.drawn = format!("0 1 -1 0 595 0 cm\n{}", self.drawn);
        self.turned = 90;
        self
    }

    /// Draws a line.
    pub(crate) fn line(mut self, from: (u32, u32), to: (u32, u32)) -> Self {
        writeln!(self.drawn, "{} {} m {} {} l S", from.0, from.1, to.0, to.1).unwrap();
        self
    }

    /// Draws a table with all its lines, each row 24 points high and each column 90 wide.
    pub(crate) fn table(mut self, x: u32, y: u32, rows: &[&[&str]]) -> Self {
        let (height, width) = (rows.len() as u32, rows[0].len() as u32);
        for row in 0..=height {
            self = self.line((x, y - 24 * row), (x + 90 * width, y - 24 * row));
        }
        for col in 0..=width {
            self = self.line((x + 90 * col, y), (x + 90 * col, y - 24 * height));
        }
        for (row, cells) in rows.iter().enumerate() {
            for (col, text) in cells.iter().enumerate() {
                self = self.text(x + 4 + 90 * col as u32, y - 17 - 24 * row as u32, text);
            }
        }
        self
    }
}

/// A PDF of these pages.
pub(crate) fn pdf(pages: &[Page]) -> Vec<u8> {
    file(&objects(pages))
}

fn objects(pages: &[Page]) -> Vec<String> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>".into(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /W [0 127 500] \
         /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
            .into(),
        stream(&to_unicode()),
    ];
    let mut kids = String::new();
    for page in pages {
        let number = objects.len() + 1;
        write!(kids, "{number} 0 R ").unwrap();
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {} /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            page.turned,
            number + 1
        ));
        objects.push(stream(&page.drawn));
    }
    objects[1] = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", pages.len());
    objects
}

fn stream(text: &str) -> String {
    format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len())
}

/// Codes are UTF-16 units.
fn to_unicode() -> String {
    let mut map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def\n\
                   1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        .to_owned();
    for block in 0..3 {
        let rows = (block * 90)..((block + 1) * 90).min(256);
        writeln!(map, "{} beginbfrange", rows.len()).unwrap();
        for row in rows {
            writeln!(map, "<{row:02x}00> <{row:02x}ff> <{row:02x}00>").unwrap();
        }
        writeln!(map, "endbfrange").unwrap();
    }
    map + "endcmap end end"
}

/// Objects as a file, with the table of their places.
pub(crate) fn file(objects: &[String]) -> Vec<u8> {
    file_with(objects, "")
}

/// The same, locked with a password that nobody gives.
pub(crate) fn locked(pages: &[Page]) -> Vec<u8> {
    let key = "<00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff>";
    let lock = format!(
        "/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /O {key} /U {key} /P -4 >> /ID [<0011> <0011>]"
    );
    file_with(&objects(pages), &lock)
}

fn file_with(objects: &[String], more: &str) -> Vec<u8> {
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1).unwrap();
    }
    let start = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    write!(file, "trailer << /Size {} /Root 1 0 R {more} >>\nstartxref\n{start}\n%%EOF", objects.len() + 1)
        .unwrap();
    file.into_bytes()
}
