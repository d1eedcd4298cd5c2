//! How the files of a run are set down: what every command takes that writes one.

use clap::Args;
use intake::out::Issue;
use jiff::civil::Date;

/// How a run is set down.
#[derive(Debug, Args)]
pub(super) struct SetDown {
    /// Leave out workbook.xlsx and clarify.xlsx.
    #[arg(long)]
    without_workbook: bool,
    /// Leave out report.html.
    #[arg(long)]
    without_report: bool,
    /// Show names and all other personal answers in report.html, for whoever may see them.
    #[arg(long, conflicts_with = "without_report")]
    report_personal: bool,
    /// Say in report.html, too, how firm the seats are, as `intake firmness` does.
    #[arg(long, conflicts_with = "without_report")]
    report_firmness: bool,
    /// Write the run only when every seat is firm: no answer that is still awaited could take one.
    #[arg(long = "final")]
    is_final: bool,
    /// The day of the selection, as 2019-04-12, for cover and report; without it they have none, since no clock is read.
    #[arg(long, value_name = "DAY")]
    on: Option<Date>,
}

impl SetDown {
    pub(super) fn issue(&self) -> Issue {
        Issue {
            without_workbook: self.without_workbook,
            without_report: self.without_report,
            report_personal: self.report_personal,
            report_firmness: self.report_firmness,
            is_final: self.is_final,
            on: self.on,
        }
    }
}
