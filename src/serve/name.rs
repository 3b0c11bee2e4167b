//! Names that come from a browser.

/// Longest name of a dropped file, in bytes; systems take 255.
const LONGEST: usize = 200;

/// A name that is a file in the folder it is put into, and nowhere else: the last part of a path, without what
/// systems take for something else.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).find(|part| !part.trim().is_empty()).unwrap_or_default();
    let kept: String = last
        .chars()
        .map(|letter| if letter.is_control() || r#"<>:"|?*"#.contains(letter) { '_' } else { letter })
        .collect();
    let kept = kept.trim().trim_matches('.').trim();
    let kept = if kept.is_empty() || is_device(kept) { format!("_{kept}") } else { kept.to_owned() };
    shortened(&kept)
}

/// True for the names that Windows keeps for devices.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |word: &str| stem.strip_prefix(word).is_some_and(|rest| rest.len() == 1);
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// The name with its ending, cut to the longest that is written.
fn shortened(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let ending = name.rfind('.').map_or("", |at| &name[at..]);
    let ending = if ending.len() <= 16 { ending } else { "" };
    let mut stem = LONGEST - ending.len();
    while !name.is_char_boundary(stem) {
        stem -= 1;
    }
    format!("{}{ending}", &name[..stem])
}

/// A field of a query, decoded.
#[must_use]
pub fn query(address: &str, field: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix(field)?.strip_prefix('=')).map(decoded)
}

/// Percent signs read back; what is no UTF-8 then is replaced.
#[must_use]
pub fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_leads_out_of_its_folder() {
        for (name, kept) in [
            ("报告.docx", "报告.docx"),
            ("2024/一月/报告.txt", "报告.txt"),
            ("../../etc/passwd", "passwd"),
            (r"..\..\boot.ini", "boot.ini"),
            ("..", "_"),
            ("...", "_"),
            ("", "_"),
            ("/", "_"),
            (".hidden.txt", "hidden.txt"),
            ("a:b\0c.txt", "a_b_c.txt"),
            ("CON.txt", "_CON.txt"),
            ("com1", "_com1"),
            ("con", "_con"),
            ("conto.txt", "conto.txt"),
        ] {
            assert_eq!(safe_name(name), kept, "{name}");
        }
        let long = safe_name(&format!("{}.docx", "长".repeat(300)));
        assert!(long.len() <= LONGEST && long.ends_with(".docx"), "{long}");
    }

    #[test]
    fn fields_are_read_from_a_query() {
        assert_eq!(
            query("documents?name=%E6%8A%A5%2F..%2Fa.txt&x=1", "name").as_deref(),
            Some("报/../a.txt")
        );
        assert_eq!(query("documents?name=a%zz%4", "name").as_deref(), Some("a%zz%4"));
        assert_eq!(query("documents", "name"), None);
        assert_eq!(query("documents?names=1", "name"), None);
    }
}
