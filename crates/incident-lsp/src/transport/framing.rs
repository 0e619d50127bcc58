//! Messages of a stream of bytes. Whatever is none is told to the sender, and the next one is looked for.

use std::io::{BufRead, Read as _};

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

/// The one header that counts.
const LENGTH: &str = "content-length:";

/// Lines of headers are not longer; of what is no header, so much is looked at together.
const LONGEST_LINE: u64 = 4096;

/// Bodies are not longer: one gibibyte. What says that it is says something else.
const LONGEST_BODY: u64 = 1 << 30;

/// What came.
#[derive(Debug)]
pub(crate) enum Incoming {
    /// A request or a notification.
    Request(Request),
    /// The answer to a request of the server.
    Response(Response),
    /// Something that is neither, and what is said to that.
    Bad(Response),
}

/// The messages of a stream, until it ends.
#[derive(Debug)]
pub(crate) struct Messages<R> {
    input: R,
    /// Whether something that is no message has been told, and the next one has not begun.
    is_lost: bool,
}

impl<R: BufRead> Messages<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { input, is_lost: false }
    }

    /// Reads headers up to the body they announce, or up to the end of headers that announce none.
    fn header(&mut self) -> Option<Header> {
        let (mut length, mut is_begun, mut is_broken) = (None, false, false);
        loop {
            let mut line = Vec::new();
            (&mut self.input).take(LONGEST_LINE).read_until(b'\n', &mut line).ok()?;
            let is_whole = line.ends_with(b"\n");
            let line = String::from_utf8_lossy(&line);
            let line = line.trim();
            // Behind a body that was not as long as it was said, a header stands in the middle of a line.
            let at = line.to_ascii_lowercase().rfind(LENGTH);
            if let Some(number) = at.and_then(|at| line.get(at + LENGTH.len()..)) {
                is_broken |= at != Some(0);
                length = number.trim().parse().ok().filter(|length| *length <= LONGEST_BODY);
                is_broken |= length.is_none();
            } else if !line.is_empty() {
                is_broken |= !is_whole || !line.contains(':');
            } else if !is_whole {
                return None;
            } else if is_begun {
                return Some(Header { length, is_broken: is_broken || length.is_none() });
            }
            is_begun |= !line.is_empty();
        }
    }
}

/// What stands before a body.
struct Header {
    /// The body's length; `None` when it cannot be known.
    length: Option<u64>,
    /// Whether something stands there that is no header.
    is_broken: bool,
}

impl<R: BufRead> Iterator for Messages<R> {
    type Item = Vec<Incoming>;

    fn next(&mut self) -> Option<Vec<Incoming>> {
        let header = self.header()?;
        let mut came = Vec::new();
        if header.is_broken && !self.is_lost {
            came.push(Incoming::Bad(unreadable()));
        }
        self.is_lost = header.length.is_none();
        if let Some(length) = header.length {
            let mut body = Vec::new();
            let read = (&mut self.input).take(length).read_to_end(&mut body).ok()?;
            if (read as u64) < length {
                return None;
            }
            came.push(message(&body));
        }
        Some(came)
    }
}

/// What a body says.
fn message(body: &[u8]) -> Incoming {
    #[derive(Deserialize)]
    struct Shape {
        method: Option<IgnoredAny>,
        id: Option<Value>,
    }
    let shape: Shape = match serde_json::from_slice(body) {
        // A list would be taken for the fields in order.
        Ok(shape) if body.trim_ascii_start().starts_with(b"{") => shape,
        Err(error) if !error.is_data() => return Incoming::Bad(unreadable()),
        _ => return Incoming::Bad(refusal(None)),
    };
    let read = match shape.method {
        Some(_) => serde_json::from_slice(body).map(Incoming::Request),
        None => serde_json::from_slice(body).map(Incoming::Response),
    };
    read.unwrap_or_else(|_| Incoming::Bad(refusal(shape.id)))
}

/// What is said to what cannot be read.
fn unreadable() -> Response {
    Response::from_error(Id::Null, Error::parse_error())
}

