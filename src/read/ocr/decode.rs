//! Pictures as their files hold them: PNG, JPEG, TIFF with all its pages.

use std::io::Cursor;

use tiff::{
    ColorType,
    decoder::{Decoder, DecodingResult},
};
use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

use super::picture::Picture;
use crate::read::{ReadError, bounds};

/// The pages of a picture file.
pub(super) fn pages(bytes: &[u8]) -> Result<Vec<Picture>, ReadError> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Ok(vec![png(bytes)?]),
        [0xff, 0xd8, 0xff, ..] => Ok(vec![jpeg(bytes)?]),
        [b'I', b'I', ..] | [b'M', b'M', ..] => tiff(bytes),
        _ => Err(ReadError::Unsupported("a picture of a kind that is not read: save it as .png or .jpg")),
    }
}

fn broken(why: &dyn std::fmt::Display) -> ReadError {
    ReadError::Broken(format!("the picture cannot be decoded ({why})"))
}

fn png(bytes: &[u8]) -> Result<Picture, ReadError> {
    let mut decoder =
        png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: 5 * bounds::PICTURE_PIXELS });
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(|error| broken(&error))?;
    let (width, height) = (reader.info().width as usize, reader.info().height as usize);
    Picture::bounded(width, height)?;
    let size = reader.output_buffer_size().ok_or_else(|| broken(&"its size is not known"))?;
    let mut samples = vec![0; size];
    let frame = reader.next_frame(&mut samples).map_err(|error| broken(&error))?;
    let channels = frame.color_type.samples();
    Picture::of_samples(width, height, channels, &samples).ok_or_else(|| broken(&"it is cut off"))
}

/// A JPEG picture, as a file or inside a PDF.
pub(in crate::read) fn jpeg(bytes: &[u8]) -> Result<Picture, ReadError> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| broken(&error))?;
    let info = decoder.info().ok_or_else(|| broken(&"it has no head"))?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    Picture::bounded(width, height)?;
    let samples = decoder.decode().map_err(|error| broken(&error))?;
    let channels = samples.len() / (width * height).max(1);
    let picture = Picture::of_samples(width, height, channels, &samples);
    let picture = picture.ok_or_else(|| broken(&"it is cut off"))?;
    Ok(match decoder.exif().and_then(|exif| orientation(exif)) {
        Some(3) => picture.turned_around(),
        Some(6) => picture.turned_right(),
        Some(8) => picture.turned_right().turned_around(),
        Some(_) | None => picture,
    })
}

/// How a camera was held: the entry 0x0112 of the first directory.
fn orientation(exif: &[u8]) -> Option<u16> {
    let little = exif.starts_with(b"II");
    let short = |at: usize| -> Option<u16> {
        let bytes: [u8; 2] = exif.get(at..at + 2)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| -> Option<usize> {
        let (first, second) = (usize::from(short(at)?), usize::from(short(at + 2)?));
        Some(if little { first | second << 16 } else { first << 16 | second })
    };
    let start = long(4)?;
    let entries = usize::from(short(start)?);
    let at = (0..entries).map(|entry| start + 2 + 12 * entry).find(|at| short(*at) == Some(0x0112))?;
    short(at + 8)
}

fn tiff(bytes: &[u8]) -> Result<Vec<Picture>, ReadError> {
    let mut decoder = Decoder::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut pages = Vec::new();
    loop {
        ReadError::beyond("the number of pages that are pictures", pages.len() + 1, bounds::PICTURE_PAGES)?;
        pages.push(tiff_page(&mut decoder)?);
        if !decoder.more_images() {
            return Ok(pages);
        }
        decoder.next_image().map_err(|error| broken(&error))?;
    }
}

fn tiff_page(decoder: &mut Decoder<Cursor<&[u8]>>) -> Result<Picture, ReadError> {
    let (width, height) = decoder.dimensions().map_err(|error| broken(&error))?;
    let (width, height) = (width as usize, height as usize);
    Picture::bounded(width, height)?;
    let color = decoder.colortype().map_err(|error| broken(&error))?;
    let samples = match decoder.read_image().map_err(|error| broken(&error))? {
        DecodingResult::U8(samples) => samples,
        DecodingResult::U16(samples) => samples.into_iter().map(|sample| (sample >> 8) as u8).collect(),
        _ => return Err(broken(&"its numbers are of an unusual kind")),
    };
    let (channels, bits) = match color {
        ColorType::Gray(bits) | ColorType::Palette(bits) => (1, bits),
        ColorType::GrayA(bits) => (2, bits),
        ColorType::RGB(bits) | ColorType::YCbCr(bits) => (3, bits),
        ColorType::RGBA(bits) => (4, bits),
        _ => return Err(broken(&"its colours are of an unusual kind")),
    };
    let samples = if bits < 8 { unpacked(&samples, width, bits) } else { samples };
    Picture::of_samples(width, height, channels, &samples).ok_or_else(|| broken(&"it is cut off"))
}

/// Samples of 1, 2 or 4 bits as bytes, each row beginning with a byte of its own.
pub(in crate::read) fn unpacked(samples: &[u8], width: usize, bits: u8) -> Vec<u8> {
    let (bits, most) = (usize::from(bits.max(1)), (1u32 << bits) - 1);
    let rows = samples.chunks((width * bits).div_ceil(8).max(1));
    let row = |row: &[u8]| -> Vec<u8> {
        let bit = |x: usize| {
            let at = x * bits;
            let byte = u32::from(row.get(at / 8).copied().unwrap_or(0));
            let sample = byte >> (8 - bits - at % 8) & most;
            u8::try_from(sample * 255 / most).unwrap_or(255)
        };
        (0..width).map(bit).collect()
    };
    rows.flat_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::{orientation, unpacked};

    #[test]
    fn bits_become_bytes_row_by_row() {
        assert_eq!(unpacked(&[0b1010_0000, 0b0100_0000], 3, 1), [255, 0, 255, 0, 255, 0]);
    }

    #[test]
    fn the_camera_says_how_it_was_held() {
        let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0".to_vec();
        assert_eq!(orientation(&exif), Some(6));
        exif.truncate(15);
        assert_eq!(orientation(&exif), None);
    }
}
