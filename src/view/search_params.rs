//! What the URL asks of the list: words, filters, order.
//!
//! `?q=stent&source=vascular-news&kind=-sponsored&favourites&sort=date`: keys in a fixed order, defaults left out,
//! ids instead of labels, values sorted, spaces as `+`. Unknown keys are preserved while the page is open but not
//! copied into links.

use std::fmt::Write as _;

use vigie_core::article::FacetGroup;
use vigie_core::search::{Filters, Sort};

/// The key that asks for favourites only; it has no value.
pub const FAVOURITES: &str = "favourites";

/// Maximum length of a value, in characters; nobody types more, and a hostile link should cost nothing.
const MAX_VALUE_CHARS: usize = 500;

/// Maximum number of values read of one group.
const MAX_VALUES: usize = 100;

/// The state of the list that a URL holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchParams {
    /// What the reader typed.
    pub query: String,
    /// Chosen and excluded facet values.
    pub filters: Filters,
    /// Whether only favourites are asked.
    pub favourites: bool,
    /// Order the reader chose; `None` for the usual one.
    pub sort: Option<Sort>,
}

impl SearchParams {
    /// Reads the part of a URL after `?`. Never fails: what is unknown or malformed is ignored.
    ///
    /// ```
    /// use vigie_view::search_params::SearchParams;
    ///
    /// let params = SearchParams::parse("utm=x&q=l%27AVC+aigu&source=b,a");
    /// assert_eq!(params.query, "l'AVC aigu");
    /// assert_eq!(params.print(), "q=l%27AVC+aigu&source=a,b");
    /// ```
    pub fn parse(text: &str) -> Self {
        let mut params = Self::default();
        for pair in text.trim_start_matches('?').split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value: String = decode(value).chars().take(MAX_VALUE_CHARS).collect();
            match key {
                "q" => params.query = value,
                FAVOURITES => params.favourites = value.is_empty(),
                "sort" => params.sort = parse_sort(&value),
                _ => params.read_filter(key, &value),
            }
        }
        params
    }

    fn read_filter(&mut self, key: &str, value: &str) {
        let Some(group) = FacetGroup::ALL
            .into_iter()
            .find(|group| group.name() == key)
        else {
            return;
        };
        for id in value
            .split(',')
            .filter(|id| !id.is_empty())
            .take(MAX_VALUES)
        {
            let (set, id) = match id.strip_prefix('-') {
                Some(id) => (&mut self.filters.excluded, id),
                None => (&mut self.filters.chosen, id),
            };
            if !id.is_empty() && !id.starts_with('-') {
                set[group.index()].insert(id);
            }
        }
    }

    /// Writes the part of a URL after `?`; empty for the default list.
    pub fn print(&self) -> String {
        let mut text = String::new();
        let mut push = |key: &str, value: &str| {
            for part in [if text.is_empty() { "" } else { "&" }, key, value] {
                text.push_str(part);
            }
        };
        if !self.query.is_empty() {
            push("q=", &encode(&self.query));
        }
        for group in FacetGroup::ALL {
            let chosen = self.filters.chosen[group.index()]
                .iter()
                .map(|id| encode(id));
            let excluded = self.filters.excluded[group.index()]
                .iter()
                .map(|id| format!("-{}", encode(id)));
            let values: Vec<_> = chosen.chain(excluded).collect();
            if !values.is_empty() {
                push(group.name(), &["=", &values.join(",")].concat());
            }
        }
        if self.favourites {
            push(FAVOURITES, "");
        }
        if let Some(sort) = self.sort {
            push("sort=", print_sort(sort));
        }
        text
    }

    /// Writes the address of this list, relative to the site's folder: empty or `?…`.
    pub fn address(&self) -> String {
        let text = self.print();
        if text.is_empty() {
            text
        } else {
            format!("?{text}")
        }
    }

    /// Returns whether this is a plain list, all of it or the favourites: no words, no filters.
    pub fn is_plain(&self) -> bool {
        self.query.trim().is_empty() && self.filters.is_empty()
    }

    /// Chooses an order, also over one that was typed.
    pub fn choose_sort(&mut self, sort: Sort) {
        let is_order = |word: &&str| {
            let name = word.split_once(':').map_or("", |(name, _)| name);
            ["tri", "sort"]
                .iter()
                .any(|order| name.eq_ignore_ascii_case(order))
        };
        if self.query.split(' ').any(|word| is_order(&word)) {
            let words: Vec<&str> = self
                .query
                .split(' ')
                .filter(|word| !is_order(word))
                .collect();
            self.query = words.join(" ");
        }
        self.sort = Some(sort);
    }

    /// Returns the order the list has: the chosen one, else relevance for words and newest first without.
    pub fn effective_sort(&self) -> Sort {
        match self.sort {
            Some(Sort::Relevance) | None if self.query.trim().is_empty() => Sort::Newest,
            Some(sort) => sort,
            None => Sort::Relevance,
        }
    }

    /// Chooses a value, or takes the choice back.
    pub fn toggle(&mut self, group: FacetGroup, id: &str) {
        self.filters.excluded[group.index()].remove(id);
        let chosen = &mut self.filters.chosen[group.index()];
        if !chosen.remove(id) {
            chosen.insert(id);
        }
    }

    /// Excludes a value, or lets it in again.
    pub fn toggle_excluded(&mut self, group: FacetGroup, id: &str) {
        self.filters.chosen[group.index()].remove(id);
        let excluded = &mut self.filters.excluded[group.index()];
        if !excluded.remove(id) {
            excluded.insert(id);
        }
    }
}

