//! How much of a document is read. Crossing a bound is an error that names it, never a cut text.

/// Largest document, in bytes.
pub const FILE_BYTES: usize = 128 << 20;
/// Most bytes that one archive (.docx, .xlsx, .ods) may unpack to.
pub const UNPACKED_BYTES: usize = 256 << 20;
/// Most parts of an archive.
pub const ARCHIVE_PARTS: usize = 10_000;
/// Deepest nesting of elements in HTML and XML.
pub const NESTING: usize = 256;
/// Most elements and pieces of text of one HTML page.
pub const HTML_NODES: usize = 3_000_000;
/// Most attributes of one HTML element.
pub const ATTRIBUTES: usize = 512;
/// Most rows or columns that one cell may span.
pub const CELL_SPAN: usize = 65_534;
/// Most places (rows times columns) of one table.
pub const TABLE_PLACES: usize = 2_000_000;
/// Most rows of one sheet.
pub const SHEET_ROWS: usize = 200_000;
/// Most text of one sheet, in bytes.
pub const SHEET_BYTES: usize = 64 << 20;
/// Most pages of a PDF.
pub const PDF_PAGES: usize = 5_000;
/// Most objects of a PDF.
pub const PDF_OBJECTS: usize = 1_000_000;
/// Longest line of text, in bytes.
pub const LINE_BYTES: usize = 16 << 20;
/// Most drawing that one page of a PDF may do, in bytes, its forms counted as often as they are painted.
pub const PAINTED_BYTES: usize = 64 << 20;
/// Longest line of a stream of documents, in bytes: the largest document as base64, and what stands around it.
pub const STREAM_LINE_BYTES: usize = FILE_BYTES / 3 * 4 + (1 << 20);
