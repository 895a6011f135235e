//! The binary format of a thesaurus, ready for look-ups.
//!
//! A magic number, a version and a checksum, then numbers in LEB128 and length-prefixed strings. Topics: count,
//! then id and both labels. Concepts: count, then kind, topic + 1 (0 for none), label and gloss (an English string
//! equal to the French one is written empty); concept ids are not included. Known words: one string, with a line
//! feed after each word. Phrases in order of key: count, then four columns: the keys, each followed by a line feed;
//! flags (1 ambiguous, 2 French, 4 English), low and high bytes of the concept numbers.

use super::{Concept, ConceptId, ConceptKind, Phrase, Thesaurus, Topic, head};
use crate::bytes::{Reader, SealError, push_text, push_varint, seal, unseal};
use crate::language::Label;

/// First bytes of every buffer.
const MAGIC: [u8; 8] = *b"VIGIECON";

/// Version of the layout above; a reader refuses any other. History: 1, the first; 2, known words, and keys with
/// all the words of a term.
const CONCEPTS_VERSION: u32 = 2;

/// Why concepts are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConceptsError {
    /// The first bytes are not those of concepts.
    NotConcepts,
    /// Written for another version of the layout.
    Version {
        /// The version this program reads.
        expected: u32,
        /// The version found.
        got: u32,
    },
    /// Bytes are missing, surplus or changed.
    Damaged,
}

/// Maximum number of concepts, topics and known words of a table: the numbers of concepts take two bytes, and each takes more room
/// here than in the file.
pub(super) const MAX_CONCEPTS: usize = 1 << 16;

/// Maximum number of phrases of a table.
const MAX_PHRASES: usize = 1 << 20;

/// Writes a thesaurus.
pub(super) fn encode(thesaurus: &Thesaurus) -> Vec<u8> {
    let length = |list: usize| u32::try_from(list).expect("a table has fewer than 2³² lines");
    let mut bytes = Vec::new();
    push_varint(&mut bytes, length(thesaurus.topics.len()));
    for topic in &thesaurus.topics {
        push_text(&mut bytes, &topic.id);
        push_label(&mut bytes, &topic.label);
    }
    push_varint(&mut bytes, length(thesaurus.concepts.len()));
    for concept in &thesaurus.concepts {
        push_varint(&mut bytes, concept.kind as u32);
        push_varint(&mut bytes, concept.topic.map_or(0, |topic| topic + 1));
        push_label(&mut bytes, &concept.label);
        push_label(&mut bytes, &concept.gloss);
    }
    let known = thesaurus.known_words.iter().flat_map(|word| [word, "\n"]);
    push_text(&mut bytes, &known.collect::<String>());
    let phrases = thesaurus.phrases();
    push_varint(&mut bytes, length(phrases.len()));
    for phrase in phrases {
        bytes.extend_from_slice(thesaurus.key(phrase).as_bytes());
        bytes.push(b'\n');
    }
    let flags = |phrase: &Phrase| {
        let [fr, en] = phrase.languages.map(u8::from);
        u8::from(phrase.is_ambiguous) | fr << 1 | en << 2
    };
    let concept = |phrase: &Phrase, byte: usize| phrase.concept.0.to_le_bytes()[byte];
    bytes.extend(phrases.iter().map(flags));
    bytes.extend(phrases.iter().map(|phrase| concept(phrase, 0)));
    bytes.extend(phrases.iter().map(|phrase| concept(phrase, 1)));
    seal(MAGIC, CONCEPTS_VERSION, &bytes)
}

fn push_label(bytes: &mut Vec<u8>, label: &Label) {
    push_text(bytes, &label.fr);
    push_text(bytes, if label.en == label.fr { "" } else { &label.en });
}

/// Reads a thesaurus; refuses bytes that were changed, end early, are no text, or name what is not there.
pub(super) fn decode(bytes: &[u8]) -> Result<Thesaurus, ConceptsError> {
    let content = unseal(MAGIC, CONCEPTS_VERSION, bytes).map_err(|error| match error {
        SealError::Magic => ConceptsError::NotConcepts,
        SealError::Version(got) => ConceptsError::Version {
            expected: CONCEPTS_VERSION,
            got,
        },
        SealError::Damaged => ConceptsError::Damaged,
    })?;
    decode_content(content).ok_or(ConceptsError::Damaged)
}

