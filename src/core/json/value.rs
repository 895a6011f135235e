//! A document as one value, with methods to take it apart. A missing field reads as `null`.

use std::borrow::Cow;
use std::str::FromStr;

use super::Misfit;

/// A value; texts without escapes are borrowed from the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Json<'a> {
    /// `null`, and every field that is missing.
    #[default]
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number as it is written.
    Number(&'a str),
    /// A text.
    Text(Cow<'a, str>),
    /// Values in order.
    List(Vec<Json<'a>>),
    /// Values by name.
    Object(Object<'a>),
}

/// Values by name, in the document's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object<'a>(pub Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Json<'a> {
    /// Returns the text; `part` names the value where it is none.
    ///
    /// # Errors
    ///
    /// Fails if the value is not a string.
    pub fn text(self, part: &'static str) -> Result<String, Misfit> {
        match self {
            Self::Text(text) => Ok(text.into_owned()),
            _ => Err(Misfit::new(part, "text")),
        }
    }

    /// Returns the values of the list.
    ///
    /// # Errors
    ///
    /// Fails if the value is not a list.
    pub fn list(self, part: &'static str) -> Result<Vec<Self>, Misfit> {
        match self {
            Self::List(values) => Ok(values),
            _ => Err(Misfit::new(part, "list")),
        }
    }

    /// Returns the object.
    ///
    /// # Errors
    ///
    /// Fails if the value is not an object.
    pub fn object(self, part: &'static str) -> Result<Object<'a>, Misfit> {
        match self {
            Self::Object(object) => Ok(object),
            _ => Err(Misfit::new(part, "object")),
        }
    }

    /// Returns the one name an object has, with its value; a text is a name without value.
    ///
    /// # Errors
    ///
    /// Fails if the value is neither a string nor an object with exactly one name.
    pub fn tagged(self, part: &'static str) -> Result<(Cow<'a, str>, Self), Misfit> {
        match self {
            Self::Text(tag) => Ok((tag, Self::Null)),
            Self::Object(Object(mut fields)) if fields.len() == 1 => Ok(fields.remove(0)),
            _ => Err(Misfit::new(part, "object with one name")),
        }
    }
}

impl<'a> Object<'a> {
    /// Takes the value of a name out of the object.
    pub fn take(&mut self, name: &str) -> Json<'a> {
        let mut fields = self.0.iter_mut().rev();
        fields
            .find(|(found, _)| found == name)
            .map(|(_, value)| std::mem::take(value))
            .unwrap_or_default()
    }

    /// Takes a text; `None` for `null`.
    ///
    /// # Errors
    ///
    /// Fails if the value is neither a string nor `null`.
    pub fn text_if(&mut self, name: &'static str) -> Result<Option<String>, Misfit> {
        match self.take(name) {
            Json::Null => Ok(None),
            value => value.text(name).map(Some),
        }
    }

    /// Takes a text that must be there.
    ///
    /// # Errors
    ///
    /// Fails if the value is not a string, or is missing.
    pub fn text(&mut self, name: &'static str) -> Result<String, Misfit> {
        self.take(name).text(name)
    }

    /// Takes a list; empty for `null`.
    ///
    /// # Errors
    ///
    /// Fails if the value is neither a list nor `null`.
    pub fn list(&mut self, name: &'static str) -> Result<Vec<Json<'a>>, Misfit> {
        match self.take(name) {
            Json::Null => Ok(Vec::new()),
            value => value.list(name),
        }
    }

    /// Takes a list of texts; empty for `null`.
    ///
    /// # Errors
    ///
    /// Fails if the value is neither a list of strings nor `null`.
    pub fn texts(&mut self, name: &'static str) -> Result<Vec<String>, Misfit> {
        each(self.list(name)?, |text| text.text(name))
    }

    /// Takes an object; empty for `null`.
    ///
    /// # Errors
    ///
    /// Fails if the value is neither an object nor `null`.
    pub fn object(&mut self, name: &'static str) -> Result<Self, Misfit> {
        match self.take(name) {
            Json::Null => Ok(Self::default()),
            value => value.object(name),
        }
    }

    /// Takes a flag; `false` for `null`.
    ///
    /// # Errors
    ///
    /// Fails if the value is neither a boolean nor `null`.
    pub fn flag(&mut self, name: &'static str) -> Result<bool, Misfit> {
        match self.take(name) {
            Json::Null => Ok(false),
            Json::Flag(flag) => Ok(flag),
            _ => Err(Misfit::new(name, "flag")),
        }
    }

    /// Takes a whole number that fits its type; `None` for `null`.
    ///
    /// # Errors
    ///
    /// Fails if the value is neither a whole number in the range of its type nor `null`.
    pub fn number_if<T: FromStr>(&mut self, name: &'static str) -> Result<Option<T>, Misfit> {
        let misfit = Misfit::new(name, "whole number in its range");
        match self.take(name) {
            Json::Null => Ok(None),
            Json::Number(number) => number.parse().map(Some).map_err(|_| misfit),
            _ => Err(misfit),
        }
    }

    /// Takes a whole number that must be there.
    ///
    /// # Errors
    ///
    /// Fails if the value is not a whole number in the range of its type, or is missing.
    pub fn number<T: FromStr>(&mut self, name: &'static str) -> Result<T, Misfit> {
        self.number_if(name)?.ok_or(Misfit::new(name, "number"))
    }
}

/// Reads every value of a list with one function; the first that does not fit decides.
///
/// # Errors
///
/// Fails with the first error of `read`.
pub fn each<'a, T>(
    values: Vec<Json<'a>>,
    read: impl Fn(Json<'a>) -> Result<T, Misfit>,
) -> Result<Vec<T>, Misfit> {
    let mut all = Vec::with_capacity(values.len());
    for value in values {
        all.push(read(value)?);
    }
    Ok(all)
}
