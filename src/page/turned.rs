//! In the step *Selection*: a weight is turned by a slider, by keys or to an exact number, and it is said who would sit then. Every weight
//! is a decimal as it was written; only how long a mark is drawn is rounded.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::protocol::{Answer, Request, State};
use super::words;
use crate::engine::Past;
use crate::papers::firmness::{exchange, range};
use crate::rules::Rules;
use crate::study::firmness::told::{End, Exchange, Spot, Turned, Weighed};
use crate::values::escape::visible;

/// A weight is this or less, with so many decimals at most, as rules have it.
const MOST: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
const DECIMALS: u32 = 6;
/// A step of a slider is one of so many of a weight as it is.
const STEPS: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// What can be turned, each weight with the range in which nobody changes.
pub(super) fn weights(request: &Request<'_>) -> Answer {
    let told = with_run(request, |(past, rules)| past.ranges(rules));
    let (rules, told) = match told {
        Ok(told) => told,
        Err(answer) => return *answer,
    };
    match told {
        Err(because) => refused(because),
        Ok(weights) if weights.is_empty() => refused(words::NO_WEIGHTS),
        Ok(weights) => {
            let view = html! {
                p { (words::WEIGHTS_ABOUT) }
                @if rules.stage().is_some() { p { (words::WEIGHTS_OF_STAGE) } }
                @for (at, weighed) in weights.iter().enumerate() { (row(at, weighed)) }
            };
            Answer::new(State::Done, words::WEIGHTS_SHOWN).part("weights", view.into_string())
        }
    }
}

fn refused(because: impl Into<String>) -> Answer {
    let because = because.into();
    let view = html! { p { (visible(&because)) } };
    Answer::refused(because.as_str()).part("weights", view.into_string())
}

