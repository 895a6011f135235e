//! Named arguments of the sentences that take several values, so that none can be mistaken for another. Numbers,
//! dates and counts of articles are already formatted in the language of the sentence.

/// Articles that have everything that was asked.
#[derive(Clone, Copy, Debug)]
pub struct FoundFor<'a> {
    /// How many.
    pub total: u32,
    /// The same number as it is written.
    pub number: &'a str,
    /// What was asked.
    pub query: &'a str,
}

/// Articles of which none has every word.
#[derive(Clone, Copy, Debug)]
pub struct FoundNear<'a> {
    /// How many, with the word: `3 articles`.
    pub articles: &'a str,
    /// What was asked.
    pub query: &'a str,
}

/// Articles of which some have every word.
#[derive(Clone, Copy, Debug)]
pub struct FoundMixed<'a> {
    /// How many.
    pub total: &'a str,
    /// How many of them have every word.
    pub complete: &'a str,
    /// How many of them lack one.
    pub near: &'a str,
    /// What was asked.
    pub query: &'a str,
}

/// A number out of a greater one.
#[derive(Clone, Copy, Debug)]
pub struct OutOf<'a> {
    /// How many are loaded or shown, or which of them it is, from 1.
    pub count: &'a str,
    /// How many there are.
    pub total: &'a str,
}

/// What would be found without a part of what was asked.
#[derive(Clone, Copy, Debug)]
pub struct WithoutPart<'a> {
    /// The part.
    pub part: &'a str,
    /// How many articles, with the word.
    pub articles: &'a str,
}

/// How old the articles are.
#[derive(Clone, Copy, Debug)]
pub struct Dates<'a> {
    /// The day of the newest article.
    pub latest: &'a str,
    /// The day the server was asked last.
    pub checked: &'a str,
}

/// A format that is not the one that can be read.
#[derive(Clone, Copy, Debug)]
pub struct Formats<'a> {
    /// That of the articles.
    pub got: &'a str,
    /// The one that can be read.
    pub expected: &'a str,
}

/// A server that asks to wait.
#[derive(Clone, Copy, Debug)]
pub struct Busy {
    /// The status it answered with.
    pub status: u16,
    /// How long until the next try.
    pub seconds: u32,
}
