//! Pictures as scanners press them together: fax, JBIG2, JPEG 2000.

use hayro_ccitt::EncodingMode;
use hayro_jpeg2000::{DecodeSettings, DecoderContext};
use unpdf::parser::backend::CcittParms;

use crate::read::ocr::Picture;

/// The widest line of a fax, in pixels.
const WIDEST: u32 = 1 << 17;

/// A picture in black and white as its pixels come, row by row; what never comes is white.
struct Sheet {
    picture: Picture,
    row: usize,
    col: usize,
}

impl Sheet {
    fn of(width: usize, height: usize) -> Option<Self> {
        Some(Self { picture: Picture::white(width, height).ok()?, row: 0, col: 0 })
    }

    fn run(&mut self, white: bool, pixels: usize) {
        let (width, height) = (self.picture.width, self.picture.height);
        let end = self.col.saturating_add(pixels);
        if self.row < height && !white {
            let (from, to) = (self.col.min(width), end.min(width));
            self.picture.grey[self.row * width + from..self.row * width + to].fill(0);
        }
        self.col = end;
    }

    fn next(&mut self) {
        (self.row, self.col) = (self.row.saturating_add(1), 0);
    }

    /// The picture; a damaged one as far as it goes, `None` where nothing came.
    fn done(self, whole: bool) -> Option<Picture> {
        (whole || (self.row, self.col) != (0, 0)).then_some(self.picture)
    }
}

impl hayro_ccitt::Decoder for Sheet {
    fn push_pixel(&mut self, white: bool) {
        self.run(white, 1);
    }

    fn push_pixel_chunk(&mut self, white: bool, chunk_count: u32) {
        self.run(white, 8 * chunk_count as usize);
    }

    fn next_line(&mut self) {
        self.next();
    }
}

impl hayro_jbig2::Decoder for Sheet {
    fn push_pixel(&mut self, black: bool) {
        self.run(!black, 1);
    }

    fn push_pixel_chunk(&mut self, black: bool, chunk_count: u32) {
        self.run(!black, 8 * chunk_count as usize);
    }

    fn next_line(&mut self) {
        self.next();
    }
}

/// What a fax machine sends, of group 3 or 4.
pub(super) fn fax(data: &[u8], parms: &CcittParms, width: usize, height: usize) -> Option<Picture> {
    if parms.columns == 0 || parms.columns > WIDEST {
        return None;
    }
    let encoding = match parms.k {
        0 => EncodingMode::Group3_1D,
        k => u32::try_from(k).map_or(EncodingMode::Group4, |k| EncodingMode::Group3_2D { k }),
    };
    let mut sheet = Sheet::of(width, height)?;
    let settings = hayro_ccitt::DecodeSettings {
        columns: parms.columns,
        rows: u32::try_from(height).ok()?,
        end_of_block: parms.end_of_block,
        end_of_line: parms.end_of_line,
        rows_are_byte_aligned: parms.encoded_byte_align,
        encoding,
        invert_black: false,
    };
    let decoded = hayro_ccitt::decode(data, &mut sheet, &mut hayro_ccitt::DecoderContext::new(settings));
    let mut picture = sheet.done(decoded.is_ok())?;
    if parms.black_is_1 {
        picture.grey.iter_mut().for_each(|grey| *grey = 255 - *grey);
    }
    Some(picture)
}

/// A page of JBIG2, with the shapes that pages share.
pub(super) fn jbig2(data: &[u8], shared: Option<&[u8]>, width: usize, height: usize) -> Option<Picture> {
    let image = hayro_jbig2::Image::new_embedded(data, shared).ok()?;
    Picture::bounded(image.width() as usize, image.height() as usize).ok()?;
    let mut sheet = Sheet::of(width, height)?;
    let decoded = image.decode(&mut sheet);
    sheet.done(decoded.is_ok())
}

/// A picture of JPEG 2000: its width, its height, how many values a pixel has, and these.
pub(super) fn jpeg_2000(data: &[u8]) -> Option<(usize, usize, usize, Vec<u8>)> {
    let image = hayro_jpeg2000::Image::new(data, &DecodeSettings::default()).ok()?;
    let (width, height) = (image.width() as usize, image.height() as usize);
    Picture::bounded(width, height).ok()?;
    let channels = usize::from(image.color_space().num_channels());
    let opacity = usize::from(image.has_alpha());
    let mut context = DecoderContext::default();
    let samples = image.decode(&mut context).ok()?.data_u8();
    let values = channels + opacity;
    if width == 0 || height == 0 || samples.len() != width * height * values {
        return None;
    }
    // What lies under a picture is paper: opacity is left out.
    let samples = samples.chunks_exact(values).flat_map(|pixel| pixel[..channels].to_vec()).collect();
    Some((width, height, channels, samples))
}
