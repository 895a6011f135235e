//! Evaluates a query: for each of its parts, which articles match and how well.

use super::Request;
use super::bm25f::{Scored, Scorer};
use super::expansion::{Widening, WordPlan, expand, finish};
use super::part::{Evaluated, Part, shares};
use super::phrase::{self, Texts};
use super::ranking::{FieldWeights, Ranking};
use super::reading::{self, Group};
use crate::analysis;
use crate::article::{DocId, FacetGroup};
use crate::concepts::{ConceptId, ConceptKind};
use crate::date::Day;
use crate::index::{DocSet, Field, Index};
use crate::language::Language;
use crate::order;
use crate::query::{Clause, Node, Occur, Query, Word};

/// What an evaluation needs.
#[derive(Clone, Copy)]
pub(super) struct Evaluator<'a> {
    pub(super) index: &'a Index,
    pub(super) texts: Option<Texts<'a>>,
    pub(super) ranking: &'a Ranking,
    pub(super) scorer: &'a Scorer<'a>,
}

impl<'a> Evaluator<'a> {
    /// Makes the evaluator of a request.
    pub(super) fn new(
        index: &'a Index,
        request: &Request<'a>,
        ranking: &'a Ranking,
        scorer: &'a Scorer<'a>,
    ) -> Self {
        Self {
            index,
            texts: request.texts,
            ranking,
            scorer,
        }
    }
}