/// What is said to what can be read and is no message.
fn refusal(id: Option<Value>) -> Response {
    let id = id.and_then(|id| serde_json::from_value(id).ok());
    Response::from_error(id.unwrap_or_default(), Error::invalid_request())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of a stream: methods of requests, ids of answers, codes of what is refused and to which id.
    fn read(stream: &[u8]) -> Vec<String> {
        let shown = |one| match one {
            Incoming::Request(request) => request.method().to_owned(),
            Incoming::Response(response) => format!("answer to {}", response.id()),
            Incoming::Bad(refusal) => {
                format!("{} to {}", refusal.error().unwrap().code.code(), refusal.id())
            }
        };
        Messages::new(stream).flatten().map(shown).collect()
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    fn good() -> String {
        framed(r#"{"jsonrpc":"2.0","method":"good"}"#)
    }

    #[test]
    fn what_is_a_message_is_read() {
        let answer = framed(r#"{"jsonrpc":"2.0","id":7,"result":null}"#);
        let typed = good().replacen("\r\n\r\n", "\r\nContent-Type: a; charset=utf-8\r\n\r\n", 1);
        let small = good().replacen("Content-Length", "content-length", 1).replace("\r\n", "\n");
        let stream = [good(), answer, typed, small, "\r\n\r\n".to_owned(), good()].concat();
        assert_eq!(read(stream.as_bytes()), ["good", "answer to 7", "good", "good", "good"]);
    }

    #[test]
    fn a_body_that_is_no_message_is_refused_by_itself() {
        for (body, said) in [
            ("", "-32700 to null"),
            ("{\"jsonrpc\":", "-32700 to null"),
            ("hello", "-32700 to null"),
            ("[]", "-32600 to null"),
            (r#"["2.0","exit"]"#, "-32600 to null"),
            ("7", "-32600 to null"),
            ("{}", "-32600 to null"),
            (r#"{"jsonrpc":"1.0","id":"a","method":"m"}"#, "-32600 to \"a\""),
            (r#"{"jsonrpc":"2.0","id":3,"method":4}"#, "-32600 to 3"),
            (r#"{"jsonrpc":"2.0","id":{},"method":"m"}"#, "-32600 to null"),
        ] {
            let stream = [framed(body), good()].concat();
            assert_eq!(read(stream.as_bytes()), [said, "good"], "{body}");
        }
        let bytes = [b"Content-Length: 3\r\n\r\n\xff\xfe\"".as_slice(), good().as_bytes()].concat();
        assert_eq!(read(&bytes), ["-32700 to null", "good"]);
    }

    #[test]
    fn a_header_that_is_none_is_refused_once_and_the_next_message_is_found() {
        for broken in [
            "Content-Length: many\r\n\r\n{\"jsonrpc\":\"2.0\"}",
            "Content-Length: -1\r\n\r\n",
            "Content-Length: 99999999999999999999\r\n\r\n",
            "Length: 12\r\n\r\n",
            "Length: 12\r\n\r\n{\"a\":1}\n\n{}",
            "hello\r\n",
            "hello\r\n\r\n",
            "hello",
            "Content-Length: 2\r\n\r\n{} and more",
        ] {
            let stream = [broken, &good()].concat();
            let expected: &[&str] = match broken.contains(" 2\r") {
                true => &["-32600 to null", "-32700 to null", "good"],
                false => &["-32700 to null", "good"],
            };
            assert_eq!(read(stream.as_bytes()), expected, "{broken}");
        }
        let long = ["x".repeat(10_000), good()].concat();
        assert_eq!(read(long.as_bytes()), ["-32700 to null", "good"]);
    }

    #[test]
    fn a_stream_that_ends_early_just_ends() {
        for end in ["Content-Le", "Content-Length: 5\r\n", "Content-Length: 5\r\n\r\n{}", "\r\n"] {
            let stream = [good(), end.to_owned()].concat();
            assert_eq!(read(stream.as_bytes()), ["good"], "{end}");
        }
    }
}
