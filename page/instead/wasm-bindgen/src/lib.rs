//! In the place of `wasm-bindgen`, as far as `rust_xlsxwriter` names it: its errors could be made JavaScript's, which nobody does here.

/// A value of a page, of which there is none.
#[derive(Debug)]
pub struct JsValue(());

impl JsValue {
    #[must_use]
    pub fn from_str(_: &str) -> Self {
        Self(())
    }
}
