//! Threads that a system refuses are no error: the work is done by as many as there are.

use std::sync::Once;
use std::sync::mpsc::{Sender, channel};
use std::{io, thread};

use rayon::{ThreadBuilder, ThreadPoolBuilder};

/// Starts the threads that judging, scoring and the rest share.
///
/// rayon would start them by itself at the first use, and break down where one is refused. So they are started first, and the pool
/// is made of those there are.
pub(super) fn begin() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let wanted = thread::available_parallelism().map_or(1, usize::from);
        let started: Vec<Sender<ThreadBuilder>> = (0..wanted).map_while(|_| start().ok()).collect();
        let pool = ThreadPoolBuilder::new().num_threads(started.len().max(1));
        // A second pool, or none that can be made, leaves what there is.
        let _ = if started.is_empty() {
            pool.use_current_thread().build_global()
        } else {
            let mut started = started.into_iter();
            let hand_over = |work: ThreadBuilder| {
                let taken = started.next().and_then(|thread| thread.send(work).ok());
                taken.ok_or_else(|| io::ErrorKind::WouldBlock.into())
            };
            pool.spawn_handler(hand_over).build_global()
        };
    });
}

/// A thread that waits for its work.
fn start() -> io::Result<Sender<ThreadBuilder>> {
    let (give, take) = channel::<ThreadBuilder>();
    thread::Builder::new()
        .name("intake".to_owned())
        .spawn(move || {
            if let Ok(work) = take.recv() {
                work.run();
            }
        })?;
    Ok(give)
}
