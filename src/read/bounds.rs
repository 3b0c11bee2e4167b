//! How much of a document is read. Crossing a bound is an error that names it, never a cut text.

/// What documents hold and do not show, and what becomes of it, as help and documentation list it.
pub const UNSHOWN: &[(&str, &str)] = &[
    (
        "sheets, rows and columns that a workbook does not show (.xlsx, .xlsb, .xls, .et, .ods, .fods, .xml)",
        "left out; a warning says how many",
    ),
    ("slides that a presentation does not show", "left out; a warning says how many"),
    ("text of a PDF that is not shown, under text that is", "left out; a warning names the pages"),
    ("text of a PDF that is not shown, of pages without other text", "read; a warning names the pages"),
    ("deleted and hidden words, remarks, heads and feet, codes of fields", "left out"),
    ("parts of a page that are not displayed, scripts, menus", "left out"),
];

/// How much of something is read.
#[derive(Clone, Copy, Debug)]
pub struct Bound {
    /// What is bounded.
    pub about: &'static str,
    /// How much of it is read.
    pub limit: usize,
}

macro_rules! bounds {
    ($(#[doc = $about:literal] $name:ident = $limit:expr;)*) => {
        $(#[doc = $about] pub const $name: usize = $limit;)*
        /// Every bound, as help and documentation list them.
        pub const ALL: &[Bound] = &[$(Bound { about: $about, limit: $limit }),*];
    };
}

bounds! {
    /// Largest document, in bytes.
    FILE_BYTES = 128 << 20;
    /// Most bytes that one archive (.docx, .xlsx, .ods) may unpack to.
    UNPACKED_BYTES = 256 << 20;
    /// Most bytes of the documents that all archives and mails of one call carry together.
    CARRIED_BYTES = 384 << 20;
    /// Most parts of an archive.
    ARCHIVE_PARTS = 10_000;
    /// Deepest nesting of elements in HTML and XML.
    NESTING = 256;
    /// Most elements and pieces of text of one HTML page.
    HTML_NODES = 3_000_000;
    /// Most elements of the parts of a document of XML (.docx, .odt) that are read as a whole.
    XML_ELEMENTS = 1_500_000;
    /// Most attributes of one HTML element.
    ATTRIBUTES = 512;
    /// Most rows or columns that one cell may span.
    CELL_SPAN = 65_534;
    /// Most places (rows times columns) of one table.
    TABLE_PLACES = 2_000_000;
    /// Most places of all tables of one document.
    DOCUMENT_PLACES = 4_000_000;
    /// Most text of one document, in bytes.
    DOCUMENT_BYTES = 16 << 20;
    /// Most rows of one sheet.
    SHEET_ROWS = 65_536;
    /// Most rows of all tables of one document.
    DOCUMENT_ROWS = 80_000;
    /// Most text of one sheet, in bytes.
    SHEET_BYTES = 64 << 20;
    /// Most pages of a PDF.
    PDF_PAGES = 5_000;
    /// Most objects of a PDF.
    PDF_OBJECTS = 1_000_000;
    /// Most numbers of the running text of one document; those of tables do not count.
    NUMBERS = 40_000;
    /// Most lines of the running text of one document; those of tables do not count.
    LINES = 100_000;
    /// Most stops (commas, colons, strokes, brackets) of the running text of one document.
    STOPS = 1_500_000;
    /// Most words, set apart by blanks or strokes, of the running text of one document.
    WORDS = 400_000;
    /// Most codes that the fonts of a PDF map to characters.
    FONT_CODES = 4_000_000;
    /// Longest line of text, in bytes.
    LINE_BYTES = 2 << 20;
    /// Most drawing that one page of a PDF may do, in bytes, its forms counted as often as they are painted.
    PAINTED_BYTES = 64 << 20;
    /// Most pieces of text that one page of a PDF may show, its forms counted as often as they are painted.
    SHOWN_TEXTS = 500_000;
    /// Most pixels of one picture.
    PICTURE_PIXELS = 64 << 20;
    /// Most pages of one document that are pictures and read by OCR.
    PICTURE_PAGES = 200;
    /// Most memory of the process that reads pictures, in bytes.
    OCR_READER_BYTES = 2 << 30;
    /// Longest time that a processor reads one document with pictures, in milliseconds; by the clock three times as long.
    OCR_READER_MILLISECONDS = 900_000;
    /// Most memory of the process that reads a PDF or an Office file, in bytes.
    READER_BYTES = 1 << 30;
    /// Longest time that a processor reads one PDF or Office file, in milliseconds; by the clock three times as long.
    READER_MILLISECONDS = 6_000;
    /// Most bytes in which the process that reads a file gives what it has read.
    ANSWER_BYTES = 256 << 20;
    /// Longest line of a stream of documents, in bytes: the largest document as base64, and what stands around it.
    STREAM_LINE_BYTES = FILE_BYTES / 3 * 4 + (1 << 20);
}
