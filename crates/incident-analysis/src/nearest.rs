//! The nearest right spelling of a wrong word.

/// Bytes of the longest word that is looked at: comparing costs the product of two lengths, and nobody
/// mistypes a longer one.
const LONGEST: usize = 100;

/// Letters that a word must begin with for it to be a longer form of a candidate.
const SHORTEST_PREFIX: usize = 3;

/// The candidate nearest to the word, if one is near enough to be what was meant: at most a third of
/// the letters wrong (of three and more one may be), letters swapped counting once. Case and the
/// difference between `-`, `_` and nothing count for nothing. Of equally near ones, the first. Where none is
/// near, one that the word only makes longer: `mon` for `monday`.
pub fn nearest<T: AsRef<str>>(
    word: &str,
    candidates: impl IntoIterator<Item = T>,
) -> Option<String> {
    if word.len() > LONGEST {
        return None;
    }
    let folded = fold(word);
    let limit = folded.chars().count() / 3;
    let mut best: Option<(usize, String)> = None;
    let mut longer: Option<String> = None;
    for candidate in candidates {
        let candidate = candidate.as_ref();
        if candidate == word || candidate.len() > LONGEST {
            continue;
        }
        let folded_candidate = fold(candidate);
        if folded_candidate.len() >= SHORTEST_PREFIX && folded.starts_with(&folded_candidate) {
            longer.get_or_insert_with(|| candidate.to_owned());
        }
        let distance = strsim::osa_distance(&folded, &folded_candidate);
        if distance <= limit && best.as_ref().is_none_or(|(least, _)| distance < *least) {
            best = Some((distance, candidate.to_owned()));
        }
    }
    best.map(|(_, candidate)| candidate).or(longer)
}

fn fold(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tired_person_meant() {
        let keys = ["response_time", "resolution_target", "requires_post_mortem"];
        assert_eq!(nearest("reponse_time", keys).as_deref(), Some("response_time"));
        assert_eq!(nearest("responseTime", keys).as_deref(), Some("response_time"));
        assert_eq!(nearest("requires-postmortem", keys).as_deref(), Some("requires_post_mortem"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("slcak", ["slack", "sms"]).as_deref(), Some("slack"));
        assert_eq!(nearest("monday", ["mon", "tue"]).as_deref(), Some("mon"));
        assert_eq!(nearest("p1", ["P1", "P2"]).as_deref(), Some("P1"));
        assert_eq!(nearest("P5", ["P1", "P2"]), None);
    }
}
