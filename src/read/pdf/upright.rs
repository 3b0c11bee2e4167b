//! Pages as they are shown: a page that is turned when shown is turned before it is read.

use std::collections::BTreeMap;

use unpdf::{
    error::Result,
    parser::backend::{
        BackendFontInfo, ContentOp, DecodedRun, DecodedText, DocumentIntegrity, ExtGState, GlyphAdvance,
        PageBox, PageContent, PageId, PaintedXObject, PdfBackend, PdfMetadataRaw, RawBackend, RawOutlineItem,
        RawXObject, ResourceScope, Type3Font,
    },
};

/// A document whose pages all stand upright; what does not bear on text is left out.
pub(super) struct Upright(pub(super) RawBackend);

impl Upright {
    /// The operation that turns a page, empty where it stands upright.
    fn turn(&self, page: PageId) -> String {
        let shown = self.0.crop_box(page);
        match self.0.page_rotation(page) % 360 {
            90 => format!("0 -1 1 0 {} {} cm\n", -shown.lly, shown.urx),
            180 => format!("-1 0 0 -1 {} {} cm\n", shown.urx, shown.ury),
            270 => format!("0 1 -1 0 {} {} cm\n", shown.ury, -shown.llx),
            _ => String::new(),
        }
    }
}

impl PdfBackend for Upright {
    fn pages(&self) -> BTreeMap<u32, PageId> {
        self.0.pages()
    }

    fn page_fonts(&self, scope: ResourceScope) -> Result<Vec<BackendFontInfo>> {
        self.0.page_fonts(scope)
    }

    fn page_content(&self, page: PageId) -> Result<Vec<u8>> {
        let content = self.0.page_content(page)?;
        Ok([self.turn(page).into_bytes(), content].concat())
    }

    fn page_content_with_losses(&self, page: PageId) -> Result<PageContent> {
        let mut content = self.0.page_content_with_losses(page)?;
        content.data = [self.turn(page).into_bytes(), content.data].concat();
        Ok(content)
    }

    fn decode_content(&self, data: &[u8]) -> Result<Vec<ContentOp>> {
        self.0.decode_content(data)
    }

    fn decode_text(&self, scope: ResourceScope, font_name: &[u8], bytes: &[u8]) -> DecodedText {
        self.0.decode_text(scope, font_name, bytes)
    }

    fn decode_run(&self, scope: ResourceScope, font_name: &[u8], bytes: &[u8]) -> DecodedRun {
        self.0.decode_run(scope, font_name, bytes)
    }

    fn glyph_advances(
        &self,
        scope: ResourceScope,
        font_name: &[u8],
        bytes: &[u8],
    ) -> Option<Vec<GlyphAdvance>> {
        self.0.glyph_advances(scope, font_name, bytes)
    }

    fn is_vertical_font(&self, scope: ResourceScope, font_name: &[u8]) -> bool {
        self.0.is_vertical_font(scope, font_name)
    }

    fn metadata(&self) -> PdfMetadataRaw {
        self.0.metadata()
    }

    fn page_box(&self, page: PageId) -> PageBox {
        self.crop_box(page)
    }

    fn crop_box(&self, page: PageId) -> PageBox {
        let shown = self.0.crop_box(page);
        let (width, height) = (shown.urx - shown.llx, shown.ury - shown.lly);
        match self.0.page_rotation(page) % 360 {
            90 | 270 => PageBox { llx: 0.0, lly: 0.0, urx: height, ury: width },
            180 => PageBox { llx: 0.0, lly: 0.0, urx: width, ury: height },
            _ => shown,
        }
    }

    fn outline(&self) -> Result<Vec<RawOutlineItem>> {
        self.0.outline()
    }

    fn page_xobjects(&self, page: PageId) -> Result<Vec<RawXObject>> {
        self.0.page_xobjects(page)
    }

    fn xobject(&self, scope: ResourceScope, name: &[u8]) -> Option<PaintedXObject> {
        self.0.xobject(scope, name)
    }

    fn image_xobject(&self, scope: ResourceScope, name: &[u8]) -> Option<RawXObject> {
        self.0.image_xobject(scope, name)
    }

    fn ext_gstate(&self, scope: ResourceScope, name: &[u8]) -> Option<ExtGState> {
        self.0.ext_gstate(scope, name)
    }

    fn font_bounds(&self, scope: ResourceScope, font_name: &[u8]) -> Option<PageBox> {
        self.0.font_bounds(scope, font_name)
    }

    fn type3_font(&self, scope: ResourceScope, font_name: &[u8]) -> Option<Type3Font> {
        self.0.type3_font(scope, font_name)
    }

    fn integrity(&self) -> DocumentIntegrity {
        self.0.integrity()
    }
}
