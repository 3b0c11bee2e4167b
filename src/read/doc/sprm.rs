use crate::read::compound::short;

/// The properties in a list, each with its code and what it says.
pub(super) struct Sprms<'a>(pub(super) &'a [u8]);

/// The definition of a row, whose length takes two bytes.
pub(super) const ROW: u16 = 0xd608;
/// Tab stops, whose length may be left out.
const TABS: u16 = 0xc615;

impl<'a> Iterator for Sprms<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let code = short(self.0, 0)?;
        let rest = &self.0[2..];
        let (from, length) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if code == ROW => (2, usize::from(short(rest, 0)?).saturating_sub(1)),
            _ if code == TABS && rest.first() == Some(&255) => return None,
            _ => (1, usize::from(*rest.first()?)),
        };
        let told = rest.get(from..from + length)?;
        self.0 = &rest[from + length..];
        Some((code, told))
    }
}
