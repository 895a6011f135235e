//! Tests on a small bilingual collection: readings, highlights, obstacles and suggestions.

use super::*;
use crate::article::DocId;
use crate::bundle::decode_feed;
use crate::concepts::parse_thesaurus;
use crate::index::IndexBuilder;
use crate::language::Language;
use crate::query::parse;

const TABLE: &str = "pe | disease | - | embolie pulmonaire; EP? | pulmonary embolism; PE? | | \n\
    ep | procedure | - | électrophysiologie; EP? | electrophysiology | | \n\
    tavi | procedure | - | TAVI; RVAP | TAVR; transcatheter aortic valve implantation | | \n\
    oedema | disease | - | œdème | oedema; edema | | \n\
    flow | device | - | FlowTriever | FlowTriever | | ";

const TEXTS: [(&str, &str, &str); 5] = [
    (
        "Clots in the lung",
        "A trial in acute pulmonary embolism.",
        "2023-05-01",
    ),
    (
        "TAVR at home",
        "Valves and ½ dose of Œdème drugs 🫀 for e\u{301}cran.",
        "2024-05-01",
    ),
    (
        "FlowTriever in pulmonary embolism",
        "A registry.",
        "2024-06-01",
    ),
    ("Renal denervation", "Blood pressure falls.", "2025-01-01"),
    ("Straße and stents", "The renal stent.", "2025-02-01"),
];

fn index() -> Index {
    let items: Vec<_> = TEXTS
        .iter()
        .enumerate()
        .map(|(id, (title, summary, date))| {
            serde_json::json!({ "id": id.to_string(), "title": title, "content_text": summary, "date_published": date })
        })
        .collect();
    let feed = serde_json::json!({ "version": "https://jsonfeed.org/version/1.1", "language": "en", "items": items });
    let mut builder = IndexBuilder::new(parse_thesaurus(&[TABLE]).unwrap());
    for article in decode_feed(feed.to_string().as_bytes()).unwrap().articles {
        builder.add(&article, None);
    }
    Index::open(builder.finish()).unwrap()
}

fn ask(index: &Index, typed: &str) -> Hits {
    let texts = |doc: DocId, visit: &mut dyn FnMut(&str)| {
        let (title, summary, _) = TEXTS[doc.0 as usize];
        visit(title);
        visit(summary);
        true
    };
    let parsed = parse(typed);
    let request = Request {
        query: &parsed.query,
        filters: &Filters::default(),
        within: None,
        sort: Sort::Relevance,
        limit: 10,
        texts: Some(&texts),
    };
    search(index, &request)
}

#[track_caller]
fn found(typed: &str, complete: &[u32]) {
    let hits = ask(&index(), typed).hits;
    let mut docs: Vec<u32> = hits
        .iter()
        .filter(|hit| hit.is_complete)
        .map(|hit| hit.doc.0)
        .collect();
    docs.sort_unstable();
    assert_eq!(docs, complete, "{typed}");
}

#[test]
fn french_words_find_english_articles() {
    found("embolie pulmonaire ", &[0, 2]);
    found("RVAP ", &[1]);
    found("dénervation rénale ", &[3]);
    found("«pulmonary embolism» ", &[0, 2]);
    found("embolie pulm", &[0, 2]);
}

#[test]
fn operators_and_fields_hold() {
    found("pulmonary -flowtriever ", &[0]);
    found("titre:pulmonary ", &[2]);
    found("(stent OU tavr) -titre:home ", &[4]);
    found("renal date:2025-02 ", &[4]);
    found("avant:2022 ", &[]);
    found("avant:2023 ", &[0]);
    found("-renal ", &[0, 1, 2]);
    found("=EP ", &[]);
    found("renal* ", &[3, 4]);
    found("\"renal stent\" ", &[4]);
    found("\"stent renal\" ", &[]);
    found("renal 2025 ", &[3, 4]);
    // A letter is a word: `½ dose` holds none, *vitamin C* would.
    found("c", &[]);
    found("?", &[]);
}

