//! The commands of the program, and how it is called.

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use clap::{CommandFactory, Parser, Subcommand};
use duibiao::error::Error;

use crate::{
    apart, beside, brief, check, compare, completions, evaluate, explain, extract, ledger, man,
    messages::{Language, Log, Messages},
    ocr, questions, rules, scan, schema, serve, text,
};

/// Reads Chinese progress reports, finds which figure answers which goal, and exports completion ratios
#[derive(Parser)]
#[command(name = "duibiao", version, after_long_help = EXIT_CODES, max_term_width = 100, override_usage = USAGE)]
pub(crate) struct Args {
    /// How messages are written to stderr
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORM")]
    pub(crate) log: Log,
    /// Language of messages and of all that is written for people; help and messages follow the locale without it,
    /// CSV headers and files do not
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<Language>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  done, and below a bound that was asked for (evaluate --min-f1), with findings (check --fail-on) or
     differences (compare --exit-code)
  2  wrong usage, or rule files with faults
  3  some inputs could not be read (the rest is written, the bad ones are named), or the output could not be written
  4  a mistake of the program itself

Start with: duibiao REPORT.txt          a workbook and a review page beside the report
            duibiao extract REPORT.txt  the table on the terminal";

const USAGE: &str = "duibiao [OPTIONS] <COMMAND>\n       duibiao [OPTIONS] <FILE>...";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Write one row for each goal and the figure that answers it
    Extract(extract::ExtractArgs),
    /// Open the workbench in the browser: drop, review, correct, save, keep the months
    Serve(serve::ServeArgs),
    /// List every quantity of a text as NDJSON
    Scan(scan::ScanArgs),
    /// Print the text of a document as it is read
    Text(text::TextArgs),
    /// Show every number of a task: how it was read, what it was paired with, and why
    Explain(explain::ExplainArgs),
    /// Write what is in doubt as questions for a second reader
    Questions(questions::QuestionsArgs),
    /// Write a draft of the notice (督查通报), each number with its place
    Brief(brief::BriefArgs),
    /// Find what deserves a look, alone or beside the report before
    Check(check::CheckArgs),
    /// Show what changed between two reports or two exported tables
    Compare(compare::CompareArgs),
    /// Keep the months in one file
    Ledger(ledger::LedgerArgs),
    /// Score the findings against rows made by hand
    Evaluate(evaluate::EvaluateArgs),
    /// Check or show the rule files
    Rules(rules::RulesArgs),
    /// Describe the columns of the table
    Schema(schema::SchemaArgs),
    /// Bring the models that read scans and pictures
    Ocr(ocr::OcrArgs),
    /// Write a completion script for a shell
    Completions(completions::CompletionsArgs),
    /// Write the manual page
    Man(man::ManArgs),
    /// Read documents for another process of this program
    #[command(name = apart::COMMAND, hide = true)]
    ReadApart {
        /// Where the models stand, for a process that reads pictures
        models: Option<PathBuf>,
    },
    /// Files without a command.
    #[command(external_subcommand)]
    Files(Vec<OsString>),
}

impl Command {
    /// Runs it; data goes to stdout, everything else through `messages`.
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        match self {
            Self::Extract(args) => args.run(messages),
            Self::Serve(args) => args.run(messages),
            Self::Scan(args) => args.run(messages),
            Self::Text(args) => args.run(messages),
            Self::Explain(args) => args.run(messages),
            Self::Questions(args) => args.run(messages),
            Self::Brief(args) => args.run(messages),
            Self::Check(args) => args.run(messages),
            Self::Compare(args) => args.run(messages),
            Self::Ledger(args) => args.run(messages),
            Self::Evaluate(args) => args.run(messages),
            Self::Rules(args) => args.run(messages),
            Self::Schema(args) => args.run(messages),
            Self::Ocr(args) => args.run(messages),
            Self::Completions(args) => args.run(Args::command(), messages),
            Self::Man(args) => args.run(Args::command(), messages),
            Self::ReadApart { models } => Ok(apart::run(models.as_deref())),
            Self::Files(words) => beside::Beside::of(words, messages.asked()).run(&Args::command(), messages),
        }
    }
}
