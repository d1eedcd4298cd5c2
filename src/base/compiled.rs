//! What does not change, and the form of it that others are held against: made once, when it is first needed.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// A part of a rules file and what is made of it. Copies share both; neither can be changed, so that they cannot come apart.
#[derive(Debug)]
pub struct Compiled<T, M>(Arc<(T, OnceLock<M>)>);

impl<T, M: for<'t> From<&'t T>> Compiled<T, M> {
    pub fn compiled(&self) -> &M {
        let (part, made) = &*self.0;
        made.get_or_init(|| M::from(part))
    }
}

impl<T, M> From<T> for Compiled<T, M> {
    fn from(part: T) -> Self {
        Self(Arc::new((part, OnceLock::new())))
    }
}

impl<T, M> Clone for Compiled<T, M> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T, M> Deref for Compiled<T, M> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.0
    }
}
