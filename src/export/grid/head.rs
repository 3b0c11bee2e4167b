//! The columns of a grid.

use std::borrow::Cow;

use crate::measure::{Column, ColumnType};

/// A column of a grid: one of the contract, or one that the rows themselves name.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its name in machine formats.
    pub name: Cow<'static, str>,
    /// Its header for people.
    pub zh: Cow<'static, str>,
    /// What it holds.
    pub kind: ColumnType,
    /// What it means.
    pub meaning: &'static str,
    /// True for ratios, which people read in percent.
    pub percent: bool,
}

impl Head {
    /// A column of ratios that the rows name.
    #[must_use]
    pub fn ratio(name: String) -> Self {
        let name: Cow<'static, str> = Cow::Owned(name);
        Self { zh: name.clone(), name, kind: ColumnType::Decimal, meaning: "completion ratio", percent: true }
    }
}

impl From<&Column> for Head {
    fn from(column: &Column) -> Self {
        let shares = column.name.ends_with("ratio") || column.name == "coverage";
        Self {
            name: Cow::Borrowed(column.name),
            zh: Cow::Borrowed(column.zh),
            kind: column.kind,
            meaning: column.meaning,
            percent: shares && column.kind == ColumnType::Decimal,
        }
    }
}
