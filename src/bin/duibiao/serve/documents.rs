//! The documents on the desk: dropped, pasted, read, put away.

use std::{collections::HashSet, fs, path::Path, sync::Arc};

use duibiao::{
    conflict, documents,
    error::Error,
    measure::{self, Field, Measures, Table},
    model::Kind,
    serve::safe_name,
};
use rayon::prelude::*;

use super::{
    desk::{Desk, Told},
    document::Document,
    folder::Folder,
};
use crate::{
    inputs::{self, Input},
    reading::{self, Reading, Unread},
};

/// So many documents lie on a desk at most.
const MOST: usize = 2000;

/// A document before it has its place.
struct Fresh {
    reading: Reading,
    rows: usize,
    open: usize,
    look: Vec<String>,
}

impl Desk<'_> {
    /// Reads what lies in the folder; what cannot be read any more is left out, and stays there.
    pub(super) fn take_up(&self) -> Result<(), Error> {
        let files = self.folder.documents()?;
        let read = |(name, bytes): &(String, Vec<u8>)| (name.clone(), self.read(name, bytes));
        let read: Vec<_> = self.reading.pool()?.install(|| files.par_iter().map(read).collect());
        let read = read.into_iter().filter_map(|(name, readings)| Some((name, readings.ok()?)));
        let (names, readings): (Vec<String>, Vec<Reading>) = read
            .flat_map(|(name, readings)| readings.into_iter().map(move |reading| (name.clone(), reading)))
            .unzip();
        // Measured together and behind the reading: a thread that waits for the measuring would read on meanwhile,
        // one document within the other.
        let fresh = self.counted(readings).map_err(Error::Internal)?;
        for (name, fresh) in names.into_iter().zip(fresh) {
            self.place(&name, vec![fresh]);
        }
        Ok(())
    }

    /// Adds what was named on the command line; `Some` says why it could not be.
    pub(super) fn add_input(&self, input: &Input) -> Option<String> {
        let bytes = match input {
            Input::Nothing(_, reason) | Input::Closed { reason, .. } => return Some(reason.clone()),
            Input::Carried { bytes, .. } => Ok(bytes.to_vec()),
            Input::Document(path) | Input::Found(path) => inputs::bytes(path),
        };
        bytes.and_then(|bytes| self.add(&input.name(), &bytes)).err()
    }

    /// Adds a document that was dropped or pasted: read first, kept in the folder then. The ids of what it holds.
    pub(super) fn add(&self, name: &str, bytes: &[u8]) -> Told<Vec<u32>> {
        let wanted = safe_name(name);
        let name = {
            let inner = self.inner();
            if inner.documents.len() >= MOST {
                return Err(format!(
                    "too many: {MOST} documents lie here; remove some, or use another --folder"
                ));
            }
            match self.same(&wanted, bytes) {
                Some(known) => known,
                None => self.free(&wanted)?,
            }
        };
        let known = self.ids(&name);
        if !known.is_empty() {
            return Ok(known);
        }
        let counted = self.read(&name, bytes).and_then(|readings| self.counted(readings));
        let fresh = counted.inspect_err(|_| drop(fs::remove_file(self.folder.document(&name))))?;
        Folder::keep(&self.folder.document(&name), bytes).map_err(|error| error.to_string())?;
        self.place(&name, fresh);
        Ok(self.ids(&name))
    }

    /// Puts a document away.
    pub(super) fn remove(&self, id: u32) -> Told<()> {
        let mut inner = self.inner();
        let file =
            inner.documents.iter().find(|document| document.id == id).map(|document| document.file.clone());
        let file = file.ok_or("there is no such document")?;
        self.folder.put_away(&file).map_err(|error| error.to_string())?;
        inner.documents.retain(|document| document.file != file);
        inner.version += 1;
        Ok(())
    }

    fn ids(&self, file: &str) -> Vec<u32> {
        let inner = self.inner();
        inner.documents.iter().filter(|document| document.file == file).map(|document| document.id).collect()
    }

    /// The name under which the same bytes lie here already.
    fn same(&self, wanted: &str, bytes: &[u8]) -> Option<String> {
        let is_same = |name: &String| fs::read(self.folder.document(name)).is_ok_and(|known| known == bytes);
        names(wanted).take_while(|name| self.folder.document(name).exists()).find(is_same)
    }

    /// A name that no document has yet, taken by an empty file.
    fn free(&self, wanted: &str) -> Told<String> {
        for name in names(wanted) {
            let path = self.folder.document(&name);
            match fs::File::options().write(true).create_new(true).open(path) {
                Ok(_) => return Ok(name),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error.to_string()),
            }
        }
        Err("there are too many documents of this name".to_owned())
    }

    fn place(&self, file: &str, fresh: Vec<Fresh>) {
        let mut inner = self.inner();
        for Fresh { reading, rows, open, look } in fresh {
            inner.next += 1;
            let id = inner.next;
            let reading = Arc::new(reading);
            inner.documents.push(Document { id, file: file.to_owned(), reading, rows, open, look });
        }
        inner.documents.sort_by(|one, other| one.reading.source.name.cmp(&other.reading.source.name));
        inner.version += 1;
    }

    /// The document, or those that it carries, read.
    fn read(&self, name: &str, bytes: &[u8]) -> Told<Vec<Reading>> {
        let carried =
            if documents::carries(Path::new(name)) { self.reading.carried(name, bytes)? } else { None };
        let Some(parts) = carried else { return Ok(vec![self.one(name, bytes)?]) };
        let read: Vec<Told<Reading>> = parts
            .into_iter()
            .map(|(name, contents)| contents.and_then(|bytes| self.one(&name, &bytes)))
            .collect();
        if read.iter().all(Result::is_err) {
            let reason = read.into_iter().find_map(Result::err);
            return Err(reason.unwrap_or_else(|| "there is no document in it".to_owned()));
        }
        Ok(read.into_iter().flatten().collect())
    }

    fn one(&self, name: &str, bytes: &[u8]) -> Told<Reading> {
        let understand = reading::plainly(true, self.rules);
        reading::one(&*understand, || self.reading.document(name, bytes)).map_err(|why| match why {
            Unread::Input(reason) => reason,
            Unread::Internal => "the program failed on it".to_owned(),
        })
    }

    /// Readings with what the list says of them.
    fn counted(&self, readings: Vec<Reading>) -> Told<Vec<Fresh>> {
        let reports: Vec<_> = readings.iter().map(|one| (&one.source, &one.report)).collect();
        let tables = measure::tables_by(&reports, self.rules, &Measures::usual(self.rules))
            .map_err(|error| error.to_string())?;
        let fresh = |(reading, mut table): (Reading, Table)| {
            table.drop_figures();
            conflict::mark(&mut table, self.rules);
            let rows = 0..table.rows.len();
            let is_open = |row: &usize| table.cell(*row, Field::Kind) == Some(Kind::Open.code());
            let look = rows.clone().filter(|row| measure::to_check(&table, *row));
            let look = look.filter_map(|row| table.cell(row, Field::RowId).map(str::to_owned)).collect();
            Fresh { rows: rows.len(), open: rows.filter(is_open).count(), look, reading }
        };
        Ok(readings.into_iter().zip(tables).map(fresh).collect())
    }
}

/// A name, and what is tried where it is taken: `报告 (2).docx`.
fn names(wanted: &str) -> impl Iterator<Item = String> {
    let path = Path::new(wanted);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let other = (2..=MOST).map(move |number| format!("{stem} ({number}){ending}"));
    let mut seen = HashSet::new();
    std::iter::once(wanted.to_owned()).chain(other).filter(move |name| seen.insert(name.clone()))
}
