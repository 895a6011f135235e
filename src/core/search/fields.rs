//! Clauses that name a field: sets of articles by facet value, concept and day.

use super::bm25f::Scored;
use super::evaluation::Evaluator;
use super::expansion::finish;
use crate::article::FacetGroup;
use crate::concepts::ConceptKind;
use crate::date::Day;
use crate::index::DocSet;
use crate::permalink::Slug;
use crate::query::ConceptField;

impl Evaluator<'_> {
    /// The articles of some values, by id or by the beginning of an id.
    pub(super) fn facet(&self, group: FacetGroup, values: &[String]) -> Scored {
        let mut met = DocSet::empty(self.index.count());
        for entry in self.index.facet(group) {
            let label = self
                .index
                .thesaurus()
                .topics
                .iter()
                .find(|topic| topic.id == entry.id && group == FacetGroup::Topic);
            let names = label
                .iter()
                .flat_map(|topic| [&topic.label.fr, &topic.label.en]);
            let slugs = names.map(|name| Slug::new(name).as_str().to_owned());
            let ids: Vec<String> = slugs.chain([entry.id.clone()]).collect();
            let fits = |value: &String| ids.iter().any(|id| begins(id, value));
            if values.iter().any(fits) {
                met.unite(&entry.docs);
            }
        }
        Scored::flat(self.index, met)
    }

    /// The articles that name a company or trial.
    pub(super) fn named(&self, field: ConceptField, values: &[String]) -> Scored {
        let kind = match field {
            ConceptField::Company => ConceptKind::Company,
            ConceptField::Trial => ConceptKind::Trial,
        };
        let mut scored = Scored::nothing(self.index);
        for (id, concept) in self
            .index
            .thesaurus()
            .iter()
            .filter(|(_, concept)| concept.kind == kind)
        {
            let names = [&concept.label.fr, &concept.label.en];
            let fits = |value: &String| {
                let value = Slug::new(value);
                names
                    .iter()
                    .any(|name| begins(Slug::new(name).as_str(), value.as_str()))
            };
            if values.iter().any(fits) {
                self.add_concept(id, &mut scored);
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
