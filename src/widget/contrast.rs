//! Checks the colours that a host has chosen: which parts are hard to read (WCAG 2.2).

use vigie_ui::browser::colours::{self, Painted};
use vigie_ui::browser::host::ShadowRoot;

/// A part that must be distinguishable from its background.
struct Pair {
    /// Name of the part.
    part: &'static str,
    /// The property a page may have set.
    property: &'static str,
    /// Least ratio, in hundredths, and as it is written.
    least: (u32, &'static str),
    /// Where the colour is.
    selector: &'static str,
    /// Which colour it is.
    colour: &'static str,
}

/// What text needs (success criterion 1.4.3), and what shows where a field is (1.4.11).
const TEXT: (u32, &str) = (450, "4.5");
const BORDER: (u32, &str) = (300, "3");

const PAIRS: [Pair; 5] = [
    Pair {
        part: "title",
        property: "--vigie-text",
        least: TEXT,
        selector: "[part~=title] a",
        colour: "color",
    },
    Pair {
        part: "meta",
        property: "--vigie-text-muted",
        least: TEXT,
        selector: "[part~=meta]",
        colour: "color",
    },
    Pair {
        part: "summary",
        property: "--vigie-text-muted",
        least: TEXT,
        selector: "[part~=summary]",
        colour: "color",
    },
    Pair {
        part: "footer",
        property: "--vigie-accent",
        least: TEXT,
        selector: "[part~=footer] a",
        colour: "color",
    },
    Pair {
        part: "input",
        property: "--vigie-surface",
        least: BORDER,
        selector: "[part~=input]",
        colour: "border-top-color",
    },
];

/// Red, green and blue from 0 to 255, and whether nothing shines through.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Colour {
    channels: [f64; 3],
    is_opaque: bool,
}

/// The page's own background.
const WHITE: Colour = Colour {
    channels: [255.0; 3],
    is_opaque: true,
};

/// Names the colours of a drawn list that are too near to what lies behind them, in one line; empty if there is none.
pub(crate) fn faint(root: &ShadowRoot) -> String {
    let mut found = Vec::new();
    for pair in &PAIRS {
        let painted = colours::painted(root, pair.selector, pair.colour);
        let ratio = painted.as_ref().and_then(ratio);
        let (least, written) = pair.least;
        if let Some(ratio) = ratio.filter(|ratio| *ratio < least) {
            let (whole, rest) = (ratio / 100, ratio % 100);
            let Pair { part, property, .. } = pair;
            found.push(format!(
                "{property}: {part} {whole}.{rest:02}:1, needs {written}:1"
            ));
        }
    }
    found.join("; ")
}

/// The contrast of a colour with the first opaque one behind it, in hundredths; `None` for a colour that is not written
/// in red, green and blue.
fn ratio(painted: &Painted) -> Option<u32> {
    let front = Colour::parse(&painted.front)?;
    let behind = painted.behind.iter();
    let mut behind = behind.filter_map(|colour| Colour::parse(colour));
    let behind = behind.find(|colour| colour.is_opaque).unwrap_or(WHITE);
    let (a, b) = (front.luminance(), behind.luminance());
    let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the ratio is from 1 to 21"
    )]
    Some((ratio * 100.0).round() as u32)
}

impl Colour {
    /// Reads a computed colour, `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.5)`; `None` for one written otherwise.
    fn parse(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once('(')?;
        if !matches!(name, "rgb" | "rgba") {
            return None;
        }
        let mut parts = rest.strip_suffix(')')?.split(',').map(number);
        let mut channel = || parts.next().flatten();
        let channels = [channel()?, channel()?, channel()?];
        let alpha = match parts.next() {
            None => 1.0,
            Some(alpha) => alpha?,
        };
        let is_last = parts.next().is_none();
        is_last.then_some(Self {
            channels,
            is_opaque: alpha >= 1.0,
        })
    }

    /// Relative luminance.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.channels.map(|value| {
            let share = value / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                power((share + 0.055) / 1.055)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// The 2.4th power of a number from 0 to 1: its square times the square of its fifth root, which is found by Newton's way.
/// The library's own function weighs more than the rest of this file.
fn power(base: f64) -> f64 {
    let mut root = 1.0;
    for _ in 0..ROUNDS {
        let fourth = root * root * root * root;
        root = (4.0 * root + base / fourth) / 5.0;
    }
    base * base * root * root
}

/// Rounds after which a fifth root of what is above a thousandth is exact.
const ROUNDS: usize = 24;

/// Reads a number without sign, such as `12` or `0.5`. The library's own function is a fiftieth of the program.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let mut value = 0.0;
    let mut scale = None;
    for byte in text.bytes() {
        match (byte, scale) {
            (b'.', None) => scale = Some(1.0),
            (b'0'..=b'9', _) => {
                value = value * 10.0 + f64::from(byte - b'0');
                scale = scale.map(|scale| scale * 10.0);
            }
            _ => return None,
        }
    }
    (!text.is_empty()).then_some(value / scale.unwrap_or(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(front: &str, behind: &[&str], expected: Option<u32>) {
        let painted = Painted {
            front: front.to_owned(),
            behind: behind.iter().map(|colour| (*colour).to_owned()).collect(),
        };
        assert_eq!(ratio(&painted), expected);
    }

    #[test]
    fn the_ratio_is_that_of_the_guidelines() {
        check("rgb(0, 0, 0)", &[], Some(2100));
        check("rgb(119, 119, 119)", &["rgb(255, 255, 255)"], Some(448));
        check(
            "rgb(255, 0, 0)",
            &["rgba(0, 0, 0, 0)", "rgb(0, 0, 255)"],
            Some(215),
        );
    }

    #[test]
    fn a_colour_in_another_space_is_not_judged() {
        check("color(display-p3 1 0 0)", &[], None);
        check("rgb(1, 2)", &[], None);
        check("rgb(1, 2, x)", &[], None);
    }

    #[test]
    fn the_power_is_that_of_the_library() {
        for step in 50..=1000 {
            let base = f64::from(step) / 1000.0;
            assert!((power(base) - base.powf(2.4)).abs() < 1e-12, "{base}");
        }
    }

    #[test]
    fn numbers_have_a_point_at_most() {
        for (text, expected) in [
            ("12", Some(12.0)),
            (" 0.5", Some(0.5)),
            ("", None),
            ("1.2.3", None),
            ("-1", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
