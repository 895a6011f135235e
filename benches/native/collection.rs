//! A generated collection: the same articles on every machine, without anybody's texts.
//!
//! Words are made of syllables and drawn by rank with the frequencies of natural language (Zipf's law with an
//! exponent of one), so that the dictionary has a long tail and the postings a few long lists.

use vigie_core::article::Article;
use vigie_core::concepts::Thesaurus;
use vigie_core::date::Day;
use vigie_core::index::{IndexBuffers, IndexBuilder};
use vigie_core::permalink::Permalink;

/// Sizes that are measured: the collection the project began with, and one that took years more.
pub(crate) const SIZES: [u32; 2] = [2_787, 20_000];

const TITLE_WORDS: u32 = 11;

const SUMMARY_WORDS: u32 = 55;

/// Distinct words an author may choose from.
const VOCABULARY: f64 = 40_000.0;

const SYLLABLES: [&str; 16] = [
    "ar", "ten", "ste", "no", "val", "cor", "é", "mi", "dra", "pul", "so", "ri", "que", "lam",
    "thro", "be",
];

const SOURCES: [&str; 4] = [
    "Harbour Notes",
    "Lanterne",
    "North Pier",
    "Cahiers du Phare",
];

/// Makes this many articles, oldest first.
pub(crate) fn articles(count: u32) -> Vec<Article> {
    let mut chance = Chance(u64::from(count));
    (0..count)
        .map(|number| article(number, &mut chance))
        .collect()
}

/// Builds the index of this many articles.
pub(crate) fn index_bytes(count: u32) -> IndexBuffers {
    let mut builder = IndexBuilder::new(Thesaurus::default());
    for article in articles(count) {
        builder.add(&article, None);
    }
    builder.finish()
}

/// The word of a rank, 0 being the most frequent.
pub(crate) fn word(rank: u32) -> String {
    let mut left = rank + 1;
    let mut word = String::new();
    while left > 0 {
        word.push_str(SYLLABLES[(left % 16) as usize]);
        left /= 16;
    }
    word
}

fn article(number: u32, chance: &mut Chance) -> Article {
    // Three articles a day.
    let day = i32::try_from(number / 3).map_or(Day::default(), Day::from_number);
    let title = chance.text(TITLE_WORDS);
    let id = Permalink::from_foreign_id(&format!("article {number}"));
    Article {
        summary: chance.text(SUMMARY_WORDS),
        source: SOURCES[(number % 4) as usize].to_owned(),
        tags: vec![word(number % 50)],
        ..Article::new(id, title, day.midnight())
    }
}

/// Numbers that look random and are always the same (D. Lehmer's generator with P. L'Ecuyer's factor).
struct Chance(u64);

impl Chance {
    fn text(&mut self, words: u32) -> String {
        let words: Vec<_> = (0..words).map(|_| word(self.rank())).collect();
        words.join(" ")
    }

    fn rank(&mut self) -> u32 {
        self.0 = (self.0 + 1).wrapping_mul(0xd134_2543_de82_ef95);
        let share = (self.0 >> 40) as f64 / f64::from(1 << 24);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a power of the vocabulary between 1 and its size"
        )]
        let rank = VOCABULARY.powf(share) as u32;
        rank - 1
    }
}
