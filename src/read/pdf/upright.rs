//! Pages as they are shown: a page that is turned when shown is turned before it is read.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicBool, Ordering},
};

use unpdf::{
    error::Result,
    parser::backend::{
        BackendFontInfo, ContentOp, DecodedRun, DecodedText, DocumentIntegrity, ExtGState, GlyphAdvance,
        PageBox, PageContent, PageId, PaintedXObject, PdfBackend, PdfMetadataRaw, RawBackend, RawOutlineItem,
        RawXObject, ResourceScope, Type3Font,
    },
};

use super::shown;

/// A document whose pages all stand upright; what does not bear on text is left out.
pub(super) struct Upright {
    raw: RawBackend,
    /// True while text that is not shown is left out.
    shown: AtomicBool,
}

impl Upright {
    pub(super) fn new(raw: RawBackend) -> Self {
        Self { raw, shown: AtomicBool::new(false) }
    }

    /// Does something while text that is not shown is left out.
    pub(super) fn shown_only<T>(&self, work: impl FnOnce() -> T) -> T {
        self.shown.store(true, Ordering::Relaxed);
        let done = work();
        self.shown.store(false, Ordering::Relaxed);
        done
    }

    /// The operation that turns a page, empty where it stands upright.
    fn turn(&self, page: PageId) -> String {
        let shown = self.raw.crop_box(page);
        match self.raw.page_rotation(page) % 360 {
            90 => format!("0 -1 1 0 {} {} cm\n", -shown.lly, shown.urx),
            180 => format!("-1 0 0 -1 {} {} cm\n", shown.urx, shown.ury),
            270 => format!("0 1 -1 0 {} {} cm\n", shown.ury, -shown.llx),
            _ => String::new(),
        }
    }
}

impl PdfBackend for Upright {
    fn pages(&self) -> BTreeMap<u32, PageId> {
        self.raw.pages()
    }

    fn page_fonts(&self, scope: ResourceScope) -> Result<Vec<BackendFontInfo>> {
        self.raw.page_fonts(scope)
    }

    fn page_content(&self, page: PageId) -> Result<Vec<u8>> {
        let content = self.raw.page_content(page)?;
        Ok([self.turn(page).into_bytes(), content].concat())
    }

    fn page_content_with_losses(&self, page: PageId) -> Result<PageContent> {
        let mut content = self.raw.page_content_with_losses(page)?;
        content.data = [self.turn(page).into_bytes(), content.data].concat();
        Ok(content)
    }

    fn decode_content(&self, data: &[u8]) -> Result<Vec<ContentOp>> {
        let operations = self.raw.decode_content(data)?;
        Ok(if self.shown.load(Ordering::Relaxed) { shown::shown(operations) } else { operations })
    }

    fn decode_text(&self, scope: ResourceScope, font_name: &[u8], bytes: &[u8]) -> DecodedText {
        self.raw.decode_text(scope, font_name, bytes)
    }

    fn decode_run(&self, scope: ResourceScope, font_name: &[u8], bytes: &[u8]) -> DecodedRun {
        self.raw.decode_run(scope, font_name, bytes)
    }

    fn glyph_advances(
        &self,
        scope: ResourceScope,
        font_name: &[u8],
        bytes: &[u8],
    ) -> Option<Vec<GlyphAdvance>> {
        self.raw.glyph_advances(scope, font_name, bytes)
    }

    fn is_vertical_font(&self, scope: ResourceScope, font_name: &[u8]) -> bool {
        self.raw.is_vertical_font(scope, font_name)
    }

    fn metadata(&self) -> PdfMetadataRaw {
        self.raw.metadata()
    }

    fn page_box(&self, page: PageId) -> PageBox {
        self.crop_box(page)
    }

    fn crop_box(&self, page: PageId) -> PageBox {
        let shown = self.raw.crop_box(page);
        let (width, height) = (shown.urx - shown.llx, shown.ury - shown.lly);
        match self.raw.page_rotation(page) % 360 {
            90 | 270 => PageBox { llx: 0.0, lly: 0.0, urx: height, ury: width },
            180 => PageBox { llx: 0.0, lly: 0.0, urx: width, ury: height },
            _ => shown,
        }
    }

    fn outline(&self) -> Result<Vec<RawOutlineItem>> {
        self.raw.outline()
    }

    fn page_xobjects(&self, page: PageId) -> Result<Vec<RawXObject>> {
        self.raw.page_xobjects(page)
    }

    fn xobject(&self, scope: ResourceScope, name: &[u8]) -> Option<PaintedXObject> {
        self.raw.xobject(scope, name)
    }

    fn image_xobject(&self, scope: ResourceScope, name: &[u8]) -> Option<RawXObject> {
        self.raw.image_xobject(scope, name)
    }

    fn ext_gstate(&self, scope: ResourceScope, name: &[u8]) -> Option<ExtGState> {
        self.raw.ext_gstate(scope, name)
    }

    fn font_bounds(&self, scope: ResourceScope, font_name: &[u8]) -> Option<PageBox> {
        self.raw.font_bounds(scope, font_name)
    }

    fn type3_font(&self, scope: ResourceScope, font_name: &[u8]) -> Option<Type3Font> {
        self.raw.type3_font(scope, font_name)
    }

    fn integrity(&self) -> DocumentIntegrity {
        self.raw.integrity()
    }
}
