//! Days and numbers are written as the browser writes them.

use js_sys::Intl::{DateTimeFormat, NumberFormat};
use js_sys::{Array, Date, Function, Object, Reflect};
use vigie_core::date::{Day, Timestamp};
use vigie_core::language::Language;
use vigie_core::messages::format::{long_date, number, short_date};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn locales(language: Language) -> Array {
    let locale = match language {
        Language::Fr => "fr-FR",
        Language::En => "en-GB",
    };
    Array::of1(&locale.into())
}

fn date_format(language: Language, style: &str) -> Function {
    let options = Object::new();
    Reflect::set(&options, &"dateStyle".into(), &style.into()).unwrap();
    Reflect::set(&options, &"timeZone".into(), &"UTC".into()).unwrap();
    DateTimeFormat::new(&locales(language), &options).format()
}

fn written(format: &Function, value: &JsValue) -> String {
    let text = format.call1(&JsValue::UNDEFINED, value).unwrap();
    text.as_string().unwrap()
}

#[wasm_bindgen_test]
fn days() {
    for language in Language::ALL {
        let [short, long] = ["medium", "long"].map(|style| date_format(language, style));
        for month in 1..=12 {
            for number in [1, 9, 28] {
                let day = Day::from_civil(2026, month, number).unwrap();
                let time = Timestamp::parse(&day.to_string()).unwrap();
                let date = Date::new(&JsValue::from_f64(time.unix_seconds() as f64 * 1000.0));
                assert_eq!(short_date(day, language), written(&short, &date));
                assert_eq!(long_date(day, language), written(&long, &date));
            }
        }
    }
}

#[wasm_bindgen_test]
fn numbers() {
    for language in Language::ALL {
        let format = NumberFormat::new(&locales(language), &Object::new()).format();
        for digits in 0..=9 {
            let least = 10_u32.pow(digits);
            for value in [least - 1, least, least + 7] {
                assert_eq!(number(value, language), written(&format, &value.into()));
            }
        }
    }
}
