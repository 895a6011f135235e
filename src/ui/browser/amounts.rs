//! Sizes and times in the format of the reader's language, from the browser's `Intl`, for dialogs and notices.

use js_sys::{Array, Date};
use vigie_core::language::Language;
use wasm_bindgen::JsValue;

use super::object;

/// Writes a size in bytes: `3,2 Mo`, `3.2 MB`.
pub fn size(language: Language, bytes: f64) -> String {
    let (unit, value) = match bytes {
        _ if bytes < 1e6 => ("kilobyte", bytes / 1e3),
        _ if bytes < 1e9 => ("megabyte", bytes / 1e6),
        _ => ("gigabyte", bytes / 1e9),
    };
    let digits = if value < 10.0 { 1.0 } else { 0.0 };
    let options = [
        ("style", "unit".into()),
        ("unit", unit.into()),
        ("maximumFractionDigits", digits.into()),
    ];
    format(language, "NumberFormat", &options, value.into())
}

/// Writes a moment of the reader's own clock, given in milliseconds since 1970: `2 avr. 2026, 14:05`.
pub fn moment(language: Language, milliseconds: f64) -> String {
    let options = [
        ("dateStyle", "medium".into()),
        ("timeStyle", "short".into()),
    ];
    let date = Date::new(&milliseconds.into());
    format(language, "DateTimeFormat", &options, date.into())
}

fn format(language: Language, kind: &str, options: &[(&str, JsValue)], value: JsValue) -> String {
    let locale = match language {
        Language::Fr => "fr-FR",
        Language::En => "en-GB",
    };
    let intl = object::at(&["Intl"]);
    let values = [Array::of1(&locale.into()).into(), object::object(options)];
    // `Intl.NumberFormat(…)` makes one without `new` too.
    let written = object::call_now(&intl, kind, &values)
        .and_then(|format| object::call_now(&format, "format", &[value]));
    written
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}