#[test]
fn readings_say_how_words_were_understood() {
    let index = index();
    let meanings = |typed: &str| -> Vec<Meaning> {
        ask(&index, typed)
            .readings
            .into_iter()
            .map(|reading| reading.meaning)
            .collect()
    };
    let label = |meaning: &Meaning| {
        let concept = meaning
            .concept()
            .and_then(|id| index.thesaurus().concept(id));
        concept.map(|concept| concept.label.fr.clone())
    };
    let ambiguous = meanings("EP ");
    // Electrophysiology is named by no article, so it is not offered.
    assert_eq!(
        ambiguous.iter().filter_map(label).collect::<Vec<_>>(),
        ["embolie pulmonaire"]
    );
    assert_eq!(meanings("ep "), []);
    assert_eq!(meanings("2024 "), [Meaning::Year(2024)]);
    let corrected = meanings("denervasion ");
    assert!(
        corrected.contains(&Meaning::Correction(vec!["denervation".to_owned()])),
        "{corrected:?}"
    );
    let corrected = meanings("flowtreiver ");
    assert!(
        corrected
            .iter()
            .filter_map(label)
            .any(|label| label == "FlowTriever"),
        "{corrected:?}"
    );
    assert_eq!(meanings("=denervation "), []);
}

#[test]
fn marks_stay_on_the_letters_meant() {
    let index = index();
    let check = |typed: &str, text: &str, expected: &[&str]| {
        let ranges = ask(&index, typed).marks.ranges(text, index.thesaurus());
        let marked: Vec<_> = ranges
            .into_iter()
            .map(|range| text.get(range).unwrap())
            .collect();
        assert_eq!(marked, expected, "{typed} in {text}");
    };
    check("oedeme ", "½ dose of Œdème 🫀", &["Œdème"]);
    check("ecran ", "🫀 for e\u{301}cran", &["e\u{301}cran"]);
    check("strasse ", "die Straße, ½", &["Straße"]);
    check(
        "embolie pulmonaire ",
        "In pulmonary embolism (PE), embolism",
        &["pulmonary embolism", "PE", "embolism"],
    );
    check("sten", "stents and stenosis", &["stents", "stenosis"]);
    check(
        "\"renal stent\" ",
        "the renal stent is a stent",
        &["renal stent"],
    );
    check("", "anything", &[]);
}

#[test]
fn an_empty_answer_says_what_keeps_articles_away() {
    let hits = ask(&index(), "titre:nowhere renal ");
    assert_eq!(hits.total, 0);
    let first = hits.obstacles.first().unwrap();
    assert_eq!(
        (first.span.clone(), first.without, first.alone),
        (Some(0..13), 2, 0)
    );
}

#[test]
fn few_answers_bring_articles_about_the_same_things() {
    let hits = ask(&index(), "flowtriever ");
    assert_eq!(hits.total, 1);
    assert!(
        hits.related
            .iter()
            .all(|hit| hit.doc != DocId(2) && !hit.is_complete)
    );
}

#[test]
fn suggestions_complete_the_last_words_in_both_languages() {
    let index = index();
    let labels = |typed: &str| -> Vec<String> {
        let found = suggest(&index, typed, Language::Fr, 5);
        let label = |one: &Suggestion| {
            index
                .thesaurus()
                .concept(one.concept)
                .unwrap()
                .label
                .fr
                .clone()
        };
        found.iter().map(label).collect()
    };
    assert_eq!(labels("trial emb"), ["embolie pulmonaire"]);
    assert_eq!(labels("pulmonary em"), ["embolie pulmonaire"]);
    assert_eq!(labels("FLOW"), ["FlowTriever"]);
    assert_eq!(labels("e"), Vec::<String>::new());
    assert_eq!(labels("emb "), Vec::<String>::new());
    let span = suggest(&index, "trial emb", Language::Fr, 5)[0]
        .span
        .clone();
    assert_eq!(span, 6..9);
}

