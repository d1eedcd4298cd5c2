//! What a mistake was meant to be.

/// What a value as written was meant to be.
pub(super) struct Meant {
    /// What is wrong with it.
    pub(super) message: String,
    /// What to write.
    pub(super) help: String,
    /// What to write, alone, where only one thing can be meant.
    pub(super) value: Option<String>,
}

impl Meant {
    pub(super) fn one(message: String, value: String, why: &str) -> Self {
        Self {
            message,
            help: format!("write `{value}`{why}"),
            value: Some(value),
        }
    }

    pub(super) fn unsure(message: String, help: String) -> Self {
        Self {
            message,
            help,
            value: None,
        }
    }
}
