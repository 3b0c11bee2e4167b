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

#[cfg(test)]
mod tests {
    use super::{CcittParms, Picture, fax, jbig2, jpeg_2000};

    const SIZE: (usize, usize) = (40, 24);
    const JPEG_2000: &str = "0000000c6a5020200d0a870a00000014667479706a703220000000006a7032200000002d6a7032680000001669\
         68647200000018000000280001070700000000000f636f6c7201000000000011000002446a703263ff4fff5100290000000000280000\
         00180000000000000000000000280000001800000000000000000001070101ff52000c00000001000404040001ff5c00104040484850\
         484850484850484850ff640025000143726561746564206279204f70656e4a5045472076657273696f6e20322e352e34ff90000a0000\
         000001c60001ff93cfb420023e69a011b9d37fc3ea059f802c3ed0300be448057f0c1c5e859f08bd3bdf9884fc0421f6880014e4c3c3\
         2576f6534a7793fcf9a2dc871eadbc539b0df6a6cd91e91d63f82d770c2856ff2a5985569ab884872a6f6cfbc7da5b7e66b1f8180018\
         a29d8c0dd0ce375243ae3b29f3443703459b35e7e371e6d68d5535895c5c6901fa48470d1e1e2220c014037f239cdbf94297f41c79f2\
         907c8a5319f5256187b2953b11b0a57389afff087380a58972e70387bbe9fa1cca3f846716ace550c366bf843c739621342a608e67aa\
         eec2b190f1870d65a45146b5638cf4ae0ef2a2565998c7ceda69a929d214ea2c916f0a7027c7da813f04c8fc0b801ef81a4e08e1b083\
         d3e12bb0aa5c5fbccf258707c055b3a92356d4aae4b9ba926f8ea1ce3ae89033e730615dd646ac4e348f2c8b54dc508acf07c7495681\
         ff7f8bae3bc9fb9821171df3a49cacfe290dd32ee209a7a373c38b87fb9c9f22fadf906d52c9668702aadbbd30df53529efc17be959f\
         4dd71d02d7ea1dbd284d805a2f590825f2af6719aaecfdcf8a9da2b61b6e6a7138aff72d14f70f5753627ef4f97a280a68aef32c847f\
         ac95190fa8639413f9d85d735212ff7fffd9";
    const JBIG2: &str = "000000003000010000001300000028000000180000000000000000000000000000012600010000003000\
         0000280000001800000000000000000001f9e031ff8f27338bb3d7867d70ce1e19446ce7c33cf0cfd865608f001001";
    const FAX_3: &str = "0012900129001290012900129001e0314001e0314001e0314001e031400129001290012900139e218002\
         73eeb00139cfd4004e67c300139908800139879c004e7af300139d7f0009cc62c001290012900129";
    const FAX_4: &str = "f9e031ff8f27338bb3d7867d70ce1e19446ce7c33cf0cfd865608f001001";

    fn bytes(hex: &str) -> Vec<u8> {
        let digits: Vec<u32> = hex.chars().filter_map(|c| c.to_digit(16)).collect();
        digits.chunks(2).map(|pair| u8::try_from(pair[0] << 4 | pair[1]).unwrap()).collect()
    }

    fn grey(data: &[u8]) -> Option<Picture> {
        let (width, height, channels, samples) = jpeg_2000(data)?;
        Picture::of_samples(width, height, channels, &samples)
    }

    fn of_group(data: &[u8], k: i64) -> Option<Picture> {
        let parms = CcittParms { k, columns: 40, end_of_line: k == 0, ..CcittParms::default() };
        fax(data, &parms, SIZE.0, SIZE.1)
    }

    type Decoder = fn(&[u8]) -> Option<Picture>;
    const DECODERS: [(&str, Decoder); 4] = [
        (JPEG_2000, grey),
        (JBIG2, |data| jbig2(data, None, SIZE.0, SIZE.1)),
        (FAX_3, |data| of_group(data, 0)),
        (FAX_4, |data| of_group(data, -1)),
    ];

    #[test]
    fn each_kind_shows_the_same_bar_on_paper() {
        for (hex, decoder) in DECODERS {
            let picture = decoder(&bytes(hex)).unwrap();
            assert_eq!((picture.width, picture.height), SIZE, "{hex}");
            let at = |x: usize, y: usize| picture.grey[y * SIZE.0 + x];
            assert!(at(18, 6) < 80 && at(12, 18) < 80 && at(2, 2) > 180 && at(38, 22) > 180, "{hex}");
        }
    }

    #[test]
    fn two_thousand_changes_of_each_bring_nothing_down() {
        let mut chance = 7u64;
        let mut next = |below: usize| {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(chance >> 33).unwrap() % below
        };
        for (hex, decoder) in DECODERS {
            let whole = bytes(hex);
            for _ in 0..2000 {
                let mut changed = whole.clone();
                for _ in 0..=next(4) {
                    let at = next(changed.len());
                    changed[at] = u8::try_from(next(256)).unwrap();
                }
                changed.truncate(if next(8) == 0 { next(whole.len()) } else { whole.len() });
                if let Some(picture) = decoder(&changed) {
                    assert_eq!(picture.grey.len(), picture.width * picture.height);
                }
            }
        }
    }
}
