//! Small inputs on which people were once seated, refused or passed over by mistake, each by its name, with its neighbours.

mod authors;
mod chances;
mod checks;
mod choices;
mod comparisons;
mod countries;
mod dates;
mod drafts;
mod exact;
mod explanations;
mod exports;
mod files;
mod groups;
mod identity;
mod letters;
mod lines;
mod messages;
mod moments;
mod ratings;
mod rulings;
