use std::{path::PathBuf, process::ExitCode};

use duibiao::{
    error::Error,
    text::{Source, Span},
};

use crate::{inputs, messages::Messages, output::Output, passed, reading::ReadingArgs};

/// Print the text of a document as it is read: what every place of the table counts in.
#[derive(clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct TextArgs {
    /// A file, or `-` for standard input
    #[arg(value_name = "INPUT")]
    input: Option<PathBuf>,
    /// Show before each line its number, its first and its last Unicode scalar value, and its page, paragraph or cell
    #[arg(long)]
    places: bool,
    #[command(flatten)]
    reading: ReadingArgs,
}

const EXAMPLES: &str = "\
Examples:
  duibiao text report.doc
  duibiao text --places report.pdf

With --places the columns are joined by tabs. Numbers are those of the columns goal_line, goal_start and goal_end:
for text and Markdown they count in the file, for other documents in what `duibiao text` prints without --places.
The rows of a table are lines whose cells are joined by tabs; the place is that of the first cell.";

impl TextArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let arguments = inputs::or_stdin(self.input.as_slice())?;
        let mut open = false;
        for input in self.reading.expand(&arguments, None) {
            let Some(source) = source(&self.reading, &input, messages)? else { continue };
            // The next document begins with a line of its own.
            let apart = std::mem::replace(&mut open, !self.places && !source.text.ends_with('\n'));
            Output::Stdout.write(|out| {
                if apart {
                    writeln!(out)?;
                }
                if !self.places {
                    return out.write_all(source.text.as_bytes());
                }
                for line in source.lines().filter(|line| !line.is_empty()) {
                    let (start, end) = source.scalars(line);
                    let (number, place) = (source.line(line.start), place(&source, line));
                    writeln!(out, "{number}\t{start}\t{end}\t{place}\t{}", line.text(&source.text))?;
                }
                Ok(())
            })?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The page, paragraph or cell of the first words of a line.
fn place(source: &Source, line: Span) -> String {
    let words = line.text(&source.text);
    let first = line.start + words.len() - words.trim_start().len();
    source.locus(first).map(ToString::to_string).unwrap_or_default()
}

/// A document by itself; none where it is passed by with a note.
pub(crate) fn source(
    reading: &ReadingArgs,
    input: &inputs::Input,
    messages: &Messages,
) -> Result<Option<Source>, Error> {
    let reason = match reading.source(input) {
        Ok(source) => return Ok(Some(source)),
        Err(reason) => reason,
    };
    let Some(passed) = passed::passes_by(input, &reason) else {
        return Err(Error::Read { file: input.name(), reason });
    };
    messages.passed_by(&input.name(), passed, &reason);
    Ok(None)
}
