//! The child: documents come in, what was read goes out, and nothing else.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    process::ExitCode,
    sync::Arc,
};

use duibiao::read::{
    self, Options, ReadError,
    courier::{self, Answer, Asked, Carried, Request},
    ocr::Ocr,
};

use super::limits::{self, Bounds};

/// Reads what comes until nothing comes any more.
///
/// The models of a folder are opened before the first document is seen.
pub(crate) fn run(models: Option<&Path>) -> ExitCode {
    std::panic::set_hook(Box::new(|_| {}));
    let ocr = match models.map(Ocr::open).transpose() {
        Ok(ocr) => Ok(ocr.map(Arc::new)),
        Err(reason) => Err(reason),
    };
    let bounds = Bounds::of(models);
    limits::set(bounds);
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Ok(Some(request)) = courier::receive(&mut input) {
        limits::begin(bounds);
        let sent = match request.asked {
            Asked::Text => {
                let read = ocr.clone().and_then(|ocr| answer(&request, ocr));
                courier::answer(&read, &mut output)
            }
            Asked::Documents | Asked::Pictures => courier::answer_carrier(&unpacked(&request), &mut output),
        };
        if sent.is_err() {
            break;
        }
    }
    ExitCode::SUCCESS
}

fn answer(request: &Request, ocr: Option<Arc<Ocr>>) -> Answer {
    let options = Options { encoding: request.encoding.clone(), ocr };
    contained(|| read::read(&request.name, &request.bytes, &options))
}

fn unpacked(request: &Request) -> Carried {
    contained(|| read::carried(&request.name, &request.bytes, request.asked == Asked::Pictures))
}

/// A failure of the program on a document is an error of the document.
fn contained<T>(work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|error| error.to_string()),
        Err(_) => Err(format!("it cannot be worked through: {}", super::AGAIN)),
    }
}
