//! Encodes host names in ASCII: RFC 3492, *Punycode* (2003).

/// Encodes one label as `xn--…` (RFC 3492, with the parameters of its section 5). `None` on overflow.
pub(super) fn encode(label: &str) -> Option<String> {
    const BASE: u32 = 36;
    const T_MIN: u32 = 1;
    const T_MAX: u32 = 26;
    let points: Vec<u32> = label.chars().map(u32::from).collect();
    let mut output: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(output.len()).ok()?;
    if basic > 0 {
        output.push('-');
    }
    let (mut next, mut delta, mut bias, mut handled) = (128_u32, 0_u32, 72_u32, basic);
    while (handled as usize) < points.len() {
        let smallest = points
            .iter()
            .copied()
            .filter(|point| *point >= next)
            .min()?;
        delta = delta.checked_add((smallest - next).checked_mul(handled + 1)?)?;
        next = smallest;
        for point in &points {
            if *point < next {
                delta = delta.checked_add(1)?;
            }
            if *point != next {
                continue;
            }
            let mut rest = delta;
            let mut k = BASE;
            loop {
                let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
                if rest < threshold {
                    break;
                }
                output.push(digit(threshold + (rest - threshold) % (BASE - threshold)));
                rest = (rest - threshold) / (BASE - threshold);
                k += BASE;
            }
            output.push(digit(rest));
            bias = adapt(delta, handled + 1, handled == basic);
            delta = 0;
            handled += 1;
        }
        delta += 1;
        next += 1;
    }
    Some(format!("xn--{output}"))
}

/// Bias adaptation of RFC 3492, section 6.1.
fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

/// 0 to 25 are `a` to `z`, 26 to 35 are `0` to `9` (RFC 3492, section 5); the value is below 36.
fn digit(value: u32) -> char {
    let byte = u8::try_from(value).unwrap_or_default();
    char::from(if byte < 26 {
        b'a' + byte
    } else {
        b'0' + byte - 26
    })
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn labels_are_encoded_as_the_standard_does() {
        assert_eq!(encode("bücher").as_deref(), Some("xn--bcher-kva"));
        assert_eq!(encode("ñ").as_deref(), Some("xn--ida"));
        assert_eq!(encode("œuvre-é").as_deref(), Some("xn--uvre--fsa05e"));
    }
}
