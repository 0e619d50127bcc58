//! Output that never makes anybody wait: a client that does not read would otherwise keep the server from reading.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncWrite, AsyncWriteExt as _};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

/// How long the end waits for a client to take what was said.
pub(crate) const PATIENCE: Duration = Duration::from_secs(2);

/// Takes everything at once.
pub(crate) struct Outbox(UnboundedSender<Vec<u8>>);

/// An outbox, and what delivers what is put there, in order, until it is gone or nobody takes it any more.
pub(crate) fn outbox<W: AsyncWrite + Unpin>(
    mut output: W,
) -> (Outbox, impl Future<Output = ()> + use<W>) {
    let (sender, mut receiver) = unbounded_channel::<Vec<u8>>();
    let delivery = async move {
        while let Some(mut bytes) = receiver.recv().await {
            // One write for all that is there.
            while let Ok(more) = receiver.try_recv() {
                bytes.extend(more);
            }
            if output.write_all(&bytes).await.is_err() || output.flush().await.is_err() {
                break;
            }
        }
    };
    (Outbox(sender), delivery)
}

impl AsyncWrite for Outbox {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        // When nobody takes it any more, the end of the input is near.
        let _ = self.0.send(bytes.to_vec());
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
