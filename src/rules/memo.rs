//! What was read of short texts: the cells of a table are asked about again and again.

use std::{
    any::Any,
    sync::{Arc, Mutex},
};

use super::WordMap;

/// So many texts are kept; then it begins anew.
const MOST: usize = 4096;

/// Longest text that is kept, in bytes.
const LONGEST: usize = 96;

/// What one stage has read of short texts, as long as the rules live. It changes nothing but how long it takes.
#[derive(Debug, Default)]
pub(crate) struct Memo(Mutex<WordMap<Box<str>, Arc<dyn Any + Send + Sync>>>);

impl Clone for Memo {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Memo {
    /// What `read` makes of a text, or has made of it before; another thread that looks it up is not waited for.
    pub(crate) fn of<T: Clone + Send + Sync + 'static>(&self, text: &str, read: impl FnOnce() -> T) -> T {
        if text.len() > LONGEST {
            return read();
        }
        let known = self.0.try_lock().ok().and_then(|known| known.get(text).cloned());
        if let Some(known) = known.as_ref().and_then(|known| known.downcast_ref::<T>()) {
            return known.clone();
        }
        let made = read();
        if let Ok(mut known) = self.0.try_lock() {
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(text.into(), Arc::new(made.clone()));
        }
        made
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, MOST, Memo};

    #[test]
    fn a_text_is_read_once_and_a_long_one_each_time() {
        let (memo, mut times) = (Memo::default(), 0);
        let mut read = |text: &str| {
            memo.of(text, || {
                times += 1;
                text.len()
            })
        };
        let long = "长".repeat(LONGEST);
        assert_eq!([read("户"), read("户"), read(&long), read(&long)], [3, 3, long.len(), long.len()]);
        assert_eq!(times, 3);
        for text in 0..2 * MOST {
            assert_eq!(memo.of(&text.to_string(), || text), text);
        }
        assert!(memo.0.lock().unwrap().len() <= MOST);
    }
}
