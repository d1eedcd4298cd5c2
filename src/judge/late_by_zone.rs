//! Applications that are late by the zone alone: by the clock they were sent by, the deadline had not passed.
//!
//! The deadline holds in the zone of the call, so they stay late; but somebody who wrote at half past eleven on the last day must
//! not be refused without a person having seen it.

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

use crate::answers::Applications;
use crate::answers::types::date;
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::{ApplicationId, AssessorId};
use crate::rules::{Kind, Rules};

/// A day and a time as a clock on the wall shows them.
fn clock(local: DateTime) -> String {
    local.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// At most so many are named.
const NAMED: usize = 20;

/// When an application was sent by the clock it was sent by, which is not after the deadline; with the offset that is written, or the
/// zone of the form.
fn in_time_there<'r>(
    rules: &'r Rules,
    applications: &Applications,
    application: ApplicationId,
) -> Option<(DateTime, Option<Offset>, &'r TimeZone)> {
    let field = rules.call.submitted;
    let form = &rules.form.fields_of(applications.form_source(application))[field];
    let Kind::Timestamp(dates, zone) = &form.kind else {
        return None;
    };
    let text = applications
        .said(application, field, AssessorId::FIRST)
        .revealed();
    let last = rules.call.zone.to_datetime(rules.call.deadline);
    let (written, offset) =
        date::as_written(*dates, text).filter(|(written, _)| *written <= last)?;
    Some((written, offset, zone))
}

/// Whether an application that is late was in time by the clock it was sent by.
pub fn is_by_zone(rules: &Rules, applications: &Applications, application: ApplicationId) -> bool {
    in_time_there(rules, applications, application).is_some()
}

/// A question for each application that is late by the zone alone, with both times; the first twenty in the order of their ids.
pub fn by_zone(
    rules: &Rules,
    applications: &Applications,
    is_late: impl Fn(ApplicationId) -> bool,
) -> Vec<Finding> {
    let field = rules.call.submitted;
    let name = |zone: &TimeZone| zone.iana_name().unwrap_or("its zone").to_owned();
    let late = applications
        .ids()
        .filter(|application| is_late(*application));
    let found = late.filter_map(|application| {
        let (written, offset, zone) = in_time_there(rules, applications, application)?;
        let here = match offset {
            Some(offset) => offset.to_timestamp(written).ok()?,
            None => zone.to_timestamp(written).ok()?,
        };
        let form = &rules.form.fields_of(applications.form_source(application))[field];
        let there = rules.call.zone.to_datetime(here);
        let by = offset.map_or_else(|| name(zone), |offset| format!("UTC{offset}"));
        let times = if form.personal {
            String::new()
        } else {
            format!(
                ": {} ({by}) is {} in {}",
                clock(written),
                clock(there),
                rules.call.zone_name
            )
        };
        let origin = applications.origin(application, field, AssessorId::FIRST);
        let location = origin.map_or_else(
            || Location::File(applications.location(application)),
            Location::Input,
        );
        let message = format!(
            "`{}` is late by the zone alone{times}",
            applications.id(application)
        );
        Some((location, message))
    });
    let mut found: Vec<(Location, String)> = found.collect();
    let more = found.len().saturating_sub(NAMED);
    found.truncate(NAMED);
    if let Some((_, last)) = found.last_mut().filter(|_| more > 0) {
        last.push_str(&format!("; and so are {more} more"));
    }
    let help = format!(
        "the deadline of the rules holds in {}, so the application counts as late; a person should look whether the call \
         meant that",
        rules.call.zone_name
    );
    let finding = |(location, message): (Location, String)| {
        Finding::new(Code::LateByZone, location, message).help(help.clone())
    };
    found.into_iter().map(finding).collect()
}
