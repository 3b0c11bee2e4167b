use std::{io, path::PathBuf, process::ExitCode};

use duibiao::{
    error::Error,
    pipeline,
    scan::{self, Described},
};
use serde::Serialize;

use crate::{args::RulesFrom, inputs, messages::Messages, output::Output, reading::ReadingArgs, text};

/// List every quantity of a text as NDJSON: its place, kind, value, unit, and value in the base unit.
#[derive(clap::Args)]
#[command(after_long_help = FIELDS)]
pub(crate) struct ScanArgs {
    /// A file, or `-` for standard input; of a folder or an archive each document, with its name as `source`
    #[arg(value_name = "INPUT")]
    input: Option<PathBuf>,
    /// Every number besides: without a unit, ranks, dates, list numbers, 15k, 三又二分之一
    #[arg(long)]
    bare: bool,
    #[command(flatten)]
    rules: RulesFrom,
    #[command(flatten)]
    reading: ReadingArgs,
}

const FIELDS: &str = "\
Examples:
  duibiao scan report.txt
  echo 新建桥梁17座以上 | duibiao scan -
  echo 第三名得了九十八 | duibiao scan --bare -

One JSON object a line. Numbers are exact decimals, as JSON strings; null where there is none.
What is written with more digits than an exact decimal holds (28, some of 29) is no number.
  text         the quantity as written, with the words of its bound
  start, end   its place in Unicode scalar values of the text, the end exclusive
  kind         number, count, money, measure, percent, points, multiple, tenths, fraction, range,
               ordinal (第三; with --bare only)
  value        the number, its 万 or 亿 multiplied in; null for a range, and beyond 28 digits
  low, high    what the words allow: 17座以上 has a low and no high
  unit         the unit without its 万 or 亿
  base_value   the value (of a range the low end) in base_unit: 2公顷 is 30 亩
  base_unit    the unit in which all units of its kind are counted
  bound        exactly, at_least, more_than, at_most, less_than, about, between
  approx       over (余, 多, 超), nearly (近, 不足), about (约, 左右), or null";

impl ScanArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let rules = self.rules.load()?;
        let arguments = inputs::or_stdin(self.input.as_slice())?;
        text::each(&self.reading, &arguments, messages, |source, alone| {
            let numbers = if self.bare { pipeline::bare_numbers } else { pipeline::numbers };
            Output::Stdout.write(|out| {
                for quantity in numbers(source, &rules) {
                    let described = scan::described(source, &quantity, &rules);
                    let source = (!alone).then_some(source.name.as_str());
                    serde_json::to_writer(&mut *out, &Line { source, described }).map_err(io::Error::from)?;
                    out.write_all(b"\n")?;
                }
                Ok(())
            })
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A quantity, with its document where there are several.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(flatten)]
    described: Described<'a>,
}
