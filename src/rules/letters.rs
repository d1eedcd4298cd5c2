//! What letters to applicants need beside the run: in which language, by which name, whom to write to. It decides nothing.

use super::ids::FieldId;

/// A language that letters are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    #[default]
    English,
    French,
    Russian,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::English, Self::French, Self::Russian];

    /// Its code of ISO 639-1, by which rules, folders of templates and pages name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Russian => "ru",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::French => "French",
            Self::Russian => "Russian",
        }
    }
}

#[derive(Debug, Clone, Default)]
pub struct Letters {
    /// Of whoever asked for none.
    pub language: Language,
    /// The field in which applicants ask for one.
    pub language_field: Option<FieldId>,
    /// By the ids of that field's options.
    pub languages: Vec<(String, Language)>,
    /// The fields that make the name in the salutation, in order.
    pub name: Vec<FieldId>,
    pub email: Option<FieldId>,
    /// Whatever the language.
    pub texts: LetterTexts,
    /// For one language, before the others.
    pub of_language: Vec<(Language, LetterTexts)>,
    /// The folder of the officer's own templates, as written in the rules.
    pub templates: Option<String>,
}

/// The programme's own sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LetterTexts {
    pub contact: Option<String>,
    pub confirm: Option<String>,
    pub appeal: Option<String>,
    pub signature: Option<String>,
}

impl Letters {
    /// The texts of letters in a language: its own, and where it has none, those of every language.
    pub fn texts(&self, language: Language) -> LetterTexts {
        let own = self.of_language.iter().find(|(of, _)| *of == language);
        let own = own.map(|(_, texts)| texts.clone()).unwrap_or_default();
        let all = &self.texts;
        LetterTexts {
            contact: own.contact.or_else(|| all.contact.clone()),
            confirm: own.confirm.or_else(|| all.confirm.clone()),
            appeal: own.appeal.or_else(|| all.appeal.clone()),
            signature: own.signature.or_else(|| all.signature.clone()),
        }
    }

    /// The keys of the sentences that letters in a language take from those of every language, which are in another one.
    pub fn untranslated(&self, language: Language) -> Vec<&'static str> {
        let own = self.of_language.iter().find(|(of, _)| *of == language);
        let own = own.map(|(_, texts)| texts.clone()).unwrap_or_default();
        let all = &self.texts;
        // An address alone is of no language.
        let contact = all
            .contact
            .as_ref()
            .filter(|text| text.trim().contains(' '));
        let contact = contact.cloned();
        let texts = [
            ("contact", &own.contact, &contact),
            ("confirm", &own.confirm, &all.confirm),
            ("appeal", &own.appeal, &all.appeal),
        ];
        let missing = texts
            .into_iter()
            .filter(|(_, own, all)| language != self.language && own.is_none() && all.is_some());
        missing.map(|(key, ..)| key).collect()
    }

    /// The language of whoever chose this option of the language field, by its id.
    pub fn language_of(&self, option: Option<&str>) -> Language {
        let chosen = self
            .languages
            .iter()
            .find(|(of, _)| Some(of.as_str()) == option);
        chosen.map_or(self.language, |(_, language)| *language)
    }
}