fn decode_content(content: &[u8]) -> Option<Thesaurus> {
    let mut reader = Reader::new(content);
    let mut thesaurus = Thesaurus::default();
    for _ in 0..count(&mut reader)? {
        let id = reader.text()?.to_owned();
        let label = label(&mut reader)?;
        thesaurus.topics.push(Topic { id, label });
    }
    for _ in 0..count(&mut reader)? {
        let kind = *ConceptKind::ALL.get(reader.varint()? as usize)?;
        let topic = reader.varint()?.checked_sub(1);
        if topic.is_some_and(|topic| topic as usize >= thesaurus.topics.len()) {
            return None;
        }
        thesaurus.concepts.push(Concept {
            id: String::new(),
            kind,
            topic,
            label: label(&mut reader)?,
            gloss: label(&mut reader)?,
        });
    }
    let known = reader.text()?.split_terminator('\n');
    if known.clone().nth(MAX_CONCEPTS).is_some() {
        return None;
    }
    thesaurus.known_words = known.map(str::to_owned).collect();
    let count = reader.varint()? as usize;
    if count > MAX_PHRASES {
        return None;
    }
    let keys = reader.take(reader.left().checked_sub(count.checked_mul(3)?)?)?;
    let [flags, low, high] = [
        reader.take(count)?,
        reader.take(count)?,
        reader.take(count)?,
    ];
    std::str::from_utf8(keys)
        .ok()?
        .clone_into(&mut thesaurus.keys);
    let mut ends = (0_u32..)
        .zip(keys)
        .filter(|(_, byte)| **byte == b'\n')
        .map(|(at, _)| at);
    let mut start = 0;
    for (flags, (low, high)) in flags.iter().zip(low.iter().zip(high)) {
        let concept = ConceptId(u32::from(u16::from_le_bytes([*low, *high])));
        thesaurus.concept(concept)?;
        let end = ends.next()?;
        let languages = [flags & 2 == 2, flags & 4 == 4];
        thesaurus.phrases.push(Phrase {
            head: head(keys.get(start as usize..end as usize)?),
            key: (start, end),
            concept,
            is_ambiguous: flags & 1 == 1,
            languages,
        });
        start = end + 1;
    }
    let is_whole = start as usize == keys.len();
    (is_whole && thesaurus.is_sorted()).then_some(thesaurus)
}

/// Reads how many there are; `None` for too many.
fn count(reader: &mut Reader<'_>) -> Option<u32> {
    reader
        .varint()
        .filter(|count| *count as usize <= MAX_CONCEPTS)
}

fn label(reader: &mut Reader<'_>) -> Option<Label> {
    let fr = reader.text()?.to_owned();
    let en = match reader.text()? {
        "" => fr.clone(),
        en => en.to_owned(),
    };
    Some(Label { fr, en })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sealed table with these numbers of topics, concepts, known words and phrases, each as small as can be.
    fn table(topics: usize, concepts: usize, words: usize, phrases: usize) -> Vec<u8> {
        let number = |count: usize| u32::try_from(count).unwrap();
        let mut bytes = Vec::new();
        push_varint(&mut bytes, number(topics));
        bytes.resize(bytes.len() + 3 * topics, 0);
        push_varint(&mut bytes, number(concepts));
        bytes.resize(bytes.len() + 6 * concepts, 0);
        push_text(&mut bytes, &"\n".repeat(words));
        push_varint(&mut bytes, number(phrases));
        bytes.resize(bytes.len() + phrases, b'\n');
        bytes.resize(bytes.len() + 3 * phrases, 0);
        seal(MAGIC, CONCEPTS_VERSION, &bytes)
    }

    #[test]
    fn a_table_of_more_than_anybody_reads_is_refused() {
        assert!(decode(&table(2, 2, 2, 2)).is_ok());
        for table in [
            table(MAX_CONCEPTS + 1, 1, 0, 0),
            table(0, MAX_CONCEPTS + 1, 0, 0),
            table(0, 1, MAX_CONCEPTS + 1, 0),
            table(0, 1, 0, MAX_PHRASES + 1),
        ] {
            assert_eq!(decode(&table), Err(ConceptsError::Damaged));
        }
    }
}
