//! How parts of the rules refer to one another: by position, each with a type of its own.

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);
    };
}

index! {
    /// A position in [`super::Form::fields`].
    FieldId
}

index! {
    /// A position in [`super::Form::scales`].
    ScaleId
}

index! {
    /// A position in [`super::Rules::levels`]. A level reads earlier levels only.
    LevelId
}

/// What a test, a measure or a tie-break looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Field(FieldId),
    Level(LevelId),
}

index! {
    /// A position in [`super::Rules::measures`].
    MeasureId
}

index! {
    /// A position in [`super::Places::groups`].
    GroupId
}

index! {
    /// A position in [`super::Rules::lists`].
    ListId
}

/// The ids of the clauses and decisions a rule rests on; never empty for a rule.
pub type Cites = Vec<String>;
