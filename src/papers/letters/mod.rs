//! Letters that can be sent, one for everybody who applied: which letter it is, what its template may know, the templates that come
//! with the program, and what stands in a letter once its template has been filled in. `crate::out::letters` fills templates in.

mod answers;
mod defaults;
pub mod example;
mod kind;
mod known;
pub mod mail_merge;
pub mod questions;
mod reasons;
mod settled;
pub mod text;
mod variables;

pub use answers::Answered;
pub use defaults::DEFAULTS;
pub use kind::LetterKind;
pub use known::{Drafted, Given, Known, Wanted, known};
pub(super) use known::{is_below_floor, kept_out_by};
pub use reasons::{Cited, Reason};
pub use settled::{Decided, What};
pub use text::Text;
pub use variables::{VARIABLES, Variable};
