//! Work on many things by several threads, whose results come in the order of the things.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc},
    thread,
};

/// Results that may wait for an earlier one, for each job.
const WAITING: usize = 4;

/// How far the work has come.
#[derive(Default)]
struct Turn {
    /// Things that a job has taken.
    taken: usize,
    /// Results that were handed on.
    handed: usize,
    /// No more results are wanted.
    closed: bool,
}

/// The turn of threads that wait for each other.
#[derive(Default)]
struct Turns {
    turn: Mutex<Turn>,
    changed: Condvar,
}

impl Turns {
    /// The next thing of `all`, once not too many results before it wait to be handed on.
    fn take(&self, all: usize, window: usize) -> Option<usize> {
        let held = |turn: &mut Turn| !turn.closed && turn.taken < all && turn.taken >= turn.handed + window;
        let mut turn = self.changed.wait_while(self.lock(), held).unwrap_or_else(PoisonError::into_inner);
        let next = turn.taken;
        turn.taken += 1;
        (!turn.closed && next < all).then_some(next)
    }

    fn change(&self, change: impl FnOnce(&mut Turn)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the work when nobody hands results on any more, for whatever reason.
struct Closing<'t>(&'t Turns);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.change(|turn| turn.closed = true);
    }
}

/// Lets `jobs` threads work on the things, and hands each result on in the order of the things; the first that `hand`
/// does not take ends it. Few results wait at any time, however many things there are.
pub(crate) fn in_turn<T: Sync, R: Send, E>(
    things: &[T],
    jobs: usize,
    work: impl Fn(&T) -> R + Sync,
    mut hand: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let turns = Turns::default();
    thread::scope(|scope| {
        let (send, results) = mpsc::channel();
        for _ in 0..jobs.min(things.len()) {
            let (send, turns, work) = (send.clone(), &turns, &work);
            scope.spawn(move || {
                while let Some(next) = turns.take(things.len(), jobs * WAITING) {
                    // Who waits for a result that never comes would wait for ever: a panic is a result, too.
                    let result = catch_unwind(AssertUnwindSafe(|| work(&things[next])));
                    if send.send((next, result)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let _closing = Closing(&turns);
        let (mut waiting, mut next) = (BTreeMap::new(), 0);
        for (at, result) in results {
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&next) {
                hand(result.unwrap_or_else(|panic| resume_unwind(panic)))?;
                next += 1;
                turns.change(|turn| turn.handed = next);
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::in_turn;

    #[test]
    fn results_come_in_order_and_an_error_or_a_panic_ends_the_work() {
        let things: Vec<usize> = (0..500).collect();
        let late = |thing: &usize| {
            if thing.is_multiple_of(7) {
                std::thread::sleep(std::time::Duration::from_micros(200));
            }
            *thing
        };
        let mut seen = Vec::new();
        let all = in_turn(&things, 3, late, |thing| {
            seen.push(thing);
            Ok::<(), ()>(())
        });
        assert_eq!((all, &seen), (Ok(()), &things));
        let some = in_turn(&things, 3, late, |thing| if thing < 20 { Ok(()) } else { Err(thing) });
        assert_eq!(some, Err(20));
        let broken = |thing: &usize| assert!(*thing != 30, "broken");
        let panicked = std::panic::catch_unwind(|| in_turn(&things, 2, broken, |()| Ok::<(), ()>(())));
        assert!(panicked.is_err());
        assert_eq!(in_turn(&[] as &[usize], 2, late, |_| Err(())), Ok(()));
    }
}