fn parse_sort(text: &str) -> Option<Sort> {
    [Sort::Relevance, Sort::Newest, Sort::Oldest]
        .into_iter()
        .find(|sort| print_sort(*sort) == text)
}

/// Returns the word of an order in URLs and in the sort list.
pub fn print_sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "relevance",
        Sort::Newest => "date",
        Sort::Oldest => "oldest",
    }
}

/// Percent-decodes a value (WHATWG URL Standard, `application/x-www-form-urlencoded`); what is no escape
/// stays, broken UTF-8 becomes U+FFFD.
fn decode(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |byte: u8| {
            char::from(byte)
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        };
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push(hex(*high).unwrap_or_default() << 4 | hex(*low).unwrap_or_default());
                rest = after;
            }
            (b'+', _) => {
                bytes.push(b' ');
                rest = tail;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Percent-encodes a value, a space as `+`.
pub fn encode(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b' ' => text.push('+'),
            b'-' | b'_' | b'.' | b'*' => text.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => text.push(char::from(byte)),
            _ => {
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn unknown_and_malformed_parts_are_ignored() {
        let params = SearchParams::parse("?x=1&&=&sort=sideways&source=,-,--a,b&q=%zz%C3%A9%");
        assert_eq!(params.query, "%zzé%");
        assert_eq!(params.print(), "q=%25zz%C3%A9%25&source=b");
    }

    #[test]
    fn the_usual_order_follows_the_query() {
        let sort = |text: &str| SearchParams::parse(text).effective_sort();
        assert_eq!(sort(""), Sort::Newest);
        assert_eq!(sort("q=stent"), Sort::Relevance);
        assert_eq!(sort("q=stent&sort=date"), Sort::Newest);
        assert_eq!(sort("sort=relevance"), Sort::Newest);
        assert_eq!(sort("sort=oldest"), Sort::Oldest);
    }

    #[test]
    fn favourites_are_asked_by_a_key_without_value() {
        let params = SearchParams::parse("sort=date&favourites&q=stent");
        assert!(params.favourites);
        assert_eq!(params.print(), "q=stent&favourites&sort=date");
        assert!(SearchParams::parse("favourites=").favourites);
        for other in ["", "favourites=0", "favourites=/papers/x", "Favourites"] {
            assert_eq!(
                SearchParams::parse(other),
                SearchParams::default(),
                "{other}"
            );
        }
    }

    #[test]
    fn a_chosen_order_takes_the_place_of_a_typed_one() {
        let mut params = SearchParams::parse("q=TRI:date+stent+sort:oldest&sort=date");
        params.choose_sort(Sort::Oldest);
        assert_eq!(params.print(), "q=stent&sort=oldest");
    }

    proptest! {
        #[test]
        fn printing_and_parsing_is_the_identity(
            query in "\\PC{0,30}",
            chosen in prop::collection::btree_set("[a-z0-9]([a-z0-9-]{0,6})", 0..4),
            excluded in prop::collection::btree_set("[a-z0-9]([a-z0-9-]{0,6})", 0..3),
            group in 0_usize..FacetGroup::ALL.len(),
            favourites in any::<bool>(),
            sort in prop::option::of(prop::sample::select(vec![Sort::Relevance, Sort::Newest, Sort::Oldest])),
        ) {
            let mut params = SearchParams { query, favourites, sort, ..SearchParams::default() };
            for id in &chosen {
                params.filters.chosen[group].insert(id);
            }
            for id in &excluded {
                params.filters.excluded[group].insert(id);
            }
            prop_assert_eq!(SearchParams::parse(&params.print()), params);
        }

        #[test]
        fn any_text_parses(text in "\\PC{0,60}") {
            let params = SearchParams::parse(&text);
            prop_assert_eq!(SearchParams::parse(&params.print()), params);
        }
    }
}
