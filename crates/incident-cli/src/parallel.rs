//! Work done several at a time.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};
use std::thread;

use rayon_core::{ThreadPool, ThreadPoolBuilder};

/// The parser's calls go as deep as blocks may nest, 64, and need more than a thread's usual 2 MiB
/// in a build without optimisation.
const STACK: usize = 16 << 20;

/// The threads that work, one for each core; `None` where none can be started. They stay until the process ends: a large
/// workspace is checked in a hundred rounds, and a thread's heap costs more to make and to hand over than its stack.
static WORKERS: LazyLock<Option<ThreadPool>> =
    LazyLock::new(|| ThreadPoolBuilder::new().stack_size(STACK).num_threads(cores()).build().ok());

/// How many threads can run at a time. To ask the system takes longer than to read a file.
fn cores() -> usize {
    static CORES: LazyLock<usize> =
        LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));
    *CORES
}

/// How many threads are worth it for so many pieces of work: as many as there are cores, and none for a few
/// pieces, which are done sooner than a thread starts.
pub(crate) fn threads(pieces: usize) -> usize {
    const WORTH_A_THREAD: usize = 8;
    cores().min(pieces.div_ceil(WORTH_A_THREAD)).max(1)
}

/// Does the work for each of the pieces, a thread for each of the states; what it gives is in the order of the
/// pieces. A state is on the same thread whenever there are as many: what is kept in it from one call to the next is
/// given back where it was made, which costs less than giving it back elsewhere.
pub(crate) fn map<T: Sync, S: Send, R: Send>(
    pieces: &[T],
    states: Vec<S>,
    work: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R> {
    /// So many neighbours at most are one thread's: what a database keeps of them stands side by side, and two threads that
    /// write there wait for each other.
    const NEIGHBOURS: usize = 16;
    /// So many times each thread comes for more, so that none is left alone with the last of them.
    const TIMES: usize = 4;
    let neighbours = (pieces.len() / (states.len() * TIMES).max(1)).clamp(1, NEIGHBOURS);
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(pieces.len()));
    let run = |mut state: S| {
        let mut own = Vec::new();
        loop {
            let first = next.fetch_add(neighbours, Ordering::Relaxed);
            let Some(taken) = pieces.get(first..) else { break };
            if taken.is_empty() {
                break;
            }
            let taken = (first..).zip(taken.iter().take(neighbours));
            own.extend(taken.map(|(number, piece)| (number, work(&mut state, piece))));
        }
        match results.lock() {
            Ok(mut results) => results.extend(own),
            // Nobody panics while holding it.
            Err(poisoned) => poisoned.into_inner().extend(own),
        }
    };
    let workers = if states.len() > 1 { WORKERS.as_ref() } else { None };
    match workers {
        Some(workers) => {
            let states: Vec<_> = states.into_iter().map(|it| Mutex::new(Some(it))).collect();
            workers.broadcast(|worker| {
                let state = states.get(worker.index()).and_then(|state| state.lock().ok()?.take());
                state.into_iter().for_each(&run);
            });
        }
        None => states.into_iter().for_each(run),
    }
    let mut results = results.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    results.sort_unstable_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_pieces() {
        let pieces: Vec<usize> = (0..1000).collect();
        for threads in 1..4 {
            let doubled = map(&pieces, vec![(); threads], |(), piece| piece * 2);
            assert!(doubled.iter().copied().eq((0..1000).map(|piece| piece * 2)), "{threads}");
        }
        assert_eq!(map(&[] as &[u8], vec![()], |(), piece| *piece), Vec::<u8>::new());
    }

    #[test]
    fn a_few_pieces_are_not_worth_a_thread() {
        assert_eq!((threads(0), threads(1), threads(8)), (1, 1, 1));
    }
}
