//! Dates and numbers in the format of the reader's language, from the browser's `Intl`.

use std::sync::OnceLock;

use js_sys::Intl::{DateTimeFormat, NumberFormat};
use js_sys::{Array, Date, Function, Object, Reflect};
use vigie_core::date::Timestamp;
use vigie_core::language::Language;
use wasm_bindgen::JsValue;

/// Formatters of one language. Making one takes a slow computer ten milliseconds and more, so each is made
/// when it is first needed, and once.
#[derive(Clone, Debug)]
pub struct Formats {
    locales: Array,
    short_date: OnceLock<Function>,
    long_date: OnceLock<Function>,
    number: OnceLock<Function>,
}

/// Returns the formatters of a language.
pub fn formats(language: Language) -> &'static Formats {
    static FRENCH: OnceLock<Formats> = OnceLock::new();
    static ENGLISH: OnceLock<Formats> = OnceLock::new();
    let formats = match language {
        Language::Fr => &FRENCH,
        Language::En => &ENGLISH,
    };
    formats.get_or_init(|| Formats::new(language))
}

impl Formats {
    /// Prepares the formatters. Dates are UTC days, the same in every time zone.
    fn new(language: Language) -> Self {
        // English as Europe writes it: the day before the month.
        let locale = match language {
            Language::Fr => "fr-FR",
            Language::En => "en-GB",
        };
        Self {
            locales: Array::of1(&JsValue::from_str(locale)),
            short_date: OnceLock::new(),
            long_date: OnceLock::new(),
            number: OnceLock::new(),
        }
    }

    /// Makes the formatters that cards need, while the page is idle.
    pub fn prepare(&self) {
        self.short_date(Timestamp::default());
        self.number(0);
    }

    fn date_format(&self, style: &str) -> Function {
        let options = Object::new();
        let _ = Reflect::set(&options, &"dateStyle".into(), &style.into());
        let _ = Reflect::set(&options, &"timeZone".into(), &"UTC".into());
        DateTimeFormat::new(&self.locales, &options).format()
    }

    /// Writes the UTC day in short: `13 déc. 2024`, `13 Dec 2024`.
    pub fn short_date(&self, time: Timestamp) -> String {
        call(
            self.short_date.get_or_init(|| self.date_format("medium")),
            &date(time),
        )
        .unwrap_or_else(|| time.day().to_string())
    }

    /// Writes the UTC day in full: `13 décembre 2024`, `13 December 2024`.
    pub fn long_date(&self, time: Timestamp) -> String {
        call(
            self.long_date.get_or_init(|| self.date_format("long")),
            &date(time),
        )
        .unwrap_or_else(|| time.day().to_string())
    }

    /// Writes a number: `2 787`, `2,787`.
    pub fn number(&self, number: u32) -> String {
        let format = self
            .number
            .get_or_init(|| NumberFormat::new(&self.locales, &Object::new()).format());
        call(format, &JsValue::from_f64(f64::from(number))).unwrap_or_else(|| number.to_string())
    }
}

fn date(time: Timestamp) -> JsValue {
    // Seconds of years 0 to 9999 are exact in a double.
    Date::new(&JsValue::from_f64(time.unix_seconds() as f64 * 1000.0)).into()
}

fn call(format: &Function, value: &JsValue) -> Option<String> {
    format.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}
