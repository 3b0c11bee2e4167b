//! What the formulas are written with.

use polars::prelude::{DataType, Expr, Scalar, col, lit};
use rust_decimal::Decimal;

use super::{
    cell::PLACES,
    frame::{decimal, fitting, mantissa},
};

/// A number of at most twelve decimals.
pub(super) fn number(text: &str) -> Expr {
    let value = Decimal::from_str_exact(text).ok().and_then(fitting).and_then(mantissa);
    value.map_or_else(unknown, |value| lit(Scalar::new_decimal(value, 38, PLACES as usize)))
}

/// A number that is not known.
pub(super) fn unknown() -> Expr {
    no_value(decimal())
}

/// No value of a type.
pub(super) fn no_value(kind: DataType) -> Expr {
    lit(Scalar::null(kind))
}

/// True where a column of words is one of these.
pub(super) fn is(name: &str, words: &[&str]) -> Expr {
    words.iter().fold(lit(false), |any, word| any.or(col(name).eq(lit((*word).to_owned()))))
}