#[test]
fn a_meaning_adds_articles_and_takes_none_away() {
    // *Rate* is the spleen in French, and a word of English.
    let table = "spleen | anatomy | - | rate; embolisation de la rate | spleen; splenic | | \n\
        valve | anatomy | - | valve | valve | | \n\
        jvalve | device | - | J-Valve | J-Valve | | \n\
        type-a | disease | - | dissection de type A | type A dissection | | \n\
        off-label | word | - | hors AMM | off-label | | ";
    let texts = [
        ("The rate of stroke", "A trial."),
        ("Splenic injury", "Embolisation."),
        ("First J-Valve implanted", "In Paris."),
        ("Any valve", "Of any kind."),
        ("Type B dissection", "Treated."),
        ("On-label use", "The label is kept."),
        ("Off-label use", "No benefit was seen."),
        (
            "A benefit",
            "Was seen in 1 250 patients with 2,5 mm stents.",
        ),
        ("A kind of cover", "No trial; the label is off."),
    ];
    let items: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(id, (title, summary))| {
            serde_json::json!({ "id": id.to_string(), "title": title, "content_text": summary })
        })
        .collect();
    let feed = serde_json::json!({ "version": "https://jsonfeed.org/version/1.1", "language": "en", "items": items });
    let mut builder = IndexBuilder::new(parse_thesaurus(&[table]).unwrap());
    let articles = decode_feed(feed.to_string().as_bytes()).unwrap().articles;
    for article in &articles {
        builder.add(article, None);
    }
    let index = Index::open(builder.finish()).unwrap();
    let ask = |typed: &str| {
        let read = |doc: DocId, visit: &mut dyn FnMut(&str)| {
            let article = &articles[doc.0 as usize];
            visit(&article.title);
            visit(&article.summary);
            true
        };
        let parsed = parse(typed);
        search(
            &index,
            &Request {
                query: &parsed.query,
                filters: &Filters::default(),
                within: None,
                sort: Sort::Relevance,
                limit: 10,
                texts: Some(&read),
            },
        )
    };
    let check = |typed: &str, expected: &[&str]| {
        let hits = ask(typed).hits.into_iter().filter(|hit| hit.is_complete);
        let mut found: Vec<String> = hits
            .map(|hit| {
                let title = &articles[hit.doc.0 as usize].title;
                let mark = if hit.is_by_meaning { "~" } else { "" };
                [mark, title].concat()
            })
            .collect();
        found.sort();
        assert_eq!(found, expected, "{typed}");
    };
    check("rate ", &["The rate of stroke", "~Splenic injury"]);
    check("J-Valve ", &["First J-Valve implanted"]);
    check("dissection de type B ", &["Type B dissection"]);
    check("off-label ", &["Off-label use"]);
    check("off-lab", &["Off-label use"]);
    check("-off-label label ", &["A kind of cover", "On-label use"]);
    check("hors AMM ", &["~Off-label use"]);
    check("no benefit ", &["Off-label use"]);
    check("\"the rate\" ", &["The rate of stroke"]);
    check("\"in paris\" ", &["First J-Valve implanted"]);
    for number in [
        "1250 ",
        "1,250 ",
        "1 250 ",
        "1\u{202f}250 ",
        "2.5 mm ",
        "2,5 mm ",
        "\"1250 patients\" ",
        "\"1 250 patients\" ",
    ] {
        check(number, &["A benefit"]);
    }
    check(
        "the ",
        &["A kind of cover", "On-label use", "The rate of stroke"],
    );
    assert_eq!(ask("tag:nowhere the ").unknown, ["nowhere"]);
    assert_eq!(
        ask("-tag:nowhere essai:nobody ").unknown,
        ["nowhere", "nobody"]
    );
}

#[test]
fn a_typed_year_always_filters() {
    found("2024 pulmonary ", &[2]);
    found("2024 2024 RVAP ", &[1]);
    found("pulmonary 2024 ", &[2]);
    let hits = ask(&index(), "pulmonary 2024 ");
    let beside: Vec<u32> = hits.related.iter().map(|hit| hit.doc.0).collect();
    assert_eq!(beside, [0], "of another year");
    let hits = ask(&index(), "pulmonary stent 2024 ").hits;
    assert!(
        hits.iter()
            .all(|hit| TEXTS[hit.doc.0 as usize].2.starts_with("2024")),
        "{hits:?}"
    );
}
