//! An ordered parallel map: the same work for many things, by several threads where that pays, else
//! by one.
//!
//! Nothing else in the library knows of threads, and nothing comes out otherwise by them.

use rayon::prelude::*;

/// With fewer applications than these, sharing the work costs more than it saves.
pub const MANY: usize = 20_000;

/// What `one` makes of each of `all`; `applications` are those behind all of them together.
pub fn each<T: Sync, R: Send>(
    applications: usize,
    all: &[T],
    one: impl Fn(&T) -> R + Sync + Send,
) -> Vec<R> {
    if applications < MANY {
        all.iter().map(one).collect()
    } else {
        heavy(all, one)
    }
}

/// The same, of things that are given away.
pub fn each_of<T: Send, R: Send>(
    applications: usize,
    all: Vec<T>,
    one: impl Fn(T) -> R + Sync + Send,
) -> Vec<R> {
    if applications < MANY {
        all.into_iter().map(one).collect()
    } else {
        all.into_par_iter().map(one).collect()
    }
}

/// The same, where each by itself is work enough.
pub fn heavy<T: Sync, R: Send>(all: &[T], one: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    all.par_iter().map(one).collect()
}

/// Sorts by a key; what has the same one stays in its order.
pub fn sort_by_key<T: Send, K: Ord>(all: &mut [T], key: impl Fn(&T) -> K + Sync) {
    if all.len() < MANY {
        all.sort_by_key(key);
    } else {
        all.par_sort_by_key(key);
    }
}

/// Sorts things of which no two are the same.
pub fn sort<T: Send + Ord>(all: &mut [T]) {
    if all.len() < MANY {
        all.sort_unstable();
    } else {
        all.par_sort_unstable();
    }
}

/// What `aside` makes on another thread, while `here` goes on in this one.
pub fn beside<R: Send, S>(
    aside: impl FnOnce() -> R + Send,
    here: impl FnOnce() -> S,
) -> (Option<R>, S) {
    let mut made = None;
    let done = rayon::in_place_scope(|scope| {
        scope.spawn(|_| made = Some(aside()));
        here()
    });
    (made, done)
}