impl Evaluator<'_> {
    /// Evaluates every part of a query.
    pub(super) fn evaluate(&self, query: &Query) -> Evaluated {
        let mut evaluated = Evaluated::default();
        self.evaluate_free_words(query, &mut evaluated);
        for clause in &query.clauses {
            match (clause.occur, &clause.node) {
                (Occur::Must, Node::Word(_)) => {}
                (Occur::Must, node) => {
                    let scored = self.node(node, &mut evaluated);
                    evaluated.parts.push(Part::new(clause.span.clone(), scored));
                }
                (Occur::MustNot, node) => {
                    let mut ignored = Evaluated::default();
                    let met = match node {
                        // A word still being typed excludes what it says, not all it may become.
                        Node::Word(word) if !word.has_star => {
                            let finished = Word {
                                is_prefix: false,
                                ..word.clone()
                            };
                            self.word(&finished).met
                        }
                        node => self.node(node, &mut ignored).met,
                    };
                    evaluated.unknown.append(&mut ignored.unknown);
                    evaluated.unread.append(&mut ignored.unread);
                    match &mut evaluated.excluded {
                        Some(excluded) => excluded.unite(&met),
                        None => evaluated.excluded = Some(met),
                    }
                }
            }
        }
        order::sort_by(&mut evaluated.parts, |a, b| {
            let [a, b] = [&a.span, &b.span];
            (a.start, a.end).cmp(&(b.start, b.end))
        });
        evaluated
    }

    fn evaluate_free_words<'q>(&self, query: &'q Query, evaluated: &mut Evaluated) {
        let free = |clause: &'q Clause| match &clause.node {
            Node::Word(word) if clause.occur == Occur::Must => Some(word),
            _ => None,
        };
        let has_content = query
            .clauses
            .iter()
            .any(|clause| free(clause).is_none_or(is_content));
        // Words without another clause between them.
        let mut run: Vec<&Word> = Vec::new();
        for clause in &query.clauses {
            match free(clause) {
                Some(word) => run.push(word),
                None => self.evaluate_run(&mut run, has_content, evaluated),
            }
        }
        self.evaluate_run(&mut run, has_content, evaluated);
    }

    /// Groups and scores a run of words. Function words carry nothing where something else does, unless they
    /// are part of a name.
    fn evaluate_run(&self, run: &mut Vec<&Word>, has_content: bool, evaluated: &mut Evaluated) {
        let counts = |word: &Word| !has_content || is_content(word);
        let (groups, readings) = reading::read(self.index, run, &counts, self.ranking);
        for group in groups {
            let (scored, shares, literal) = self.group(&group);
            evaluated.parts.push(Part {
                shares,
                literal,
                // A year restricts which articles match; it is not their subject.
                is_free: group.year.is_none(),
                group: Some(group.clone()),
                ..Part::new(group.span, scored)
            });
        }
        evaluated.readings.extend(readings);
        run.clear();
    }

    /// Scores a group: its words, its concept, or its year, whichever an article answers best.
    fn group(&self, group: &Group) -> (Scored, Vec<f32>, Option<DocSet>) {
        let words: Vec<Scored> = group
            .words
            .iter()
            .map(|word| word.score(self.index, self.scorer, self.ranking))
            .collect();
        let shares = shares(self.index, &words);
        let mut words = words.into_iter();
        let Some(first) = words.next() else {
            return (Scored::nothing(self.index), shares, None);
        };
        if let Some(year) = group.year {
            // The text may name the year of something else; the date is what was asked.
            return (self.year(year), shares, None);
        }
        let mut literal = words.fold(first, |all, word| all.and(&word));
        self.keep_adjacent(&mut literal, &group.adjacent);
        // An acronym with one meaning only is not searched as a word.
        let is_typed = group.words.iter().any(|word| !word.parts.is_empty());
        let typed = is_typed.then(|| literal.met.clone());
        let mut weight = 0.0_f32;
        for concept in &group.concepts {
            let mut scored = self.concept(*concept, group);
            if group.is_french && self.is_of_english(&literal) {
                // The letters are a word of both languages: neither meaning comes before the other.
                scored.weaken(literal.weight);
            }
            weight = weight.max(scored.known_weight());
            literal = self.literal_or_concept(literal, &scored, group);
        }
        if weight > 0.0 {
            // What the words mean is as rare as the concept, however rare its words are in these articles.
            literal.weight = weight;
        }
        (literal, shares, typed)
    }

    /// The articles of a year, each as good as the other.
    fn year(&self, year: i32) -> Scored {
        let mut dated = self.days(Day::from_civil(year, 1, 1), Day::from_civil(year, 12, 31));
        dated.weight = self.scorer.idf(dated.met.len()) * self.ranking.year;
        for doc in dated.met.iter() {
            if let Some(score) = dated.scores.get_mut(doc.0 as usize) {
                *score = dated.weight;
            }
        }
        dated
    }

    fn concept(&self, concept: ConceptId, group: &Group) -> Scored {
        let mut scored = Scored::nothing(self.index);
        self.add_concept(concept, &mut scored);
        let mut scored = finish(self.scorer, scored);
        let further = group.words.len().saturating_sub(1) as f32;
        let is_name = self
            .index
            .thesaurus()
            .concept(concept)
            .is_some_and(|concept| {
                matches!(
                    concept.kind,
                    ConceptKind::Company | ConceptKind::Device | ConceptKind::Trial
                )
            });
        let factor = self.ranking.concept
            * if is_name { self.ranking.name } else { 1.0 }
            * if group.is_completion {
                self.ranking.completion
            } else {
                1.0 + self.ranking.concept_word * further
            };
        scored.weight *= factor;
        scored.scores.iter_mut().for_each(|score| *score *= factor);
        scored
    }

    /// Keeps the articles in whose texts the words that belong together are adjacent. Where a text is missing,
    /// holding them is enough.
    fn keep_adjacent(&self, literal: &mut Scored, adjacent: &[(Vec<String>, bool)]) {
        let Some(texts) = self.texts.filter(|_| !adjacent.is_empty()) else {
            return;
        };
        let mut met = literal.met.clone();
        for (terms, goes_on) in adjacent {
            // The index knows words that a hyphen ties, in tags too.
            let joined = terms.concat();
            let found = expand(self.index, &joined, *goes_on, Widening::Exact, self.ranking);
            let mut tied = DocSet::empty(self.index.count());
            for (list, _) in found.postings(self.index, self.ranking) {
                list.for_each(|posting| tied.insert(posting.doc));
            }
            let mut holders = DocSet::empty(self.index.count());
            for doc in met.iter() {
                let mut holds = tied.contains(doc);
                let is_all = holds
                    || texts(doc, &mut |text| {
                        holds = holds || phrase::stands_in(text, terms, *goes_on);
                    });
                if holds || !is_all {
                    holders.insert(doc);
                }
            }
            met = holders;
        }
        literal.met = met;
    }

    /// Whether articles in another language than French are among the answers.
    fn is_of_english(&self, literal: &Scored) -> bool {
        let languages = self.index.facet(FacetGroup::Language);
        let french = languages
            .iter()
            .find(|entry| entry.id == Language::Fr.tag());
        let in_french = french.map_or(0, |french| literal.met.count(&french.docs));
        in_french < literal.met.len()
    }

    /// Adds the weighed frequencies of a concept.
    pub(super) fn add_concept(&self, concept: ConceptId, scored: &mut Scored) {
        for posting in self.index.concept_lists(concept).flatten() {
            if let Some(frequency) = scored.scores.get_mut(posting.doc.0 as usize) {
                *frequency += self.scorer.frequency(posting);
            }
        }
    }

    /// An article with all the words answers like one with the concept, or better; one with only some of
    /// the words of a phrase is a partial answer.
    fn literal_or_concept(&self, literal: Scored, concept: &Scored, group: &Group) -> Scored {
        if concept.met.is_empty() {
            return literal;
        }
        let mut literal = literal;
        if group.words.len() > 1 {
            for (number, score) in (0..).zip(&mut literal.scores) {
                if *score > 0.0 && !literal.met.contains(DocId(number)) {
                    *score *= self.ranking.part_of_phrase;
                }
            }
        }
        literal.or_both(concept, self.ranking.both)
    }

    fn node(&self, node: &Node, evaluated: &mut Evaluated) -> Scored {
        match node {
            Node::Word(word) => self.word(word),
            Node::Exact(word) => {
                // Marked as a phrase is: these words as written.
                let terms = word.parts.iter().map(|(term, _)| term.clone());
                evaluated.phrases.push(terms.collect());
                WordPlan::new(self.index, word, Widening::Exact, self.ranking).score(
                    self.index,
                    self.scorer,
                    self.ranking,
                )
            }
            Node::Phrase(phrase) => {
                evaluated.phrases.push(phrase.terms.clone());
                let unread = &mut evaluated.unread;
                phrase::score(
                    self.index,
                    phrase,
                    self.texts,
                    self.scorer,
                    self.ranking,
                    unread,
                )
            }
            Node::Title(inner) => self.in_title(inner, evaluated),
            Node::Facet(group, values) => self.facet(*group, values, &mut evaluated.unknown),
            Node::Concept(field, values) => self.named(*field, values, &mut evaluated.unknown),
            Node::Days(from, to) => self.days(*from, *to),
            Node::Nothing => Scored::nothing(self.index),
            Node::Recent(days) => {
                let newest = self.index.days().last().map_or(0, |day| day.number());
                let back = i32::try_from(*days).unwrap_or(i32::MAX);
                self.days(Some(Day::from_number(newest.saturating_sub(back))), None)
            }
            Node::Any(queries) => {
                let all = queries.iter().map(|query| self.whole(query, evaluated));
                all.reduce(|any, next| any.or(&next))
                    .unwrap_or_else(|| Scored::nothing(self.index))
            }
        }
    }

    /// A word outside the run of free words: inside a field, or excluded.
    fn word(&self, word: &Word) -> Scored {
        let plan = WordPlan::new(self.index, word, Widening::Related, self.ranking);
        let mut scored = plan.score(self.index, self.scorer, self.ranking);
        let (groups, _) = reading::read(self.index, &[word], &|_| true, self.ranking);
        let adjacent = groups.iter().map(|group| group.adjacent.as_slice());
        adjacent.for_each(|adjacent| self.keep_adjacent(&mut scored, adjacent));
        if self.ranking.concept <= 0.0 {
            return scored;
        }
        let concepts = groups
            .iter()
            .flat_map(|group| group.concepts.iter().map(move |concept| (group, concept)));
        concepts
            .filter(|(group, _)| !group.is_completion)
            .fold(scored, |scored, (group, concept)| {
                scored.or(&self.concept(*concept, group))
            })
    }

    /// All parts of a query in one, as an alternative or a group of another query.
    fn whole(&self, query: &Query, evaluated: &mut Evaluated) -> Scored {
        let inner = self.evaluate(query);
        evaluated.readings.extend(inner.readings);
        evaluated.phrases.extend(inner.phrases);
        evaluated.unknown.extend(inner.unknown);
        evaluated.unread.extend(inner.unread);
        let mut parts = inner.parts.iter().map(|part| part.scored.clone());
        let first = parts
            .next()
            .unwrap_or_else(|| Scored::flat(self.index, DocSet::full(self.index.count())));
        let mut scored = parts.fold(first, |all, part| all.and(&part));
        if let Some(excluded) = &inner.excluded {
            scored.met.subtract(excluded);
        }
        for part in inner.parts {
            // What alternatives are made of is marked like free words.
            let everything = || Scored::flat(self.index, DocSet::full(self.index.count()));
            evaluated.parts.extend(part.group.map(|group| Part {
                group: Some(group),
                ..Part::new(part.span, everything())
            }));
        }
        scored
    }

    /// Scores by the title alone.
    fn in_title(&self, inner: &Node, evaluated: &mut Evaluated) -> Scored {
        let mut model = self.ranking.bm25f;
        for field in Field::ALL
            .into_iter()
            .filter(|field| *field != Field::Title)
        {
            model.fields[field as usize] = FieldWeights {
                weight: 0.0,
                b: 0.0,
            };
        }
        let scorer = Scorer::new(self.index, &model);
        let texts = |doc, visit: &mut dyn FnMut(&str)| {
            let mut is_first = true;
            if let Some(texts) = self.texts {
                texts(doc, &mut |text| {
                    if std::mem::take(&mut is_first) {
                        visit(text);
                    }
                });
            }
            // The title was the first of them, if there were any.
            !is_first
        };
        let evaluator = Evaluator {
            scorer: &scorer,
            texts: self.texts.is_some().then_some(&texts as Texts<'_>),
            ..*self
        };
        evaluator.node(inner, evaluated)
    }
}

/// Whether a word is more than a function word, or several of them (*est-ce*). Capitals are a name.
fn is_content(word: &Word) -> bool {
    let is_function_word = |(part, _): &(String, _)| analysis::is_stop_word(part);
    word.is_capital || word.has_star || !word.parts.iter().all(is_function_word)
}
