//! Positions as types, and what stands by them: an application's cannot be taken for a group's, and a miss ends the run.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

use super::contradiction::contradiction;

/// A position in one kind of list, from 0.
pub trait Id: Copy {
    fn at(position: usize) -> Self;
    fn position(self) -> usize;
}

/// A type of positions.
macro_rules! id {
    ($(#[$doc:meta])* $see:vis $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $see struct $name(pub usize);

        impl $crate::base::ids::Id for $name {
            #[inline]
            fn at(position: usize) -> Self {
                Self(position)
            }

            #[inline]
            fn position(self) -> usize {
                self.0
            }
        }
    };
}
pub(crate) use id;

impl Id for u32 {
    fn at(position: usize) -> Self {
        Self::try_from(position).unwrap_or_else(|_| contradiction("more than a column can hold"))
    }

    fn position(self) -> usize {
        self as usize
    }
}

id! {
    /// Which of the applications of a run, in the order of their ids.
    pub ApplicationId
}

id! {
    /// Which of the columns of a field: of a rating each assessor has one, of most other fields there is only the first.
    pub AssessorId
}

impl AssessorId {
    pub const FIRST: Self = Self(0);
}

/// `A1`, by which an assessor is known wherever no name may stand.
impl fmt::Display for AssessorId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "A{}", self.0.saturating_add(1))
    }
}

/// What stands by each of some ids, without gaps: `Per<ApplicationId, Outcome>`. Asked for one that is not there, it ends the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Per<I, T> {
    all: Vec<T>,
    of: PhantomData<fn(I)>,
}

impl<I: Id, T> Per<I, T> {
    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Puts one behind the last, whose id comes back.
    pub fn push(&mut self, one: T) -> I {
        self.all.push(one);
        I::at(self.all.len().saturating_sub(1))
    }

    pub fn resize(&mut self, many: usize, with: T)
    where
        T: Clone,
    {
        self.all.resize(many, with);
    }

    pub fn pop(&mut self) -> Option<T> {
        self.all.pop()
    }

    /// Takes one out; whatever stands behind it moves up.
    pub fn remove(&mut self, id: I) -> T {
        self.all.remove(id.position())
    }

    pub fn swap(&mut self, one: I, other: I) {
        self.all.swap(one.position(), other.position());
    }

    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.all.iter()
    }

    pub fn ids(&self) -> impl ExactSizeIterator<Item = I> + DoubleEndedIterator + use<I, T> {
        ids(self.len())
    }

    /// The first of which this is so.
    pub fn position(&self, is: impl FnMut(&T) -> bool) -> Option<I> {
        self.all.iter().position(is).map(I::at)
    }

    /// Each with its id.
    pub fn each(&self) -> impl ExactSizeIterator<Item = (I, &T)> + Clone {
        with_ids(&self.all)
    }

    pub fn each_mut(&mut self) -> impl Iterator<Item = (I, &mut T)> {
        self.all
            .iter_mut()
            .enumerate()
            .map(|(position, one)| (I::at(position), one))
    }

    /// What stands by an id that may lie beyond the last.
    pub fn find(&self, id: I) -> Option<&T> {
        find(&self.all, id)
    }

    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.all.iter_mut()
    }

    pub fn as_slice(&self) -> &[T] {
        &self.all
    }
}

/// The first so many ids.
pub fn ids<I: Id>(
    many: usize,
) -> impl ExactSizeIterator<Item = I> + DoubleEndedIterator + Clone + use<I> {
    (0..many).map(I::at)
}

/// Each with its id.
pub fn with_ids<I: Id, T>(
    all: &[T],
) -> impl ExactSizeIterator<Item = (I, &T)> + DoubleEndedIterator + Clone {
    all.iter()
        .enumerate()
        .map(|(position, one)| (I::at(position), one))
}

impl<I: Id, T> Index<I> for Per<I, T> {
    type Output = T;

    #[inline]
    #[track_caller]
    fn index(&self, id: I) -> &T {
        at(&self.all, id)
    }
}

impl<I: Id, T> IndexMut<I> for Per<I, T> {
    #[inline]
    #[track_caller]
    fn index_mut(&mut self, id: I) -> &mut T {
        at_mut(&mut self.all, id)
    }
}

/// What stands by an id that may lie beyond the last.
pub fn find<I: Id, T>(all: &[T], id: I) -> Option<&T> {
    all.get(id.position())
}

/// The same, to change it.
pub fn find_mut<I: Id, T>(all: &mut [T], id: I) -> Option<&mut T> {
    all.get_mut(id.position())
}

/// What stands by an id in a plain list: the one door to it.
#[inline]
#[track_caller]
pub fn at<I: Id, T>(all: &[T], id: I) -> &T {
    let position = id.position();
    match all.get(position) {
        Some(one) => one,
        None => missed::<I>(position, all.len()),
    }
}

/// The same, to change it.
#[inline]
#[track_caller]
pub fn at_mut<I: Id, T>(all: &mut [T], id: I) -> &mut T {
    let (position, many) = (id.position(), all.len());
    match all.get_mut(position) {
        Some(one) => one,
        None => missed::<I>(position, many),
    }
}

#[cold]
#[track_caller]
fn missed<I>(position: usize, many: usize) -> ! {
    let kind = std::any::type_name::<I>()
        .rsplit("::")
        .next()
        .unwrap_or_default();
    contradiction(format!(
        "there is no {kind} {position} among {many}, at {}",
        std::panic::Location::caller()
    ))
}

impl<I, T> FromIterator<T> for Per<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(all: A) -> Self {
        Self::from(all.into_iter().collect::<Vec<T>>())
    }
}

impl<I, T> From<Vec<T>> for Per<I, T> {
    fn from(all: Vec<T>) -> Self {
        Self {
            all,
            of: PhantomData,
        }
    }
}

impl<I, T> Default for Per<I, T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<I, T> IntoIterator for Per<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.into_iter()
    }
}

impl<'a, I, T> IntoIterator for &'a Per<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

impl<'a, I, T> IntoIterator for &'a mut Per<I, T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter_mut()
    }
}
