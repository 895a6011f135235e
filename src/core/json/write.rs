//! Writes JSON strings.

/// Writes a text as JSON (RFC 8259). Controls, which no cleaned text has, become spaces.
///
/// ```
/// let mut json = String::new();
/// vigie_core::json::push_text(&mut json, "« \\ \" »");
/// assert_eq!(json, r#""« \\ \" »""#);
/// ```
pub fn push_text(json: &mut String, text: &str) {
    json.push('"');
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            json.push('\\');
        }
        json.push(character.max(' '));
    }
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::super::{Json, parse};
    use super::push_text;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_can_be_written(title in any::<String>()) {
            let mut text = String::new();
            push_text(&mut text, &title);
            let read: String = title.chars().map(|character| character.max(' ')).collect();
            prop_assert_eq!(parse(text.as_bytes()).unwrap(), Json::Text(read.into()));
        }
    }
}
