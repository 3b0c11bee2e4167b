//! Bytes of a text file to characters.

use std::ops::RangeInclusive;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::ReadError;

/// Bytes that the detector sees.
const LOOKED_AT: usize = 64 << 10;

/// One letter in so many may be broken before a text counts as undecodable.
const BROKEN_SHARE: usize = 1000;

/// With so many whole letters of UTF-8 beside it, the only broken place is a letter that was cut.
const ENOUGH: usize = 8;

/// From so many usual letters in a hundred on a text is in this encoding.
const USUAL_PERCENT: usize = 85;

/// One unit in so many or more of a text in UTF-16 is a digit, a blank, or a line end.
const UTF16_SHARE: usize = 64;

/// So many times as many zero bytes stand on one side of units as on the other; of 一 and its like they stand there.
const ONE_SIDED: usize = 4;

/// A text and how many of its letters were broken.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) broken: usize,
}

/// The text of the bytes, line ends as `\n`, without a byte-order mark.
///
/// A few broken letters, as pages that were cut together have them, are let pass; where the user named the encoding,
/// none are.
pub(super) fn decode(bytes: &[u8], encoding: Option<&str>) -> Result<Decoded, ReadError> {
    // Most texts are in UTF-8 and say so by no mark.
    let plain = encoding.is_none() && Encoding::for_bom(bytes).is_none();
    if let Some(text) = std::str::from_utf8(bytes).ok().filter(|_| plain) {
        return decoded(text, 0);
    }
    let known = encoding.map(named).transpose()?;
    let encoding = known.map_or_else(|| guessed(bytes), Ok)?;
    let (text, used, malformed) = encoding.decode(bytes);
    let broken =
        if malformed { text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count() } else { 0 };
    if broken > 0 && (known.is_some() || broken * BROKEN_SHARE > text.chars().count()) {
        let name = used.name();
        return Err(known.map_or(ReadError::Undecodable(name), |_| ReadError::NotNamed(name)));
    }
    decoded(&text, broken)
}

/// The same of a text that is decoded already.
pub(super) fn known(text: &str) -> Result<Decoded, ReadError> {
    match Encoding::for_bom(text.as_bytes()) {
        Some(_) => decode(text.as_bytes(), None),
        None => decoded(text, 0),
    }
}

/// A text with its line ends as `\n`; one with letters of no text at its beginning is none.
fn decoded(text: &str, broken: usize) -> Result<Decoded, ReadError> {
    if text.find('\0').is_some_and(|at| text[..at].chars().nth(LOOKED_AT - 1).is_none()) {
        return Err(ReadError::Binary);
    }
    let text = match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n"),
        false => text.to_owned(),
    };
    Ok(Decoded { text, broken })
}

/// True where so much is UTF-8 that what is not must be broken.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut wide, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken * BROKEN_SHARE / 10 < wide || broken == 1 && wide >= ENOUGH
}

/// True for the name of an encoding.
#[must_use]
pub fn is_encoding(name: &str) -> bool {
    named(name).is_ok()
}

fn named(name: &str) -> Result<&'static Encoding, ReadError> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| ReadError::UnknownEncoding(name.to_owned()))
}

fn guessed(bytes: &[u8]) -> Result<&'static Encoding, ReadError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    if let Some(encoding) = utf16(head) {
        return Ok(encoding);
    }
    if head.contains(&0) {
        return Err(if maybe_utf16(head) { ReadError::Unmarked } else { ReadError::Binary });
    }
    let telling = telling(bytes);
    let chinese = chinese(telling);
    // What a page says of itself counts where it is so.
    let belied = |named: &'static Encoding| {
        let usual = named.is_single_byte() || [GB18030, BIG5].contains(&named);
        usual && chinese.is_some_and(|found| found != named)
    };
    if let Some(named) = declared(head).filter(|named| fits(named, bytes) && !belied(named)) {
        return Ok(named);
    }
    if mostly_utf8(bytes) {
        return Ok(UTF_8);
    }
    // Reports are Chinese: other encodings are guessed where no Chinese one fits.
    if let Some(found) = chinese {
        return Ok(found);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(telling, true);
    let found = detector.guess(Some(b"cn"), Utf8Detection::Allow);
    Ok(if found == GBK { GB18030 } else { found })
}

/// The part of a text that tells its encoding: from its first letter that is not ASCII on.
fn telling(bytes: &[u8]) -> &[u8] {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    &bytes[first..bytes.len().min(first + LOOKED_AT)]
}

/// True where hardly any letter is broken in this encoding.
fn fits(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let broken = |text: &str| text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    !malformed || broken(&text) * BROKEN_SHARE / 10 <= text.chars().count()
}

/// The Chinese encoding in which most letters are usual ones; both keep these in lead bytes of their own.
fn chinese(bytes: &[u8]) -> Option<&'static Encoding> {
    let shares = [(GB18030, usual(bytes, 0xb0..=0xd7, 0xa1)), (BIG5, usual(bytes, 0xa4..=0xc6, 0x40))];
    let best = shares.into_iter().max_by_key(|(_, share)| *share)?;
    (best.1 >= USUAL_PERCENT && fits(best.0, bytes)).then_some(best.0)
}

/// How many of a hundred letters of two bytes are usual: marks, or letters with these lead bytes.
fn usual(bytes: &[u8], letters: RangeInclusive<u8>, least: u8) -> usize {
    let (mut all, mut usual) = (0, 0);
    let mut rest = bytes.iter();
    while let Some(&lead) = rest.next() {
        if lead.is_ascii() {
            continue;
        }
        let Some(&trail) = rest.next() else { break };
        all += 1;
        usual += usize::from(trail >= least && (letters.contains(&lead) || (0xa1..=0xa3).contains(&lead)));
    }
    usual * 100 / all.max(1)
}

