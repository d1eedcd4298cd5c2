//! Signals: somebody stops the program, and what is unfinished is removed before it ends.
//!
//! While nothing is unfinished a signal ends the program at once, as of any other. Otherwise it is heard at the next step of writing,
//! which fails then as a full disk would make it fail.

use std::error::Error;
use std::{fmt, io};

/// Why a step fails after a signal came.
#[derive(Debug)]
struct Interrupted;

impl fmt::Display for Interrupted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("it was interrupted")
    }
}

impl Error for Interrupted {}

/// Whether a step failed because a signal came.
pub(super) fn is(error: &io::Error) -> bool {
    error
        .get_ref()
        .is_some_and(<dyn Error + Send + Sync>::is::<Interrupted>)
}

#[cfg(unix)]
pub(crate) use signals::Interrupt;

/// Elsewhere the system ends the program; what it leaves is named by the next run.
#[cfg(not(unix))]
#[derive(Debug, Default)]
pub(crate) struct Interrupt;

#[cfg(not(unix))]
impl Interrupt {
    /// # Errors
    /// Never.
    pub(crate) fn watch() -> io::Result<Self> {
        Ok(Self)
    }

    pub(super) fn wait(&self, _: bool) {}

    pub(super) fn heard(&self) -> io::Result<()> {
        Ok(())
    }

    /// Ends the program as the signal would have, if there was one.
    pub(crate) fn end(&self) {}
}

#[cfg(unix)]
mod signals {
    use std::io;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};
    use signal_hook::{SigId, flag, low_level};

    /// Which signal came; without [`Interrupt::watch`] none is seen.
    #[derive(Debug, Default)]
    pub(crate) struct Interrupt {
        /// Whether a signal is to end the program at once.
        at_once: Arc<AtomicBool>,
        /// The signal that came; 0 for none.
        came: Arc<AtomicUsize>,
        watching: Vec<SigId>,
    }

    impl Interrupt {
        /// Watches for Ctrl-C, for being asked to end, and for a terminal that goes away. What whoever started the program lets it
        /// ignore, as `nohup` does, stays ignored.
        ///
        /// # Errors
        /// Where the system refuses.
        pub(crate) fn watch() -> io::Result<Self> {
            let mut this = Self::default();
            this.at_once.store(true, Ordering::SeqCst);
            let ignored = ignored();
            for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
                if ignored
                    .checked_shr(u32::try_from(signal.saturating_sub(1)).unwrap_or(0))
                    .is_some_and(|mask| mask & 1 == 1)
                {
                    continue;
                }
                // In this order: the first ends the program where nothing is unfinished.
                this.watching.push(flag::register_conditional_default(
                    signal,
                    Arc::clone(&this.at_once),
                )?);
                let number = usize::try_from(signal).unwrap_or_default();
                this.watching.push(flag::register_usize(
                    signal,
                    Arc::clone(&this.came),
                    number,
                )?);
            }
            // A file beyond what this user's files may hold: with a handler the write fails, and is an error like a full disk.
            this.watching
                .push(flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?);
            Ok(this)
        }

        pub(in super::super) fn wait(&self, unfinished: bool) {
            self.at_once.store(!unfinished, Ordering::SeqCst);
        }

        pub(in super::super) fn heard(&self) -> io::Result<()> {
            match self.came.load(Ordering::SeqCst) {
                0 => Ok(()),
                _ => Err(io::Error::other(super::Interrupted)),
            }
        }

        /// Ends the program as the signal would have, if there was one, so that whoever started it knows.
        pub(crate) fn end(&self) {
            if let Some(signal) = i32::try_from(self.came.load(Ordering::SeqCst))
                .ok()
                .filter(|signal| *signal != 0)
            {
                let _ = low_level::emulate_default_handler(signal);
            }
        }
    }

    /// The signals that this program was started to ignore, a bit each; none where the system does not say.
    fn ignored() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
            .unwrap_or(0)
    }

    impl Drop for Interrupt {
        fn drop(&mut self) {
            for watch in self.watching.drain(..) {
                low_level::unregister(watch);
            }
        }
    }
}
