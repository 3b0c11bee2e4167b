//! Requests in, answers out: who may ask, how much may come, and which headers go with every answer.

use std::{
    io::{Cursor, Read},
    net::{Ipv4Addr, SocketAddr},
    panic::{AssertUnwindSafe, catch_unwind},
    thread,
};

use duibiao::{
    error::Error,
    read::bounds,
    serve::{Asked, Guard, Refusal},
};
use tiny_http::{Header, Method, Request, Response, Server};

use super::{
    answer::{Answer, Question},
    desk::Desk,
    routes,
};

/// Requests are answered so many at a time: a document is read while the page asks on.
const THREADS: usize = 4;

/// The longest body that is no document.
const WORDS: usize = 8 << 20;

/// Listens on this machine, and nowhere else.
pub(super) fn listen(port: u16) -> Result<Server, Error> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    Server::http(address).map_err(|error| {
        Error::Usage(format!("port {port} cannot be used ({error}): name another --port, or none"))
    })
}

pub(super) fn port(server: &Server) -> u16 {
    server.server_addr().to_ip().map_or(0, |address| address.port())
}

/// Answers until the page asks to end.
pub(super) fn answer(server: &Server, guard: &Guard, desk: &Desk<'_>) {
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Ok(request) = server.recv() {
                    if one(request, guard, desk) {
                        for _ in 0..THREADS {
                            server.unblock();
                        }
                        return;
                    }
                }
            });
        }
    });
}

/// Answers one request; `true` where it was the last.
fn one(mut request: Request, guard: &Guard, desk: &Desk<'_>) -> bool {
    let address = request.url().to_owned();
    let reads = matches!(request.method(), Method::Get | Method::Head);
    let (answer, last) = match admitted(&request, reads, guard) {
        // Browsers ask for it by themselves, and there is none.
        Err(Refusal::Address) if address == "/favicon.ico" => {
            (Answer { status: 204, ..Answer::of("image/x-icon", Vec::new()) }, false)
        }
        Err(refusal) => (refused(refusal), false),
        Ok(_) if !reads && *request.method() != Method::Post => {
            (Answer::trouble(405, "only GET and POST are answered"), false)
        }
        Ok(address) => {
            let last = !reads && address == "stop";
            let most = if address.starts_with("documents") { bounds::FILE_BYTES } else { WORDS };
            let answer = match body(&mut request, most) {
                Err(answer) => answer,
                Ok(body) => contained(&Question { address: &address, reads, body }, desk),
            };
            (answer, last)
        }
    };
    // Where the browser is gone, nobody misses the answer.
    drop(request.respond(response(answer.told(desk.lang))));
    last
}

/// What is asked for, where the guard lets it in.
fn admitted(request: &Request, reads: bool, guard: &Guard) -> Result<String, Refusal> {
    let header = |name: &'static str| {
        let found = request.headers().iter().find(|header| header.field.equiv(name));
        found.map(|header| header.value.as_str())
    };
    let asked = Asked {
        reads,
        address: request.url(),
        host: header("Host"),
        origin: header("Origin"),
        site: header("Sec-Fetch-Site"),
        own: header("X-Duibiao"),
    };
    guard.admits(&asked).map(str::to_owned)
}

fn refused(refusal: Refusal) -> Answer {
    match refusal {
        Refusal::Host => Answer::trouble(421, "this is the workbench of another name"),
        Refusal::Origin => Answer::trouble(403, "only the page of the workbench may ask this"),
        Refusal::Address => Answer::trouble(
            404,
            "the address is not whole, or the program was opened anew: open the address that it printed",
        ),
    }
}

/// The body, not longer than it may be.
fn body(request: &mut Request, most: usize) -> Result<Vec<u8>, Answer> {
    let too_long = || {
        Answer::trouble(
            413,
            &format!("too much: more than {most} bytes; save the part that matters as a document of its own"),
        )
    };
    if request.body_length().is_some_and(|length| length > most) {
        return Err(too_long());
    }
    let mut body = Vec::new();
    let read = request.as_reader().take(most as u64 + 1).read_to_end(&mut body);
    match read {
        Ok(_) if body.len() > most => Err(too_long()),
        Ok(_) => Ok(body),
        Err(error) => Err(Answer::trouble(400, &error.to_string())),
    }
}

/// A failure of the program on a request is an answer, too.
fn contained(question: &Question<'_>, desk: &Desk<'_>) -> Answer {
    catch_unwind(AssertUnwindSafe(|| routes::answer(question, desk)))
        .unwrap_or_else(|_| Answer::trouble(500, "the program failed on it; nothing was changed"))
}

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

fn response(answer: Answer) -> Response<Cursor<Vec<u8>>> {
    let mut fields = vec![
        ("Content-Type", answer.kind.to_owned()),
        ("Cache-Control", "no-store".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("X-Frame-Options", "DENY".to_owned()),
    ];
    if answer.policy {
        fields.push(("Content-Security-Policy", POLICY.to_owned()));
    }
    if let Some(name) = &answer.saved_as {
        fields.push(("Content-Disposition", format!("attachment; filename*=UTF-8''{}", encoded(name))));
    }
    let headers = fields.iter().filter_map(|(name, value)| Header::from_bytes(*name, value.as_bytes()).ok());
    let length = answer.body.len();
    // With its length, not in chunks.
    Response::new(answer.status.into(), headers.collect(), Cursor::new(answer.body), Some(length), None)
        .with_chunked_threshold(usize::MAX)
}

/// A name as it may stand in a header.
fn encoded(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    name.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
