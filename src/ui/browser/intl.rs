//! Dates and numbers as the reader's language writes them, from the browser's own `Intl`.

use js_sys::Intl::{DateTimeFormat, NumberFormat};
use js_sys::{Array, Date, Function, Object, Reflect};
use vigie_core::date::Timestamp;
use vigie_core::language::Language;
use wasm_bindgen::JsValue;

/// Formatters of one language. Making them costs more than using them, so they are made once.
#[derive(Clone, Debug)]
pub struct Formats {
    short_date: Function,
    long_date: Function,
    number: Function,
}

impl Formats {
    /// Makes the formatters. Dates are UTC days, the same in every time zone.
    pub fn new(language: Language) -> Self {
        // English as Europe writes it: the day before the month.
        let locale = match language {
            Language::Fr => "fr-FR",
            Language::En => "en-GB",
        };
        let locales = Array::of1(&JsValue::from_str(locale));
        let date = |style: &str| {
            let options = Object::new();
            let _ = Reflect::set(&options, &"dateStyle".into(), &style.into());
            let _ = Reflect::set(&options, &"timeZone".into(), &"UTC".into());
            DateTimeFormat::new(&locales, &options).format()
        };
        Self {
            short_date: date("medium"),
            long_date: date("long"),
            number: NumberFormat::new(&locales, &Object::new()).format(),
        }
    }

    /// Writes the UTC day in short: `13 déc. 2024`, `13 Dec 2024`.
    pub fn short_date(&self, time: Timestamp) -> String {
        call(&self.short_date, &date(time)).unwrap_or_else(|| time.day().to_string())
    }

    /// Writes the UTC day in full: `13 décembre 2024`, `13 December 2024`.
    pub fn long_date(&self, time: Timestamp) -> String {
        call(&self.long_date, &date(time)).unwrap_or_else(|| time.day().to_string())
    }

    /// Writes a number: `2 787`, `2,787`.
    pub fn number(&self, number: u32) -> String {
        call(&self.number, &JsValue::from_f64(f64::from(number)))
            .unwrap_or_else(|| number.to_string())
    }
}

fn date(time: Timestamp) -> JsValue {
    // Seconds of years 0 to 9999 are exact in a double.
    Date::new(&JsValue::from_f64(time.unix_seconds() as f64 * 1000.0)).into()
}

fn call(format: &Function, value: &JsValue) -> Option<String> {
    format.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}
