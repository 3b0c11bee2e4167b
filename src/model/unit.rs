use rust_decimal::Decimal;

/// What kind of thing a unit counts or measures: money, area, a count of things.
///
/// Dimensions are declared in `rules/units.toml`; two quantities compare only within one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dimension(pub String);

/// A measure, its dimension, and how many base units one of it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Stable id of the rule file, ASCII: `mu`.
    pub id: String,
    /// How the field writes it: 亩. The base unit's name is what `unit` columns show.
    pub name: String,
    /// What it measures.
    pub dimension: Dimension,
    /// Base units in one of it, exact: 亩 is 2000/3 square metres, so area counts in 亩.
    pub factor: Decimal,
    /// True for counters (个, 家, 座), which count the same things under different words.
    pub counter: bool,
    /// What sort of quantity it makes.
    pub kind: super::QuantityKind,
}
