//! What assessors read, in words.

use super::naming::field_title;
use crate::rules::{FieldId, Hits, Packs, Rules};

/// What readers see, who reads what, and what becomes of what gives an applicant away.
pub fn packs(rules: &Rules, packs: &Packs) -> String {
    let titles = |fields: &[FieldId]| -> String {
        let each = fields.iter().map(|id| field_title(&rules.form.fields[*id]));
        let each: Vec<String> = each.map(|title| format!("“{title}”")).collect();
        each.join(", ")
    };
    let mut says = format!("assessors see {}", titles(&packs.shows));
    says.push_str(match packs.blind {
        None => "; they may know whose application they read",
        Some(Hits::Mask) => "; they are not told whose application they read, and what gives an applicant away is covered",
        Some(Hits::List) => "; they are not told whose application they read, and somebody looks at what gives an applicant away",
    });
    if let Some(most) = packs.at_most {
        says.push_str(&format!("; each reads at most {most}"));
    }
    if let Some(field) = packs.language {
        says.push_str(&format!(
            "; who reads what language is held against {}",
            titles(&[field])
        ));
    }
    says.push_str(&format!(
        "; nobody reads whom they have a conflict with, loads are as even as may be, and the rest is drawn by the seed `{}`",
        packs.seed
    ));
    says
}
