//! The child: documents come in, what was read goes out, and nothing else.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
};

use duibiao::read::{
    self, Options,
    courier::{self, Answer, Request},
};

use super::limits;

/// Reads what comes until nothing comes any more.
pub(crate) fn run() -> ExitCode {
    std::panic::set_hook(Box::new(|_| {}));
    limits::set();
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Ok(Some(request)) = courier::receive(&mut input) {
        limits::begin();
        if courier::answer(&answer(&request), &mut output).is_err() {
            break;
        }
    }
    ExitCode::SUCCESS
}

fn answer(request: &Request) -> Answer {
    let options = Options { encoding: request.encoding.clone() };
    let read = catch_unwind(AssertUnwindSafe(|| read::read(&request.name, &request.bytes, &options)));
    match read {
        Ok(read) => read.map_err(|error| error.to_string()),
        Err(_) => Err(format!("it cannot be worked through: {}", super::AGAIN)),
    }
}
