//! Number formats by what Excel shows.

use intake::table::workbook::survey::pattern::Pattern;

#[test]
fn formats_with_hours_show_the_time_of_day() {
    for format in [
        "yyyy-mm-dd h:mm:ss",
        "m/d/yy h:mm",
        "[$-409]d.m.yyyy HH:mm",
        "dd/mm/yyyy\\ hh:mm AM/PM",
    ] {
        assert!(
            Pattern::of(format).is_some_and(|pattern| pattern.is_clock()),
            "{format}"
        );
    }
    for format in [
        "yyyy-mm-dd",
        "[h]:mm",
        "d \\h m",
        "\"hour\" d.m.yy",
        "General",
        "0",
        "[Red]d.m.yy",
    ] {
        assert!(
            !Pattern::of(format).is_some_and(|pattern| pattern.is_clock()),
            "{format}"
        );
    }
}

#[test]
fn formats_of_zeros_show_what_excel_shows() {
    let shown =
        |format: &str, number: &str| Pattern::of(format).and_then(|pattern| pattern.show(number));
    assert_eq!(shown("0000", "7").as_deref(), Some("0007"));
    assert_eq!(shown("0000", "12345").as_deref(), Some("12345"));
    assert_eq!(shown("0000;-0000", "7").as_deref(), Some("0007"));
    assert_eq!(shown("\"A-\"000", "7").as_deref(), Some("A-007"));
    assert_eq!(
        shown("000-00-0000", "123456789").as_deref(),
        Some("123-45-6789")
    );
    assert_eq!(shown("00\\.00", "71234").as_deref(), Some("712.34"));
    assert_eq!(shown("0000", "7.5"), None);
    assert_eq!(shown("0.0%", "0.075").as_deref(), Some("7.5%"));
    assert_eq!(shown("0\" of 10 %\"", "7").as_deref(), Some("7 of 10 %"));
    let seen = |number: &str, shown: &str| {
        Pattern::seen(number, shown).and_then(|pattern| pattern.show(number))
    };
    for (number, as_shown) in [
        ("7", "0007"),
        ("11", "A-011"),
        ("0", "000"),
        ("7", "7 years"),
        ("7", "700%"),
    ] {
        assert_eq!(seen(number, as_shown).as_deref(), Some(as_shown));
    }
    for (number, as_shown) in [
        ("7", "7"),
        ("1234", "1,234"),
        ("7", "7.00"),
        ("7", ""),
        ("7", "seven"),
    ] {
        assert_eq!(seen(number, as_shown), None, "{as_shown}");
    }
    for format in [
        "0",
        "General",
        "0.00",
        "#,##0",
        "yyyy-mm-dd",
        "@",
        "[h]:mm",
        "\"x\"",
        "00\\",
    ] {
        assert_eq!(Pattern::of(format), None, "{format}");
    }
}
