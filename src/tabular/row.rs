//! The rows of a band: what each is about, and what stands in it.

use super::{caption::CaptionUnit, value::Value};
use crate::{scan::UnitText, text::Span};

/// A row of data.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// Heading over it inside the table.
    pub(crate) section: Option<Span>,
    /// Its number, that of the row above where its own is merged with it.
    pub(crate) serial: String,
    /// What it names, upper levels first, each once.
    pub(crate) names: Vec<String>,
    /// Where the lowest name stands.
    pub(crate) name_span: Option<Span>,
    /// Its district or body; empty for a total.
    pub(crate) scope: String,
    /// The unit of its own column, or of its name.
    pub(crate) unit: Option<UnitText>,
    /// True for 合计.
    pub(crate) total: bool,
    /// 合计 as printed.
    pub(crate) total_name: String,
    /// True where another row right beside it has all of its names.
    pub(crate) shared: bool,
    /// The values by column.
    pub(crate) values: Vec<Value>,
    /// True by column where the cell belongs to a row above as well.
    pub(crate) merged: Vec<bool>,
    /// Remarks.
    pub(crate) remarks: Vec<Span>,
    /// Everything in it.
    pub(crate) span: Option<Span>,
}

impl Row {
    /// The lowest name.
    pub(crate) fn name(&self) -> &str {
        self.names.last().map_or("", String::as_str)
    }
}

/// Units for the numbers of a whole band.
#[derive(Clone, Debug, Default)]
pub(crate) struct Units {
    /// From the header over the row heads: 项目资金(万元).
    pub(crate) heads: Option<UnitText>,
    /// From the caption: 单位：万元.
    pub(crate) caption: Option<CaptionUnit>,
}
