//! Lines read ahead of the jobs that take them, within bounds.

use std::{
    collections::VecDeque,
    io::{self, BufRead, BufReader, Read},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

use duibiao::read::bounds::STREAM_LINE_BYTES;

/// Bytes of lines that wait for a job; one line may be longer.
pub(super) const AHEAD_BYTES: usize = 4 << 20;

/// Most lines that a job takes at once, and the bytes after which it takes no more.
const TAKEN_LINES: usize = 256;
const TAKEN_BYTES: usize = 1 << 20;

/// A line and its number, from 1.
pub(super) struct Line {
    pub(super) number: usize,
    /// Its bytes without the line end, or how many it had where these were too many.
    pub(super) bytes: Result<Vec<u8>, usize>,
}

impl Line {
    /// How much memory it holds; an empty one is not free either.
    fn weight(&self) -> usize {
        size_of::<Self>() + self.bytes.as_ref().map_or(0, Vec::len)
    }
}

/// Lines between the thread that reads them and the jobs.
pub(super) struct Intake {
    jobs: usize,
    /// How many takings may be under way or wait to be written.
    window: u64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    lines: VecDeque<Line>,
    bytes: usize,
    /// No line will come any more.
    ended: bool,
    /// Nobody wants lines any more.
    closed: bool,
    failure: Option<io::Error>,
    taken: u64,
    written: u64,
}

impl Intake {
    pub(super) fn new(jobs: usize, waiting: usize) -> Self {
        let window = (jobs * waiting) as u64;
        Self { jobs, window, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Reads lines until there are no more or nobody wants them; waits while enough of them lie here.
    pub(super) fn fill(&self, input: impl Read) {
        let mut input = BufReader::with_capacity(1 << 16, input);
        let mut number = 0;
        loop {
            let read = line(&mut input, STREAM_LINE_BYTES);
            number += 1;
            let mut state = self.wait(|state| state.closed || state.bytes < AHEAD_BYTES);
            match read {
                Ok(Some(bytes)) if !state.closed => {
                    let line = Line { number, bytes };
                    state.bytes += line.weight();
                    state.lines.push_back(line);
                }
                Ok(_) => state.ended = true,
                Err(error) => {
                    state.failure = Some(error);
                    state.ended = true;
                }
            }
            let ended = state.ended;
            drop(state);
            self.changed.notify_all();
            if ended {
                break;
            }
        }
    }

    /// The next lines with the number of this taking; waits for the first, and takes others that are there already.
    pub(super) fn take(&self) -> Option<(u64, Vec<Line>)> {
        let mut state = self.wait(|state| {
            let room = state.taken < state.written + self.window;
            state.closed || room && !state.lines.is_empty() || state.ended && state.lines.is_empty()
        });
        if state.closed {
            return None;
        }
        // What is there is for all jobs.
        let most = (state.lines.len() / self.jobs).clamp(1, TAKEN_LINES);
        let (mut lines, mut bytes) = (Vec::new(), 0);
        while lines.len() < most && bytes < TAKEN_BYTES {
            let Some(line) = state.lines.pop_front() else { break };
            bytes += line.weight();
            lines.push(line);
        }
        state.bytes -= bytes;
        let number = state.taken;
        state.taken += u64::from(!lines.is_empty());
        drop(state);
        self.changed.notify_all();
        (!lines.is_empty()).then_some((number, lines))
    }

    /// Says that the answers to so many takings are written.
    pub(super) fn written(&self, count: u64) {
        self.lock().written = count;
        self.changed.notify_all();
    }

    /// Says that no more lines are wanted.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Why reading stopped before the end.
    pub(super) fn failure(&self) -> Option<io::Error> {
        self.lock().failure.take()
    }

    fn wait(&self, until: impl Fn(&State) -> bool) -> MutexGuard<'_, State> {
        let wait = self.changed.wait_while(self.lock(), |state| !until(state));
        wait.unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The next line without its end; of one that is longer than `limit` only how long it is.
fn line(input: &mut impl BufRead, limit: usize) -> io::Result<Option<Result<Vec<u8>, usize>>> {
    let mut bytes = Vec::new();
    let read = input.by_ref().take(limit as u64 + 1).read_until(b'\n', &mut bytes)?;
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    } else if read > limit {
        drop(bytes);
        let rest = input.skip_until(b'\n')?;
        return Ok(Some(Err(read + rest)));
    }
    Ok((read > 0).then_some(Ok(bytes)))
}

#[cfg(test)]
mod tests {
    use std::io::{self, BufReader, Read};

    use super::{AHEAD_BYTES, Intake, line};

    #[test]
    fn a_long_line_is_passed_over_and_the_next_one_is_read() {
        let mut input = BufReader::with_capacity(3, "abcdefgh\nij\n\nabcde\nlast".as_bytes());
        let read =
            || line(&mut input, 5).unwrap().map(|line| line.map(|bytes| String::from_utf8(bytes).unwrap()));
        let lines: Vec<_> = std::iter::from_fn(read).collect();
        let text = |text: &str| Ok(text.to_owned());
        assert_eq!(lines, [Err(9), text("ij"), text(""), text("abcde"), text("last")]);
    }

    #[test]
    fn no_more_is_read_ahead_than_the_bound() {
        /// Lines without end, and how many bytes of them were read.
        struct Endless<'c>(&'c std::sync::atomic::AtomicUsize);
        impl Read for Endless<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                buffer.fill(b'a');
                if let Some(last) = buffer.last_mut() {
                    *last = b'\n';
                }
                self.0.fetch_add(buffer.len(), std::sync::atomic::Ordering::SeqCst);
                Ok(buffer.len())
            }
        }
        let read = std::sync::atomic::AtomicUsize::new(0);
        let intake = Intake::new(1, 2);
        std::thread::scope(|scope| {
            scope.spawn(|| intake.fill(Endless(&read)));
            let [(first, _), (second, _)] = [intake.take().unwrap(), intake.take().unwrap()];
            assert_eq!((first, second), (0, 1));
            // Two takings wait to be written: a third has to wait, and so has the reading.
            std::thread::scope(|inner| {
                let third = inner.spawn(|| intake.take().map(|(number, _)| number));
                std::thread::sleep(std::time::Duration::from_millis(100));
                assert!(!third.is_finished());
                assert!(read.load(std::sync::atomic::Ordering::SeqCst) < 2 * AHEAD_BYTES);
                intake.written(1);
                assert_eq!(third.join().unwrap(), Some(2));
            });
            intake.close();
            assert!(intake.take().is_none());
        });
    }
}
