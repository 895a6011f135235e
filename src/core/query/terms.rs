//! Builds the words and phrases of a query from tokens.

use std::ops::Range;

use super::parse::{Parser, must};
use super::{Clause, Node, NoticeReason, Phrase, Word};
use crate::analysis;

/// Shortest part taken for a beginning while it is typed, in characters: one letter begins everything.
const MIN_PREFIX_CHARS: usize = 2;

impl Parser<'_> {
    /// Reads a quoted phrase; `None` without words in it.
    pub(super) fn phrase(&mut self) -> Option<Node> {
        let inner = self.quoted()?;
        self.phrase_of(words_in(self.cursor.text, inner))
    }

    /// Reads quotes and returns what is between them; `None` where no quote is next.
    pub(super) fn quoted(&mut self) -> Option<Range<usize>> {
        let start = self.cursor.at;
        let quoted = self.cursor.quoted()?;
        let inner = self.cursor.text.get(quoted.inner.clone());
        if !quoted.is_closed && inner.is_some_and(|inner| !inner.trim().is_empty()) {
            self.report(start..quoted.inner.start, NoticeReason::UnclosedQuote);
        }
        Some(quoted.inner)
    }

    /// Makes a phrase of words, as many as fit; `None` without words.
    pub(super) fn phrase_of(&mut self, words: Vec<analysis::Word>) -> Option<Node> {
        let mut terms = Vec::new();
        for part in words.into_iter().flat_map(|word| word.parts) {
            if !self.makes_room(1, part.span.start) {
                break;
            }
            terms.push(part.term);
        }
        (!terms.is_empty()).then_some(Node::Phrase(Phrase { terms }))
    }

    /// Reads a run whose words are each a clause.
    pub(super) fn free_words(&mut self, run: Range<usize>, clauses: &mut Vec<Clause>) {
        self.cursor.at = run.end;
        for word in words_in(self.cursor.text, run) {
            let mut span = word.span();
            if !self.makes_room(word.parts.len(), span.start) {
                return;
            }
            let word = typed_word(self.cursor.text, word);
            span.end += usize::from(word.has_star);
            clauses.push(must(Node::Word(word), span));
        }
    }

    /// Reads a run that means one thing, where several clauses have no place: after a sign, `=` or
    /// `titre:`. Several words in it (`EP/AOMI`) form a phrase.
    pub(super) fn whole_run(&mut self, run: Range<usize>) -> Option<Node> {
        self.cursor.at = run.end;
        let text = self.cursor.text;
        let typed = text.get(run.clone()).unwrap_or_default();
        let is_exact = typed.starts_with('=');
        if typed == "=" && self.cursor.peek().is_some_and(|next| !next.is_whitespace()) {
            self.report(run.clone(), NoticeReason::StrayOperator);
        }
        let mut words = words_in(text, run);
        if words.len() != 1 {
            return self.phrase_of(words);
        }
        let word = words.pop()?;
        if !self.makes_room(word.parts.len(), word.span().start) {
            return None;
        }
        let word = typed_word(text, word);
        Some(if is_exact {
            Node::Exact(Word {
                is_prefix: false,
                has_star: false,
                ..word
            })
        } else {
            Node::Word(word)
        })
    }
}

/// Splits a part of the typed text into words whose spans count from the text's start.
pub(super) fn words_in(text: &str, range: Range<usize>) -> Vec<analysis::Word> {
    let start = range.start;
    let mut words = analysis::words(text.get(range).unwrap_or_default());
    for part in words.iter_mut().flat_map(|word| &mut word.parts) {
        part.span = part.span.start + start..part.span.end + start;
    }
    words
}

/// Returns a word with what its surroundings and its typed form say about it.
fn typed_word(text: &str, word: analysis::Word) -> Word {
    let span = word.span();
    let typed = text.get(span.clone()).unwrap_or_default();
    let has_star = text
        .get(span.end..)
        .is_some_and(|after| after.starts_with('*'));
    let last = word.parts.last().map_or("", |part| &part.term);
    let is_unfinished = span.end == text.len() && last.chars().count() >= MIN_PREFIX_CHARS;
    // A word that is too long may lose its capitals.
    let kept: String = word.parts.iter().map(|part| part.term.as_str()).collect();
    let is_capital = analysis::is_capital(&kept.to_ascii_uppercase());
    Word {
        is_prefix: has_star || is_unfinished,
        has_star,
        is_capital: is_capital && analysis::is_capital(typed),
        joined: word.joined,
        parts: word
            .parts
            .into_iter()
            .map(|part| (part.term, part.span))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::shape::{check, check_with_notices};

    #[test]
    fn the_last_word_goes_on_until_something_follows_it() {
        check("stent", "stent~");
        check("stent ", "stent");
        check("stent.", "stent");
        check("stent s", "stent s");
        check("drug-co", "drug+co~");
        check_with_notices("(a OU ste", "(a | ste~)", &["UnclosedGroup ("]);
        check("=ep", "=ep");
    }

    #[test]
    fn a_star_makes_a_beginning() {
        check("thromb* aigu ", "thromb* aigu");
        check("drug-coat*, t** ", "drug+coat* t*");
        check("ste*nt * ", "ste* nt");
        check("\"thromb* a\" =EP* ", "\"thromb a\" =ep^");
    }

    #[test]
    fn capitals_are_noticed() {
        check(
            "EP BEST-CLI Y-90 L’ŒDÈME TNFα ",
            "ep^ best+cli^ y+90^ oedeme^ tnfalpha^",
        );
        check("Ep E 90 IVUSi éP ", "ep e 90 ivusi ep");
        let digits = "9".repeat(64);
        check(&format!("{digits}OR "), &digits);
    }

    #[test]
    fn an_equals_sign_asks_for_the_word_as_written() {
        check("=EP -=aomi ", "=ep^ -=aomi");
        check("=drug-coated ", "=drug+coated");
        check("p = 0.05 ", "p 0.05");
        check("=\"case report\" -=\"a\" ", "\"case report\" -\"a\"");
        check_with_notices("=(a) ", "(a)", &["StrayOperator ="]);
    }

    #[test]
    fn several_words_in_one_run_are_a_phrase_where_one_thing_is_asked() {
        check("EP/AOMI ", "ep^ aomi^");
        check(
            "-EP/AOMI =aa.bb titre:c/d ",
            "-\"ep aomi\" \"aa bb\" Title:\"c d\"",
        );
    }

    #[test]
    fn phrases_hold_the_parts_of_all_words() {
        check(
            "\"l’Impella 5.5, drug-coated\" ",
            "\"impella 5.5 drug coated\"",
        );
        check("\"\" a \" . \" «", "a");
    }
}
