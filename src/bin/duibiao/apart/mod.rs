//! All but text and pages is read apart, and archives and mails are unpacked there: by a child process of the same program, within a bound of memory and of time.
//!
//! A child reads one file after the other, so that its start is paid once for each job. Where a file brings it down,
//! that is an error of this file, and the next one gets another child.

mod child;
mod limits;

use std::{
    io::{self, Read},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{Mutex, PoisonError, mpsc},
    thread,
};

use duibiao::{
    read::{
        Options,
        courier::{self, Carried},
    },
    text::Source,
};

pub(crate) use child::run;
use limits::Bounds;

/// The command, not listed in the help, by which the program reads for another one.
pub(crate) const COMMAND: &str = "read-apart";

/// What is done where memory or time ran out.
const PART: &str = "save the part that matters as a document of its own";
/// What is done with a broken file.
const AGAIN: &str = "open it in its own program and save it again";

/// The children that wait for work.
#[derive(Debug, Default)]
pub(crate) struct Apart {
    idle: Mutex<Vec<Reader>>,
    /// Where the models stand, for children that read pictures.
    models: Option<PathBuf>,
}

impl Clone for Apart {
    /// Others have children of their own.
    fn clone(&self) -> Self {
        Self { idle: Mutex::default(), models: self.models.clone() }
    }
}

impl Apart {
    /// Children that read pictures by the models of a folder.
    pub(crate) fn seeing(models: PathBuf) -> Self {
        Self { models: Some(models), ..Self::default() }
    }

    /// Reads a document, or says why it cannot be read.
    pub(crate) fn read(&self, name: &str, options: &Options, bytes: &[u8]) -> Result<Source, String> {
        self.by_child(&|reader| {
            reader.exchange(
                |input| courier::send(name, options, bytes, input),
                |output| courier::answered(name, output),
            )
        })
    }

    /// The documents that a document carries.
    pub(crate) fn carried(&self, name: &str, bytes: &[u8], pictures: bool) -> Carried {
        self.by_child(&|reader| {
            reader.exchange(
                |input| courier::send_carrier(name, bytes, pictures, input),
                courier::answered_carrier,
            )
        })
    }

    /// What a child answers: one that waits, or a new one.
    fn by_child<T>(&self, ask: &Ask<'_, T>) -> Result<T, String> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(mut reader) = idle {
            match ask(&mut reader) {
                Ok(answer) => {
                    self.rest(reader);
                    return answer;
                }
                // Time and depth are those of the document alone.
                Err(death @ (Death::Time | Death::Nesting)) => return Err(death.told(reader.bounds)),
                // What it read before may have left it short of memory: only what a new one says counts.
                Err(Death::Memory | Death::Other(_)) => {}
            }
        }
        let mut reader = Reader::start(self.models.as_deref()).map_err(|error| {
            format!("the process that reads it cannot be started ({error}): try --no-sandbox")
        })?;
        let answer = ask(&mut reader).map_err(|death| death.told(reader.bounds))?;
        self.rest(reader);
        answer
    }

    fn rest(&self, reader: Reader) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
    }
}

/// What is asked of a child.
type Ask<'a, T> = dyn Fn(&mut Reader) -> Result<Result<T, String>, Death> + 'a;

/// A child and its ends.
#[derive(Debug)]
struct Reader {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
    bounds: Bounds,
}

/// Why a child gave no answer.
enum Death {
    Memory,
    Time,
    Nesting,
    /// What the system says.
    Other(String),
}

impl Death {
    fn told(&self, bounds: Bounds) -> String {
        let (bytes, time) = (bounds.bytes, bounds.milliseconds);
        match self {
            Self::Memory => format!("too much: reading it takes more than {bytes} bytes of memory: {PART}"),
            Self::Time => format!("too much: reading it takes longer than {time} milliseconds: {PART}"),
            Self::Nesting => format!("its parts are nested too deeply to be read: {AGAIN}"),
            Self::Other(end) => format!("it brought its reader down ({end}): {AGAIN}"),
        }
    }
}

impl Reader {
    fn start(models: Option<&Path>) -> io::Result<Self> {
        let mut command = Command::new(program()?);
        command.arg(COMMAND).args(models).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        {
            // An interrupt at the terminal is for its parent, which lets it go.
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
        }
        let mut child = command.spawn()?;
        let ends = child.stdin.take().zip(child.stdout.take());
        let (input, output) = ends.ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Self { child, input, output, bounds: Bounds::of(models) })
    }

    fn exchange<T: Send>(
        &mut self,
        send: impl FnOnce(&mut ChildStdin) -> io::Result<()> + Send,
        answered: impl FnOnce(&mut ChildStdout) -> io::Result<Option<T>> + Send,
    ) -> Result<T, Death> {
        let wait = self.bounds.by_the_clock();
        let (input, output, child) = (&mut self.input, &mut self.output, &mut self.child);
        let come = thread::scope(|scope| {
            let (tell, come) = mpsc::channel();
            let exchange = move || {
                let sent = send(input);
                // Nobody listens any more where it came too late.
                drop(tell.send(sent.and_then(|()| answered(output))));
            };
            thread::Builder::new()
                .spawn_scoped(scope, exchange)
                .map_err(|error| Death::Other(error.to_string()))?;
            let come = come.recv_timeout(wait);
            if come.is_err() {
                // Its ends close, and so the exchange ends.
                drop(child.kill());
            }
            come.map_err(|_| Death::Time)
        })?;
        match come {
            Ok(Some(answer)) => Ok(answer),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(Death::Other(error.to_string())),
            Ok(None) | Err(_) => Err(self.death()),
        }
    }

    /// What a child died of.
    fn death(&mut self) -> Death {
        drop(self.child.kill());
        let Ok(status) = self.child.wait() else { return Death::Other("unknown".to_owned()) };
        let mut last = Vec::new();
        if let Some(stderr) = self.child.stderr.take() {
            drop(stderr.take(4096).read_to_end(&mut last));
        }
        let last = String::from_utf8_lossy(&last);
        if last.contains("memory allocation of") {
            Death::Memory
        } else if last.contains("overflowed its stack") {
            Death::Nesting
        } else if limits::timed_out(status) {
            Death::Time
        } else {
            Death::Other(status.to_string())
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // Where it is gone already, that is as good.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// This program; on Linux it is found though its file was replaced meanwhile.
fn program() -> io::Result<PathBuf> {
    let own = PathBuf::from("/proc/self/exe");
    if cfg!(target_os = "linux") && own.exists() { Ok(own) } else { std::env::current_exe() }
}
