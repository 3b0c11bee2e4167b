//! What a child that was taken over by a document may send: it is refused, or sound, and goes on as it came.

use duibiao::{
    read::courier::{self, Answer},
    rules::Rulebook,
};

use super::{choice, sources::sound};

/// Who listens: this program to the answers of a child, or a child to what is asked of it.
#[derive(Clone, Copy)]
enum Ear {
    Answers,
    Documents,
    Requests,
}

/// Bytes on either end of the pipe.
pub(super) fn courier(bytes: &[u8], _: &Rulebook) {
    match choice(bytes, &[Ear::Answers, Ear::Documents, Ear::Requests]) {
        Some((Ear::Answers, frames)) => answers(frames),
        Some((Ear::Documents, frames)) => documents(frames),
        Some((Ear::Requests, frames)) => requests(frames),
        None => {}
    }
}

/// Each answer that is taken lies within its text, and comes back as it was when it is sent on.
fn answers(mut frames: &[u8]) {
    while let Ok(Some(answer)) = courier::answered("a", &mut frames) {
        if let Ok(source) = &answer {
            sound(source);
        }
        let mut sent = Vec::new();
        if courier::answer(&answer, &mut sent).is_err() {
            return;
        }
        let again = courier::answered("a", &mut sent.as_slice());
        assert!(
            again.is_ok_and(|again| again.is_some_and(|again| same(&again, &answer))),
            "an answer changed"
        );
    }
}

fn same(one: &Answer, other: &Answer) -> bool {
    match (one, other) {
        (Ok(one), Ok(other)) => {
            one.text == other.text
                && one.tables == other.tables
                && one.loci == other.loci
                && one.marks() == other.marks()
        }
        (Err(one), Err(other)) => one == other,
        (Ok(_), Err(_)) | (Err(_), Ok(_)) => false,
    }
}

fn documents(mut frames: &[u8]) {
    while let Ok(Some(carried)) = courier::answered_carrier(&mut frames) {
        let mut sent = Vec::new();
        if courier::answer_carrier(&carried, &mut sent).is_ok() {
            let again = courier::answered_carrier(&mut sent.as_slice());
            assert!(again.is_ok_and(|again| again == Some(carried)), "what is carried changed");
        }
    }
}

/// What a child takes for a request came from this program, and still it only ever reads so many bytes.
fn requests(mut frames: &[u8]) {
    let all = frames.len();
    let mut taken = 0;
    while let Ok(Some(request)) = courier::receive(&mut frames) {
        taken += request.bytes.len() + request.name.len();
        assert!(taken <= all, "a request holds more than was sent");
    }
}
