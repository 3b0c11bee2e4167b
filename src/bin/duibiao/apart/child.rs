//! The child: documents come in, what was read goes out, and nothing else.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
};

use duibiao::read::{
    self, Options, ReadError,
    courier::{self, Answer, Carried, Request},
};

use super::limits;

/// Reads what comes until nothing comes any more.
pub(crate) fn run() -> ExitCode {
    std::panic::set_hook(Box::new(|_| {}));
    limits::set();
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Ok(Some(request)) = courier::receive(&mut input) {
        limits::begin();
        let sent = if request.unpack {
            courier::answer_carrier(&unpacked(&request), &mut output)
        } else {
            courier::answer(&answer(&request), &mut output)
        };
        if sent.is_err() {
            break;
        }
    }
    ExitCode::SUCCESS
}

fn answer(request: &Request) -> Answer {
    let options = Options { encoding: request.encoding.clone() };
    contained(|| read::read(&request.name, &request.bytes, &options))
}

fn unpacked(request: &Request) -> Carried {
    contained(|| read::carried(&request.name, &request.bytes))
}

/// A failure of the program on a document is an error of the document.
fn contained<T>(work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|error| error.to_string()),
        Err(_) => Err(format!("it cannot be worked through: {}", super::AGAIN)),
    }
}
