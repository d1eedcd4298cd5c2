//! Numbers and moments of a workbook, by what Excel shows of them.

use calamine::ExcelDateTime;
use intake::table::workbook::text::{date, decimal};

#[test]
#[expect(
    clippy::disallowed_types,
    reason = "what a workbook may hold beside numbers"
)]
fn numbers_read_as_excel_shows_them() {
    let shown = |number| decimal(number);
    assert_eq!(shown(4.6), "4.6");
    assert_eq!(shown(4.6 - 1e-15), "4.6");
    assert_eq!(shown(0.1 + 0.2), "0.3");
    assert_eq!(shown(3.0), "3");
    assert_eq!(shown(-0.0), "0");
    assert_eq!(shown(1_234_567_890_123_456.0), "1234567890123456");
    assert_eq!(shown(1_234_567_890_123_457.0), "1234567890123457");
    assert_eq!(shown(-9_007_199_254_740_991.0), "-9007199254740991");
    assert_eq!(shown(9_007_199_254_740_992.0), "9.00719925474099E+15");
    assert_eq!(shown(92_200_000_000_000_000_000.0), "9.22E+19");
    assert_eq!(shown(-1e21), "-1E+21");
    assert_eq!(shown(f64::MAX), "1.79769313486232E+308");
    assert_eq!(shown(1.0 / 3.0), "0.333333333333333");
    assert_eq!(shown(-2.0 / 3.0), "-0.666666666666667");
    assert_eq!(
        shown(0.000_012_345_678_901_234_567),
        "0.0000123456789012346"
    );
    assert_eq!(shown(123_456_789_012_345_680.0), "1.23456789012346E+17");
    assert_eq!(shown(12_345.678_901_234_567), "12345.6789012346");
    assert_eq!(shown(999_999_999_999_999.9), "1000000000000000");
    assert_eq!(shown(f64::NAN), "#NUM!");
    assert_eq!(shown(f64::NEG_INFINITY), "#NUM!");
}

#[test]
fn moments_follow_the_workbooks_epoch() {
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};
    let shown = |serial, kind, is_1904| date(ExcelDateTime::new(serial, kind, is_1904));
    assert_eq!(shown(43_552.0, DateTime, false), "2019-03-28");
    assert_eq!(shown(43_552.0 - 1462.0, DateTime, true), "2019-03-28");
    assert_eq!(
        shown(43_552.585_416_666_67, DateTime, false),
        "2019-03-28T14:03:00"
    );
    assert_eq!(
        shown(45_943.541, DateTime, false),
        "2025-10-13T12:59:02.400"
    );
    assert_eq!(shown(43_552.999_999_999_99, DateTime, false), "2019-03-29");
    assert_eq!(shown(61.0, DateTime, false), "1900-03-01");
    assert_eq!(shown(60.0, DateTime, false), "60");
    assert_eq!(shown(0.5, DateTime, false), "12:00:00");
    assert_eq!(shown(0.0, DateTime, false), "0");
    assert_eq!(shown(-1.0, DateTime, true), "-1");
    assert_eq!(shown(2_958_465.0, DateTime, false), "9999-12-31");
    assert_eq!(shown(2_958_466.0, DateTime, false), "2958466");
    assert_eq!(shown(27.5 / 24.0, TimeDelta, false), "27:30:00");
}
