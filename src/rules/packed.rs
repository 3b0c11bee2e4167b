//! Rule files as `build.rs` packs them; the form is described there.

use std::ops::Range;

use serde::{
    Deserializer,
    de::{
        DeserializeSeed, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::{BorrowedStrDeserializer, Error},
    },
    forward_to_deserialize_any,
};
use serde_spanned::de::{SpannedDeserializer, is_spanned};

/// A packed value: what it is, where it stands in its file, and what it holds.
#[derive(Clone, Debug)]
pub(super) struct Packed<'p> {
    kind: u8,
    span: Range<usize>,
    bytes: &'p [u8],
}

/// The name of a packed entry, where that stands, and its value.
pub(super) type PackedEntry<'p> = (&'p str, Range<usize>, Packed<'p>);

impl<'p> Packed<'p> {
    /// The entries of a packed file; `None` where nothing is packed.
    pub(super) fn entries(bytes: &'p [u8]) -> Option<Vec<PackedEntry<'p>>> {
        let mut rest = Rest(bytes);
        let mut found = Vec::new();
        while !rest.0.is_empty() {
            found.push(rest.entry()?);
        }
        (!found.is_empty()).then_some(found)
    }

    /// The values of an array.
    pub(super) fn members(&self) -> Option<Vec<Self>> {
        let mut rest = Some(Rest(self.bytes)).filter(|_| self.kind == b'a')?;
        let mut found = Vec::new();
        while !rest.0.is_empty() {
            found.push(rest.value()?);
        }
        Some(found)
    }
}

/// What is left of packed bytes.
struct Rest<'p>(&'p [u8]);

impl<'p> Rest<'p> {
    fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return Some(number);
            }
        }
    }

    fn bytes(&mut self) -> Option<&'p [u8]> {
        let length = self.number()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn place(&mut self) -> Option<Range<usize>> {
        let start = self.number()?;
        Some(start..start + self.number()?)
    }

    fn value(&mut self) -> Option<Packed<'p>> {
        let (&kind, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(Packed { kind, span: self.place()?, bytes: self.bytes()? })
    }

    fn entry(&mut self) -> Option<PackedEntry<'p>> {
        let place = self.place()?;
        let name = std::str::from_utf8(self.bytes()?).ok()?;
        Some((name, place, self.value()?))
    }
}

fn broken() -> Error {
    Error::custom("the packed rules are broken")
}

impl<'de> Deserializer<'de> for Packed<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.kind {
            b's' => visitor.visit_borrowed_str(std::str::from_utf8(self.bytes).map_err(|_| broken())?),
            b'i' => visitor.visit_i64(i64::from_le_bytes(self.bytes.try_into().map_err(|_| broken())?)),
            b'b' => visitor.visit_bool(self.bytes == [1]),
            b'a' => visitor.visit_seq(Members(Rest(self.bytes))),
            b't' => visitor.visit_map(Entries { rest: Rest(self.bytes), value: None }),
            _ => Err(broken()),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if is_spanned(name) {
            let span = self.span.clone();
            return visitor.visit_map(SpannedDeserializer::new(self, span));
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl<'p> IntoDeserializer<'p, Error> for Packed<'p> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The members of an array that are not read yet.
struct Members<'p>(Rest<'p>);

impl<'p> SeqAccess<'p> for Members<'p> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'p>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if self.0.0.is_empty() {
            return Ok(None);
        }
        seed.deserialize(self.0.value().ok_or_else(broken)?).map(Some)
    }
}

/// The entries of a table that are not read yet, and the value of the one whose name is read.
struct Entries<'p> {
    rest: Rest<'p>,
    value: Option<Packed<'p>>,
}

impl<'p> MapAccess<'p> for Entries<'p> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'p>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if self.rest.0.is_empty() {
            return Ok(None);
        }
        let (name, _, value) = self.rest.entry().ok_or_else(broken)?;
        self.value = Some(value);
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'p>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.value.take().ok_or_else(broken)?)
    }
}