/// Asks a run and its rules.
fn with_run<T>(
    request: &Request<'_>,
    ask: impl FnOnce((&Past<'_>, &Rules)) -> Result<T, crate::base::finding::Finding>,
) -> Result<(Rules, T), Box<Answer>> {
    let run = request.run();
    if run.is_empty() {
        return Err(Box::new(Answer::refused(words::NO_RUN)));
    }
    let told = Past::open(&run).and_then(|past| {
        let rules = past.rules_as_asked()?;
        let told = ask((&past, &rules))?;
        Ok((rules, told))
    });
    told.map_err(|finding| Box::new(Answer::refused_for("weights", &[finding])))
}

fn row(at: usize, weighed: &Weighed) -> Markup {
    let said = range(weighed);
    html! {
        fieldset class="turn" data-turn=(weighed.measure) data-place={ "turned-" (at) } {
            legend { (visible(&weighed.title)) }
            div class="fields" {
                @if let Some(slider) = Slider::of(weighed) {
                    div {
                        label for={ "turn-" (at) } { (words::weight_now(&weighed.weight)) }
                        input type="range" id={ "turn-" (at) } min="0" max=(slider.most) step=(slider.step) value=(weighed.weight) autocomplete="off"
                            aria-describedby={ "range-" (at) };
                        (slider.mark())
                    }
                }
                div {
                    label for={ "exact-" (at) } { (words::WEIGHT_EXACT) }
                    input type="text" id={ "exact-" (at) } inputmode="decimal" value=(weighed.weight) autocomplete="off" aria-describedby={ "range-" (at) };
                }
            }
            p class="soft hint" id={ "range-" (at) } { (words::as_sentence(&said)) }
            @if !weighed.asked.is_empty() { p class="soft hint" { (words::asked_for_it(&weighed.asked)) } }
            div class="part" data-part={ "turned-" (at) } {}
        }
    }
}

/// How far a slider goes, in which steps, and where nobody changes on it.
struct Slider {
    most: Decimal,
    step: Decimal,
    from: Decimal,
    until: Decimal,
}

impl Slider {
    /// None where a number of the weight cannot be had in decimals; then it is typed.
    fn of(weighed: &Weighed) -> Option<Self> {
        let weight = Decimal::from_str_exact(&weighed.weight).ok()?;
        let step = weight.checked_div(STEPS)?.normalize();
        if step.checked_mul(STEPS)? != weight || step.is_zero() {
            return None;
        }
        let end = |end: &End| match end {
            End::Never => None,
            End::Changes(turn) => drawn(&turn.weight),
            End::Unknown { weight } => drawn(weight),
        };
        let (twice, four) = (
            weight.checked_mul(Decimal::TWO)?,
            weight.checked_mul(Decimal::from(4))?,
        );
        let until = end(&weighed.up);
        // The end is on the slider, unless that would make its steps too small for a hand.
        let is_far = until.is_some_and(|until| until >= twice && until < four);
        let most = if is_far { four } else { twice };
        Some(Self {
            most: most.normalize(),
            step,
            from: end(&weighed.down).unwrap_or_default(),
            until: until.unwrap_or(most).min(most),
        })
    }

    /// The range in which nobody changes, drawn beneath the slider; its ends are said in words as well.
    fn mark(&self) -> Markup {
        let at = |weight: Decimal| {
            let share = weight.checked_div(self.most).unwrap_or_default();
            let percent = share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default();
            percent.round_dp(2).normalize()
        };
        let (from, until) = (at(self.from), at(self.until));
        html! {
            svg class="same" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                rect class="all" width="100" height="4" {}
                rect class="is" x=(from) width=(until.saturating_sub(from)) height="4" {}
            }
        }
    }
}

/// Where a weight is drawn, which may be a fraction, as `23/6 (3.8333…)`.
fn drawn(weight: &str) -> Option<Decimal> {
    let written = weight.split(' ').next().unwrap_or(weight);
    match written.split_once('/') {
        None => Decimal::from_str_exact(written).ok(),
        Some((over, under)) => {
            let [over, under] = [over, under].map(|part| Decimal::from_str_exact(part).ok());
            over?.checked_div(under?)
        }
    }
}

/// Who would sit where a weight counts so much.
pub(super) fn turned(request: &Request<'_>) -> Answer {
    let measure = request.options.measure.as_deref().unwrap_or_default();
    let typed = request.options.weight.as_deref().unwrap_or_default();
    let Some(weight) = read(typed) else {
        let view = html! { p { (words::NO_WEIGHT) } };
        return Answer::refused(words::NO_WEIGHT).part("turned", view.into_string());
    };
    let told = with_run(request, |(past, rules)| {
        past.turned(rules, (measure, weight))
    });
    match told {
        Err(answer) => *answer,
        Ok((_, None)) => Answer::refused(words::NO_SUCH_WEIGHT),
        Ok((_, Some(Err(because)))) => refused(because),
        Ok((_, Some(Ok(turned)))) => {
            let line = line(&turned);
            let view = view(&turned, &line);
            Answer::new(State::Done, line).part("turned", view.into_string())
        }
    }
}

/// A weight as rules may have it, and nothing.
fn read(typed: &str) -> Option<Decimal> {
    let weight = Decimal::from_str_exact(typed.trim()).ok()?;
    let is_one = !weight.is_sign_negative() || weight.is_zero();
    (is_one && weight <= MOST && weight.normalize().scale() <= DECIMALS).then_some(weight)
}

fn line(turned: &Turned) -> String {
    let then = match &turned.then {
        Spot::Selected { exchange: then, .. } => exchange(then),
        Spot::Untold => words::UNTOLD.to_owned(),
        Spot::Unknown => words::TOO_MUCH_WORK.to_owned(),
    };
    words::turned(&turned.title, (&turned.weight, &turned.counts), &then)
}

/// What is seen: the sentence; of those who come and leave a list in its place.
fn view(turned: &Turned, line: &str) -> Markup {
    let changes = match &turned.then {
        Spot::Selected { exchange, .. } => exchange.clone(),
        Spot::Untold | Spot::Unknown => Exchange::default(),
    };
    let Exchange { comes, leaves } = changes;
    let both = [(words::COMES, comes), (words::LEAVES, leaves)];
    let is_list = both.iter().any(|(_, ids)| !ids.is_empty());
    html! {
        @if is_list {
            p class="turned" { (visible(&words::counted(&turned.title, (&turned.weight, &turned.counts)))) }
            dl class="about" {
                @for (title, ids) in &both {
                    @if !ids.is_empty() {
                        dt { (title) }
                        dd { @for (at, id) in ids.iter().enumerate() { @if at > 0 { ", " } span class="whole" { (visible(id)) } } }
                    }
                }
            }
        } @else {
            p class="turned" { (visible(line)) }
        }
    }
}
