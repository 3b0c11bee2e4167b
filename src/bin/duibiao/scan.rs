use std::{io, path::PathBuf, process::ExitCode};

use duibiao::{
    error::Error,
    model::{Bound, Quantity, QuantityKind, Roughness},
    rules::Rulebook,
};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::{args::RulesFrom, inputs, messages::Messages, output::Output, reading::ReadingArgs};

/// List every quantity of a text as NDJSON: its place, kind, value, unit, and value in the base unit.
#[derive(clap::Args)]
#[command(after_help = FIELDS)]
pub(crate) struct ScanArgs {
    /// A file, or `-` for standard input
    #[arg(value_name = "INPUT")]
    input: Option<PathBuf>,
    #[command(flatten)]
    rules: RulesFrom,
    #[command(flatten)]
    reading: ReadingArgs,
}

const FIELDS: &str = "\
Examples:
  duibiao scan report.txt
  echo 新建桥梁17座以上 | duibiao scan -

One JSON object a line. Numbers are exact decimals, as JSON strings; null where there is none.
  text         the quantity as written, with the words of its bound
  start, end   its place in Unicode scalar values of the text, the end exclusive
  kind         number, count, money, measure, percent, points, multiple, tenths, fraction, range
  value        the number, its 万 or 亿 multiplied in; null for a range
  low, high    what the words allow: 17座以上 has a low and no high
  unit         the unit without its 万 or 亿
  base_value   the value (of a range the low end) in base_unit: 2公顷 is 30 亩
  base_unit    the unit in which all units of its kind are counted
  bound        exactly, at_least, more_than, at_most, less_than, about, between
  approx       over (余, 多, 超), nearly (近, 不足), about (约, 左右), or null";

/// One quantity as it is written out.
#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    kind: &'static str,
    value: Option<Decimal>,
    low: Option<Decimal>,
    high: Option<Decimal>,
    unit: Option<&'a str>,
    base_value: Option<Decimal>,
    base_unit: Option<String>,
    bound: &'static str,
    approx: Option<&'static str>,
}

impl ScanArgs {
    pub(crate) fn run(&self, _messages: &Messages) -> Result<ExitCode, Error> {
        let rules = self.rules.load()?;
        let arguments = inputs::or_stdin(self.input.as_slice())?;
        for input in inputs::expand(&arguments, None) {
            let source =
                self.reading.source(&input).map_err(|reason| Error::Read { file: input.name(), reason })?;
            Output::Stdout.write(|out| {
                for quantity in duibiao::scan::quantities(&source.text, &rules) {
                    let (start, end) = (source.scalar(quantity.span.start), source.scalar(quantity.span.end));
                    let line = line(&source.text, &quantity, (start, end), &rules);
                    serde_json::to_writer(&mut *out, &line).map_err(io::Error::from)?;
                    out.write_all(b"\n")?;
                }
                Ok(())
            })?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn line<'a>(
    text: &'a str,
    quantity: &'a Quantity,
    (start, end): (usize, usize),
    rules: &Rulebook,
) -> Line<'a> {
    let times = |amount: Decimal| amount.checked_mul(quantity.magnitude).map(|value| value.normalize());
    let (first, last) = (times(quantity.amount.low()), times(quantity.amount.high()));
    let (value, low, high) = match quantity.bound {
        Bound::Between => (None, first, last),
        Bound::Exactly => (first, first, first),
        Bound::About => (first, None, None),
        Bound::AtLeast | Bound::MoreThan => (first, first, None),
        Bound::AtMost | Bound::LessThan => (first, None, last),
    };
    let unit = quantity.unit.as_ref();
    let base_unit = unit.and_then(|unit| {
        let base = rules.units.base(&unit.dimension)?;
        Some(if unit.counter { unit.name.clone() } else { base.name.clone() })
    });
    let base_value = base_unit.as_ref().and(quantity.base_low()).map(|value| value.normalize());
    let kind = if quantity.bound == Bound::Between { "range" } else { kind(quantity.kind) };
    Line {
        text: quantity.span.text(text),
        start,
        end,
        kind,
        value,
        low,
        high,
        unit: unit.map(|unit| unit.name.as_str()),
        base_value,
        base_unit,
        bound: bound(quantity.bound),
        approx: approx(quantity.roughness, quantity.bound),
    }
}

fn kind(kind: QuantityKind) -> &'static str {
    match kind {
        QuantityKind::Number => "number",
        QuantityKind::Count => "count",
        QuantityKind::Money => "money",
        QuantityKind::Measure => "measure",
        QuantityKind::Percent => "percent",
        QuantityKind::Points => "points",
        QuantityKind::Multiple => "multiple",
        QuantityKind::Tenths => "tenths",
        QuantityKind::Fraction => "fraction",
    }
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exactly => "exactly",
        Bound::AtLeast => "at_least",
        Bound::MoreThan => "more_than",
        Bound::AtMost => "at_most",
        Bound::LessThan => "less_than",
        Bound::About => "about",
        Bound::Between => "between",
    }
}

fn approx(roughness: Roughness, bound: Bound) -> Option<&'static str> {
    match roughness {
        Roughness::Over => Some("over"),
        Roughness::Nearly => Some("nearly"),
        Roughness::About => Some("about"),
        Roughness::Exact => (bound == Bound::About).then_some("about"),
    }
}
