//! Packs the rule files that are built in, so that a start reads them without TOML.
//!
//! ```text
//! file  = entry*                                            the lists and tables of the file, by their names
//! entry = number number text value                          where the name stands, its bytes, the name
//! value = kind number number number bytes                   where it stands, its bytes, the bytes of what it holds
//! kind  = "s" | "i" | "b" | "a" | "t"                       string, integer, boolean, array of values, table of entries
//! ```
//!
//! A number is written seven bits at a time, the lowest first. A file that is no TOML, or holds what none of them is, is
//! packed as nothing; the program then reads its text, and says what is wrong with it and where.

use std::{env, error::Error, fs, ops::Range, path::Path};

use toml::de::{DeTable, DeValue};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR")?;
    for file in fs::read_dir("rules")? {
        let path = file?.path();
        let Some(name) = path.file_stem().filter(|_| path.extension().is_some_and(|end| end == "toml"))
        else {
            continue;
        };
        let text = fs::read_to_string(&path)?;
        let table = DeTable::parse(&text).ok();
        let packed = table.and_then(|table| entries(table.get_ref())).unwrap_or_default();
        fs::write(Path::new(&out).join(name).with_extension("packed"), packed)?;
    }
    Ok(())
}

fn entries(table: &DeTable) -> Option<Vec<u8>> {
    let mut packed = Vec::new();
    for (name, held) in table {
        place(&mut packed, name.span());
        text(&mut packed, name.get_ref().as_bytes());
        value(&mut packed, held.get_ref(), held.span())?;
    }
    Some(packed)
}

fn value(packed: &mut Vec<u8>, held: &DeValue, span: Range<usize>) -> Option<()> {
    let (kind, bytes) = match held {
        DeValue::String(words) => (b's', words.as_bytes().to_vec()),
        DeValue::Integer(number) => {
            (b'i', i64::from_str_radix(number.as_str(), number.radix()).ok()?.to_le_bytes().to_vec())
        }
        DeValue::Boolean(yes) => (b'b', vec![u8::from(*yes)]),
        DeValue::Array(members) => {
            let mut bytes = Vec::new();
            for member in members.iter() {
                value(&mut bytes, member.get_ref(), member.span())?;
            }
            (b'a', bytes)
        }
        DeValue::Table(table) => (b't', entries(table)?),
        DeValue::Float(_) | DeValue::Datetime(_) => return None,
    };
    packed.push(kind);
    place(packed, span);
    text(packed, &bytes);
    Some(())
}

fn place(packed: &mut Vec<u8>, span: Range<usize>) {
    number(packed, span.start);
    number(packed, span.len());
}

fn text(packed: &mut Vec<u8>, bytes: &[u8]) {
    number(packed, bytes.len());
    packed.extend_from_slice(bytes);
}

fn number(packed: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        packed.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    packed.push(number as u8);
}
