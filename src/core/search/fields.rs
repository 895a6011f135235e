//! Clauses that name a field: sets of articles by facet value, concept and day.

use super::bm25f::Scored;
use super::evaluation::Evaluator;
use super::expansion::finish;
use crate::article::{DocId, FacetGroup};
use crate::concepts::{ConceptId, ConceptKind};
use crate::date::Day;
use crate::index::DocSet;
use crate::permalink::Slug;
use crate::query::ConceptField;

impl Evaluator<'_> {
    /// The articles of some values, by id or by the beginning of an id. Values that no article has are added to
    /// `unknown`.
    pub(super) fn facet(
        &self,
        group: FacetGroup,
        values: &[String],
        unknown: &mut Vec<String>,
    ) -> Scored {
        let entries: Vec<(Vec<String>, &[DocId])> = self
            .index
            .facet(group)
            .iter()
            .map(|entry| {
                let mut topics = self.index.thesaurus().topics.iter();
                let label = topics.find(|topic| topic.id == entry.id && group == FacetGroup::Topic);
                let names = label
                    .iter()
                    .flat_map(|topic| [&topic.label.fr, &topic.label.en]);
                let slugs = names.map(|name| Slug::new(name).as_str().to_owned());
                (
                    slugs.chain([entry.id.clone()]).collect(),
                    entry.docs.as_slice(),
                )
            })
            .collect();
        let mut met = DocSet::empty(self.index.count());
        for value in values {
            let mut is_known = false;
            for (ids, docs) in &entries {
                if ids.iter().any(|id| begins(id, value)) {
                    is_known = true;
                    docs.iter().for_each(|doc| met.insert(*doc));
                }
            }
            if !is_known {
                unknown.push(value.clone());
            }
        }
        Scored::flat(self.index, met)
    }

    /// The articles that name a company or trial. Names that no article has are added to `unknown`.
    pub(super) fn named(
        &self,
        field: ConceptField,
        values: &[String],
        unknown: &mut Vec<String>,
    ) -> Scored {
        let kind = match field {
            ConceptField::Company => ConceptKind::Company,
            ConceptField::Trial => ConceptKind::Trial,
        };
        let thesaurus = self.index.thesaurus();
        let mut scored = Scored::nothing(self.index);
        let mut asked: Vec<ConceptId> = Vec::new();
        for value in values {
            let slug = Slug::new(value);
            let fits = |name: &String| begins(Slug::new(name).as_str(), slug.as_str());
            let of_kind = thesaurus.iter().filter(|(_, concept)| concept.kind == kind);
            let named =
                of_kind.filter(|(_, concept)| fits(&concept.label.fr) || fits(&concept.label.en));
            let named: Vec<ConceptId> = named.map(|(id, _)| id).collect();
            if named.is_empty() {
                unknown.push(value.clone());
            }
            for id in named {
                if !asked.contains(&id) {
                    self.add_concept(id, &mut scored);
                    asked.push(id);
                }
            }
        }
        finish(self.scorer, scored)
    }

    /// The articles of some days, both included.
    pub(super) fn days(&self, from: Option<Day>, to: Option<Day>) -> Scored {
        let days = self.index.days();
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let start = from.map_or(0, |from| days.partition_point(|day| *day < from));
        let end = to.map_or(days.len(), |to| days.partition_point(|day| *day <= to));
        let met = DocSet::range(self.index.count(), place(start), place(end));
        Scored::flat(self.index, met)
    }
}

/// Whether an id is a value, or begins with it as whole words: `vascular` for `vascular-news`.
fn begins(id: &str, value: &str) -> bool {
    let rest = id.strip_prefix(value).filter(|_| !value.is_empty());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}
