//! The order of applications, that of their ids; and rows that are left out.

use std::borrow::Cow;

use super::applications::{Applications, FieldColumns};
use crate::base::each;
use crate::base::ids::{ApplicationId, Per, at, at_mut, ids};
use crate::base::interner::{Encoded, Symbol, Symbols};
use crate::values::Reading;

impl Applications {
    /// Puts the applications into the order of their ids.
    pub(crate) fn sort_by_id(&mut self) {
        self.all_have_ids = self.ids().all(|one| self.has_id(one));
        let mut named: Vec<(Cow<'_, str>, ApplicationId)> =
            self.ids().map(|one| (self.id(one), one)).collect();
        each::sort(&mut named);
        let order: Vec<ApplicationId> = named.into_iter().map(|(_, one)| one).collect();
        if order.is_sorted() {
            return;
        }
        self.rows = order.iter().map(|from| self.rows[*from]).collect();
        let columns = self.fields.iter_mut().flat_map(|field| {
            field
                .assessors
                .iter_mut()
                .map(|column| &mut column.texts.cells)
                .chain(std::iter::once(&mut field.combined))
        });
        columns
            .filter(|cells| !cells.is_empty())
            .for_each(|cells| arrange(cells, &order));
        let columns = self
            .fields
            .iter_mut()
            .flat_map(|field| &mut field.assessors);
        columns
            .map(|column| &mut column.rated_at)
            .filter(|places| !places.is_empty())
            .for_each(|places| arrange(places, &order));
        self.fields.iter_mut().for_each(renumber);
    }

    /// Leaves out the rows marked.
    pub(crate) fn drop_rows(&mut self, marked: &Per<ApplicationId, bool>) {
        fn kept<T: Copy>(cells: &[T], marked: &Per<ApplicationId, bool>) -> Vec<T> {
            let kept = cells.iter().zip(marked).filter(|(_, marked)| !**marked);
            kept.map(|(cell, _)| *cell).collect()
        }
        self.rows = kept(self.rows.as_slice(), marked).into();
        for field in &mut self.fields {
            field.combined = kept(&field.combined, marked);
            for column in &mut field.assessors {
                column.texts.cells = kept(&column.texts.cells, marked);
                column.rated_at = kept(&column.rated_at, marked);
            }
        }
    }
}

/// Gives a column in which nearly every cell has a symbol of its own the symbols, texts and readings in the order of the
/// applications, so that lists of everybody go through them from front to back.
fn renumber(field: &mut FieldColumns) {
    let FieldColumns {
        assessors,
        readings,
        combined,
        ..
    } = field;
    let [column] = assessors.as_mut_slice() else {
        return;
    };
    let is_plain = combined.is_empty() && column.of.is_empty() && column.doubtful.is_empty();
    if !is_plain || !column.texts.varied {
        return;
    }
    let old = std::mem::take(&mut column.texts);
    let mut renamed: Vec<Option<Symbol>> = vec![None; old.symbols.len()];
    let mut symbols = Symbols::default();
    let mut arranged = Vec::with_capacity(readings.len());
    let mut rename = |symbol: Symbol| {
        *at_mut(&mut renamed, symbol).get_or_insert_with(|| {
            arranged.push(std::mem::replace(at_mut(readings, symbol), Reading::Blank));
            symbols.append(old.symbols.text(symbol))
        })
    };
    let cells = old.cells.iter().map(|symbol| rename(*symbol)).collect();
    // Texts that stand in no cell any more.
    ids::<Symbol>(old.symbols.len()).for_each(|symbol| _ = rename(symbol));
    *readings = arranged;
    column.texts = Encoded {
        symbols,
        cells,
        varied: true,
    };
}

/// Puts what stands by application into another order: first what stood at the first of `order`, and so on.
fn arrange<T: Copy>(cells: &mut Vec<T>, order: &[ApplicationId]) {
    *cells = order.iter().map(|from| *at(cells, *from)).collect();
}
