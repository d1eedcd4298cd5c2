//! The templates that come with the program. An officer's own go before them, each by itself.

macro_rules! templates {
    ($($language:literal: $($name:literal)*;)*) => {
        /// Each template's path in a folder of templates, and its text.
        pub const DEFAULTS: &[(&str, &str)] = &[$($((
            concat!($language, "/", $name, ".j2"),
            include_str!(concat!("templates/", $language, "/", $name, ".j2")),
        ),)*)*];
    };
}

templates! {
    "en": "frame" "selected" "confirmed" "reserve" "unplaced" "shortlisted" "not-shortlisted" "undecided" "ineligible" "clarify" "superseded" "dropped-out";
    "fr": "frame" "selected" "confirmed" "reserve" "unplaced" "shortlisted" "not-shortlisted" "undecided" "ineligible" "clarify" "superseded" "dropped-out";
    "ru": "frame" "selected" "confirmed" "reserve" "unplaced" "shortlisted" "not-shortlisted" "undecided" "ineligible" "clarify" "superseded" "dropped-out";
}
