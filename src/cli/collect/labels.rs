//! The displayed names of the site and its sections.

use std::collections::BTreeSet;

use vigie_core::article::{Article, FacetGroup};
use vigie_core::bundle::{FacetLabel, Site};
use vigie_core::concepts::{Thesaurus, Topic};
use vigie_core::language::Label;

use super::Options;
use crate::check::config::{Config, Text};

/// Title of a site whose publisher gave none.
const DEFAULT_TITLE: &str = "Vigie";

/// Returns the settings the app follows.
pub(super) fn site(config: &Config) -> Site {
    let label = |text: &Option<Text>| text.as_ref().map(Text::label);
    Site {
        title: label(&config.site.title).unwrap_or_else(|| Label::same(DEFAULT_TITLE)),
        description: label(&config.site.description).unwrap_or_default(),
        language: config.site.language,
        stale_days: config.site.stale_days.map(std::num::NonZeroU32::get),
    }
}

/// Names what readers filter by.
pub(super) fn labels(articles: &[Article], options: &Options<'_>) -> Vec<FacetLabel> {
    let mut labels = section_labels(articles, options.config);
    labels.extend(topic_labels(articles, options.thesaurus));
    labels
}

/// Names the topics that occur, in the order of the table.
fn topic_labels(articles: &[Article], thesaurus: &Thesaurus) -> Vec<FacetLabel> {
    let occurs = |topic: &&Topic| {
        articles
            .iter()
            .any(|article| article.topics.contains(&topic.id))
    };
    let label = |topic: &Topic| FacetLabel {
        group: FacetGroup::Topic.name().to_owned(),
        id: topic.id.clone(),
        label: topic.label.clone(),
    };
    thesaurus.topics.iter().filter(occurs).map(label).collect()
}

/// Names the sections that occur: by the settings, else `papers` is the news, else by their own word.
fn section_labels(articles: &[Article], config: &Config) -> Vec<FacetLabel> {
    let sections: BTreeSet<&str> = articles
        .iter()
        .map(|article| article.id.section())
        .collect();
    sections
        .into_iter()
        .map(|section| {
            let label = match config.sections.get(section) {
                Some(text) => text.label(),
                None if section == "papers" => Label {
                    fr: "Actualités".to_owned(),
                    en: "News".to_owned(),
                },
                None => Label::same(&capitalised(section)),
            };
            FacetLabel {
                group: FacetGroup::Section.name().to_owned(),
                id: section.to_owned(),
                label,
            }
        })
        .collect()
}

fn capitalised(section: &str) -> String {
    let words = section.replace(['-', '_', '.', '~'], " ");
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}
