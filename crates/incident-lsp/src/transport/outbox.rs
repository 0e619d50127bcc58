//! Output that never makes anybody wait: a client that does not read would otherwise keep the server from reading.

use std::io::{BufWriter, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use serde::Serialize;

/// How long the end waits for a client to take what was said.
const PATIENCE: Duration = Duration::from_secs(2);

/// Takes every message at once, from any thread; they are delivered in the order in which they were put in.
#[derive(Clone, Debug)]
pub(crate) struct Outbox(Sender<Item>);

#[derive(Debug)]
enum Item {
    Message(Vec<u8>),
    /// What is put in behind it is not delivered.
    End,
}

/// Whether an outbox has delivered everything.
pub(crate) struct Delivery(Receiver<()>);

/// An outbox whose messages are written to an output.
///
/// # Errors
/// When the system gives no thread.
pub(crate) fn outbox(output: impl Write + Send + 'static) -> std::io::Result<(Outbox, Delivery)> {
    let (sender, items) = channel();
    let (done, is_done) = channel();
    thread::Builder::new().name("outbox".to_owned()).spawn(move || {
        // When nobody takes it any more, the end of the input is near.
        let _ = deliver(output, &items);
        let _ = done.send(());
    })?;
    Ok((Outbox(sender), Delivery(is_done)))
}

fn deliver(output: impl Write, items: &Receiver<Item>) -> std::io::Result<()> {
    let mut output = BufWriter::new(output);
    while let Ok(first) = items.recv() {
        // One write for all that is there.
        for item in std::iter::once(first).chain(items.try_iter()) {
            let Item::Message(body) = item else { return output.flush() };
            write!(output, "Content-Length: {}\r\n\r\n", body.len())?;
            output.write_all(&body)?;
        }
        output.flush()?;
    }
    Ok(())
}

impl Outbox {
    pub(crate) fn put(&self, message: &impl Serialize) {
        // Messages are made of what JSON can say; at the end nobody takes them any more.
        if let Ok(body) = serde_json::to_vec(message) {
            let _ = self.0.send(Item::Message(body));
        }
    }
}

impl Delivery {
    /// Waits until everything that is in the outbox was delivered, or nobody takes it.
    pub(crate) fn finish(&self, outbox: &Outbox) {
        let _ = outbox.0.send(Item::End);
        let _ = self.0.recv_timeout(PATIENCE);
    }
}
