//! A field that a key names, which must be of a type.

use super::diagnostics::shown;
use super::field::type_word;
use super::scope::Scope;
use super::table::Item;
use crate::base::finding::Code;
use crate::rules::{FieldId, Kind};

/// None where there is no such field or it is of another type, which is noted.
pub(super) fn field_of_type<'d>(
    item: Item<'d>,
    scope: &Scope<'d>,
    wanted: &str,
    fits: &dyn Fn(&Kind) -> bool,
) -> Option<FieldId> {
    let name = item.text()?;
    let id = scope.shown(name, item.spot)?;
    let kind = &scope.fields.get(id)?.kind;
    if fits(kind) {
        return Some(id);
    }
    let message = format!("`{}` is a field of type {}", shown(name), type_word(kind));
    let help = format!("`{}` takes a field of type `{wanted}`", item.key);
    item.spot.say_help(Code::WrongType, message, help);
    None
}
