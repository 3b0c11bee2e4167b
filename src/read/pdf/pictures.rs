//! The pictures of a page without text, put together as they are shown.

use unpdf::parser::backend::{
    CodecParms, ContentOp, ImageColorSpace, ObjectId, PageId, PaintedXObject, PdfBackend, PdfValue,
    RawXObject, ResourceScope, get_number_from_value,
};

use super::{
    codecs,
    rules::{Matrix, times},
};
use crate::read::{ReadError, ocr::Picture};

/// Most points of a page to one side; a larger one is no page.
const SIDE: f32 = 20_000.0;
/// The finest that a page is put together, in pixels to the point: 400 to the inch.
const FINEST: f32 = 400.0 / 72.0;
/// Most pictures of a page; more are a drawing.
const PICTURES: usize = 500;
/// Deepest nesting of forms.
const DEPTH: usize = 8;
/// Smaller pictures are marks and no text, in pixels of the shorter side.
const SMALLEST: usize = 24;

/// The pictures of a page as one.
pub(super) struct Painted {
    pub(super) picture: Picture,
    /// How many pixels are a point.
    pub(super) pixels: f32,
    /// How many pictures there are.
    pub(super) count: usize,
    /// How many of them cannot be decoded.
    pub(super) lost: usize,
}

/// A picture and where its unit square stands.
struct Placed {
    picture: Picture,
    matrix: Matrix,
}

/// The pictures of a page; `None` where it shows none.
pub(super) fn painted(backend: &dyn PdfBackend, page: PageId) -> Result<Option<Painted>, ReadError> {
    let shown = backend.crop_box(page);
    let (width, height) = (shown.urx - shown.llx, shown.ury - shown.lly);
    if !(width > 1.0 && height > 1.0 && width < SIDE && height < SIDE) {
        return Ok(None);
    }
    let mut walk = Walk { backend, page, placed: Vec::new(), lost: 0, seen: 0 };
    let content = backend.page_content(page).unwrap_or_default();
    walk.content(None, &content, IDENTITY, 0);
    let finest = walk.placed.iter().map(Placed::pixels).fold(0.0, f32::max).min(FINEST);
    if walk.placed.is_empty() || finest <= 0.0 {
        return Ok((walk.lost > 0).then(|| Painted {
            picture: Picture { width: 0, height: 0, grey: Vec::new() },
            pixels: 1.0,
            count: walk.lost,
            lost: walk.lost,
        }));
    }
    let mut picture = Picture::white((width * finest) as usize, (height * finest) as usize)?;
    for placed in &walk.placed {
        placed.paint(&mut picture, finest, (shown.llx, shown.ury));
    }
    let count = walk.placed.len() + walk.lost;
    Ok(Some(Painted { picture, pixels: finest, count, lost: walk.lost }))
}

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

struct Walk<'a> {
    backend: &'a dyn PdfBackend,
    page: PageId,
    placed: Vec<Placed>,
    lost: usize,
    seen: usize,
}

impl Walk<'_> {
    fn content(&mut self, form: Option<ObjectId>, content: &[u8], outside: Matrix, depth: usize) {
        let (mut matrix, mut saved) = (outside, Vec::new());
        for operation in self.backend.decode_content(content).unwrap_or_default() {
            match operation.operator.as_str() {
                "q" if saved.len() < 512 => saved.push(matrix),
                "Q" => matrix = saved.pop().unwrap_or(matrix),
                "cm" => {
                    let numbers: Vec<f32> =
                        operation.operands.iter().filter_map(get_number_from_value).collect();
                    if let Ok(numbers) = Matrix::try_from(numbers.as_slice()) {
                        matrix = times(numbers, matrix);
                    }
                }
                "Do" => self.paint(form, &operation, matrix, depth),
                _ => {}
            }
        }
    }

    fn paint(&mut self, form: Option<ObjectId>, operation: &ContentOp, matrix: Matrix, depth: usize) {
        let Some(PdfValue::Name(name)) = operation.operands.first() else { return };
        self.seen += 1;
        if self.seen > PICTURES {
            return;
        }
        let scope = ResourceScope { page: self.page, form };
        match self.backend.xobject(scope, name) {
            Some(PaintedXObject::Form(painted)) if depth < DEPTH => {
                let content = painted.content.as_deref().unwrap_or_default();
                self.content(Some(painted.id), content, times(painted.matrix, matrix), depth + 1);
            }
            Some(PaintedXObject::Image) => {
                let Some(image) = self.backend.image_xobject(scope, name) else { return };
                match decoded(&image) {
                    Some(picture) if picture.width.min(picture.height) >= SMALLEST => {
                        self.placed.push(Placed { picture, matrix });
                    }
                    Some(_) => {}
                    None => self.lost += 1,
                }
            }
            Some(PaintedXObject::Form(_) | PaintedXObject::Other) | None => {}
        }
    }
}

impl Placed {
    /// How many of its pixels are a point.
    fn pixels(&self) -> f32 {
        let [a, b, ..] = self.matrix;
        self.picture.width as f32 / a.hypot(b).max(0.01)
    }