/// UTF-16 without a mark: line ends and digits have their zero bytes all on one side.
fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // A zero byte here and there makes no UTF-16 of a text.
    let many = |zeros: usize| zeros * UTF16_SHARE >= head.len() / 2;
    match (even, odd) {
        (even, odd) if odd > even * ONE_SIDED && many(odd) => of_utf16(head, UTF_16LE),
        (even, odd) if even > odd * ONE_SIDED && many(even) => of_utf16(head, UTF_16BE),
        _ => None,
    }
}

/// The encoding, where the bytes are text in it.
fn of_utf16(head: &[u8], encoding: &'static Encoding) -> Option<&'static Encoding> {
    let (text, malformed) = encoding.decode_without_bom_handling(&head[..head.len() / 2 * 2]);
    let odd = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    (!malformed && odd == 0).then_some(encoding)
}

/// True for bytes that are text in UTF-16 in one of its orders.
fn maybe_utf16(head: &[u8]) -> bool {
    [UTF_16LE, UTF_16BE].into_iter().any(|encoding| of_utf16(head, encoding).is_some())
}

/// The encoding that a page names in its head: by a `<meta>` or by the declaration of XML, outside comments and scripts.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&head[..head.len().min(4096)]).to_lowercase();
    let mut rest = head.as_str();
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let end =
            ["<!--", "<script", "<style", "<title"].iter().zip(["-->", "</script", "</style", "</title"]);
        if let Some((_, end)) = end.into_iter().find(|(start, _)| rest.starts_with(**start)) {
            rest = &rest[rest.find(end)? + end.len()..];
            continue;
        }
        let tag = &rest[..rest.find('>').map_or(rest.len(), |end| end + 1)];
        let name = tag.strip_prefix("<meta").map(|tag| (tag, "charset"));
        let name = name.or_else(|| tag.strip_prefix("<?xml").map(|tag| (tag, "encoding")));
        if let Some(found) = name.and_then(|(tag, name)| named_in(tag, name)) {
            return Some(found);
        }
        rest = &rest[tag.len()..];
    }
    None
}

/// The encoding behind `charset=` or `encoding=` in a tag.
fn named_in(tag: &str, name: &str) -> Option<&'static Encoding> {
    let after = &tag[tag.find(name)? + name.len()..];
    let after = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let name = after.split(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c)).next()?;
    let found = Encoding::for_label(name.as_bytes())?;
    Some(if found == GBK { GB18030 } else { found })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "截至6月底，改造旧屋120户\r\n完成60%";

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).unwrap().text
    }

    #[test]
    fn one_broken_letter_does_not_spoil_a_text() {
        let long = TEXT.repeat(100);
        for whole in [long.as_bytes().to_vec(), GB18030.encode(&long).0.into_owned()] {
            let cut = &whole[..whole.len() - 5];
            let cut = [cut, b"\xff\n12"].concat();
            let decoded = decode(&cut, None).unwrap();
            assert!(
                decoded.broken > 0 && decoded.text.starts_with("截至6月底") && decoded.text.ends_with("\n12")
            );
        }
    }

    #[test]
    fn the_usual_encodings_are_found_out() {
        let utf16 = |big: bool| -> Vec<u8> {
            let units = TEXT.encode_utf16();
            units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        let with_mark = [&[0xff, 0xfe][..], &utf16(false)].concat();
        let gb = GB18030.encode(TEXT).0.into_owned();
        for bytes in [TEXT.as_bytes().to_vec(), utf16(true), utf16(false), with_mark, gb] {
            assert_eq!(text(&bytes), "截至6月底，改造旧屋120户\n完成60%");
        }
        assert_eq!(text("\u{feff}甲".as_bytes()), "甲");
    }

    #[test]
    fn only_a_page_names_its_encoding_and_only_where_it_is_so() {
        let gb = |text: &str| GB18030.encode(text).0.into_owned();
        let says = [
            "说明：charset=iso-8859-1\n",
            "<!-- <meta charset=\"utf-8\"> --><p>",
            "<script charset=\"utf-8\" src=x></script><meta charset=\"gb2312\"><p>",
            "<meta charset=\"utf-8\"><p>",
            "<meta http-equiv=content-type content=\"text/html; charset=big5-hkscs\"><p>",
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><p>",
        ];
        for head in says {
            let whole = format!("{head}{}", TEXT.replace('\r', "").repeat(20));
            assert_eq!(text(&gb(&whole)), whole, "{head}");
        }
    }

    #[test]
    fn letters_that_come_late_tell_the_encoding_too() {
        let late = format!("{}\n{}", "x ".repeat(40_000), TEXT.replace('\r', ""));
        assert_eq!(text(&GB18030.encode(&late).0), late);
        let big = "今年計劃疏浚塘壩48口，目前已疏浚31口。\n".repeat(3);
        assert_eq!(text(&BIG5.encode(&big).0), big);
    }

    #[test]
    fn what_is_no_text_is_said_so() {
        assert_eq!(decode(b"\x00\x01\x02\xff\x00\x00\x01\x02", None), Err(ReadError::Binary));
        assert!(matches!(decode(b"a", Some("klingon")), Err(ReadError::UnknownEncoding(_))));
        assert!(matches!(decode(b"\xff\xff", Some("utf-8")), Err(ReadError::NotNamed("UTF-8"))));
        let short = &TEXT.as_bytes()[..TEXT.len() - "成60%".len() + 1];
        assert_eq!(decode(short, None), Err(ReadError::Undecodable("UTF-8")), "its last letter is cut");
    }
}
