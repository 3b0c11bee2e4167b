//! What is being written under a name that is not its own yet, taken away where the run is interrupted.

use std::{
    fs, io,
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The files and folders that are being written. A signal comes to the process, so this belongs to the process.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn all() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file or folder that is being written.
pub(crate) struct Unfinished(PathBuf);

impl Unfinished {
    /// Makes one; no signal comes between its making and its being known.
    pub(crate) fn begin<T>(
        make: impl FnOnce() -> io::Result<T>,
        path: impl FnOnce(&T) -> PathBuf,
    ) -> io::Result<(T, Self)> {
        let mut known = all();
        let made = make()?;
        let path = path(&made);
        known.push(path.clone());
        Ok((made, Self(path)))
    }

    /// Adds to it; a signal comes before or behind that, so that nothing comes into a folder that is taken away.
    pub(crate) fn add<T>(&self, work: impl FnOnce() -> T) -> T {
        let known = all();
        let done = work();
        drop(known);
        done
    }

    /// Puts it in its place; a signal comes before or behind that.
    pub(crate) fn finish<T>(self, place: impl FnOnce() -> T) -> T {
        self.add(place)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        all().retain(|path| *path != self.0);
    }
}

/// From now on SIGHUP, SIGINT, SIGQUIT and SIGTERM take away what is unfinished before they end the process.
#[cfg(unix)]
pub(crate) fn watch_signals() {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
        iterator::Signals,
        low_level::emulate_default_handler,
    };
    // Without the watch a signal ends the process all the same, and leaves a hidden file behind.
    let ignored = ignored();
    let taken =
        [SIGHUP, SIGINT, SIGQUIT, SIGTERM].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
    let Ok(mut signals) = Signals::new(taken) else { return };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            // Nothing is begun or finished any more: the lock is held to the end.
            let unfinished = all();
            for path in unfinished.iter() {
                let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
                drop(removed);
            }
            if emulate_default_handler(signal).is_err() {
                std::process::exit(128 + signal);
            }
        }
    });
}

/// The signals that the caller wants ignored (`nohup`, a job in the background), one a bit; where the system does not
/// tell, none.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}

/// Elsewhere the system ends the process at once.
#[cfg(not(unix))]
pub(crate) fn watch_signals() {}
