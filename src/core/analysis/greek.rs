//! Greek letters among Latin ones: `β-blocker` is *beta blocker*.

/// Names of the letters from alpha to omega, in the order of Unicode, where the final sigma has a place of its
/// own. The sign of *micro* is a prefix of units and keeps its letter.
const NAMES: [&str; 25] = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
    "lambda", "", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi",
    "chi", "psi", "omega",
];

/// Returns the name of a single Greek letter between these characters; `None` for another
/// character, and inside Greek words.
pub(super) fn name_of(
    letter: char,
    before: Option<char>,
    after: Option<char>,
) -> Option<&'static str> {
    let is_greek =
        |near: Option<char>| near.is_some_and(|near| matches!(near, '\u{370}'..='\u{3ff}'));
    let first = match letter {
        'α'..='ω' => 'α',
        'Α'..='Ω' => 'Α',
        _ => return None,
    };
    let name = *NAMES.get((u32::from(letter) - u32::from(first)) as usize)?;
    (!name.is_empty() && !is_greek(before) && !is_greek(after)).then_some(name)
}