    /// Paints it where it stands; `corner` is the upper left of the page.
    fn paint(&self, page: &mut Picture, pixels: f32, corner: (f32, f32)) {
        let [a, b, c, d, e, f] = self.matrix;
        let area = a * d - b * c;
        if area.abs() < 1e-6 {
            return;
        }
        let place = |x: f32, y: f32| ((x - corner.0) * pixels, (corner.1 - y) * pixels);
        let corners = [(e, f), (e + a, f + b), (e + c, f + d), (e + a + c, f + b + d)];
        let corners = corners.map(|(x, y)| place(x, y));
        let least = |at: fn(&(f32, f32)) -> f32| corners.iter().map(at).fold(f32::MAX, f32::min).max(0.0);
        let most = |at: fn(&(f32, f32)) -> f32| corners.iter().map(at).fold(f32::MIN, f32::max).max(0.0);
        let (left, top) = (least(|p| p.0) as usize, least(|p| p.1) as usize);
        let right = (most(|p| p.0).ceil() as usize).min(page.width);
        let bottom = (most(|p| p.1).ceil() as usize).min(page.height);
        let (width, height) = (self.picture.width as f32, self.picture.height as f32);
        for row in top..bottom {
            for col in left..right {
                let x = corner.0 + (col as f32 + 0.5) / pixels - e;
                let y = corner.1 - (row as f32 + 0.5) / pixels - f;
                let (across, up) = ((d * x - c * y) / area, (a * y - b * x) / area);
                if (0.0..1.0).contains(&across) && (0.0..1.0).contains(&up) {
                    let grey = self.picture.between(across * width - 0.5, (1.0 - up) * height - 0.5);
                    let at = row * page.width + col;
                    // What lies under a picture shines through where that is white: a stencil over its paper.
                    page.grey[at] = page.grey[at].min(grey.round() as u8);
                }
            }
        }
    }
}

/// The picture of an image; `None` where it cannot be decoded.
fn decoded(image: &RawXObject) -> Option<Picture> {
    let (width, height) = (image.width? as usize, image.height? as usize);
    Picture::bounded(width, height).ok()?;
    let mut picture = match (image.filter.as_deref(), &image.codec_parms) {
        (Some("DCTDecode"), _) => crate::read::ocr::jpeg(&image.data).ok()?,
        (Some("CCITTFaxDecode"), Some(CodecParms::Ccitt(parms))) => {
            codecs::fax(&image.data, parms, width, height)?
        }
        (Some("JBIG2Decode"), Some(CodecParms::Jbig2 { globals })) => {
            codecs::jbig2(&image.data, globals.as_deref(), width, height)?
        }
        (Some("JPXDecode"), _) => {
            let (width, height, channels, samples) = codecs::jpeg_2000(&image.data)?;
            colours(width, height, channels, &samples)?
        }
        (Some(_), _) => return None,
        (None, _) => samples(image, width, height)?,
    };
    let turned = image.decode.as_deref().is_some_and(|decode| decode.first() > decode.get(1));
    if turned {
        picture.grey.iter_mut().for_each(|grey| *grey = 255 - *grey);
    }
    Some(picture)
}

fn samples(image: &RawXObject, width: usize, height: usize) -> Option<Picture> {
    let bits = image.bits_per_component.unwrap_or(8);
    let channels = image.color.as_ref().map_or(1, ImageColorSpace::components);
    let data = match bits {
        8 => image.data.clone(),
        1 | 2 | 4 => crate::read::ocr::unpacked(&image.data, width * channels, bits),
        16 => image.data.chunks(2).map(|sample| sample[0]).collect(),
        _ => return None,
    };
    match &image.color {
        Some(ImageColorSpace::Indexed { base, lookup, .. }) => {
            let parts = base.components();
            let (most, steps) = (255 / ((1u32 << bits.min(8)) - 1), data.iter().take(width * height));
            let entry = |sample: &u8| {
                let at = (u32::from(*sample) / most) as usize * parts;
                lookup.get(at..at + parts).unwrap_or(&[255, 255, 255, 0][..parts]).to_vec()
            };
            let samples: Vec<u8> = steps.flat_map(entry).collect();
            colours(width, height, parts, &samples)
        }
        _ => colours(width, height, channels, &data),
    }
}

fn colours(width: usize, height: usize, channels: usize, samples: &[u8]) -> Option<Picture> {
    if channels != 4 {
        return Picture::of_samples(width, height, channels, samples);
    }
    let light = |ink: &[u8]| {
        let black = 255 - u32::from(ink[3]);
        let sum: u32 = ink[..3].iter().map(|ink| 255 - u32::from(*ink)).sum();
        u8::try_from(sum * black / (3 * 255)).unwrap_or(255)
    };
    let grey: Vec<u8> = samples.chunks_exact(4).map(light).collect();
    Picture::of_samples(width, height, 1, &grey)
}
