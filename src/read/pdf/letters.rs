use unicode_normalization::UnicodeNormalization;

/// Radicals that fonts show for whole characters, and those characters; normalisation leaves these alone.
const RADICALS: &str = "⺁厂⺄乙⺆冂⺇几⺈刀⺊卜⺋卩⺌小⺎兀⺕彐⺗心⺙攵⺟母⺠民⺡氵⺢水⺣灬⺤爪⺥爪⺦丬⺧牛⺨犭⺪疋⺫罒⺬示⺭礻⺮竹⺯糸⺰纟⺱网⺲罒⺳罓⺷羊⺸羊⺹耂⺺肀⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻫齐⻬齐⻭齿⻮齿⻯竜⻰龙⻱龟⻲龟⻳龟";

/// The text of a span with whole characters in place of radicals and of their doubles.
pub(super) fn whole(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{2e80}'..='\u{2ef3}' => whole.push(character(letter)),
            // The forms that are written today, where normalisation gives older ones.
            '\u{2015}' => whole.push('—'),
            '\u{2f3e}' => whole.push('户'),
            '\u{2fad}' => whole.push('青'),
            '\u{2f00}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' => whole.extend(letter.nfkc()),
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            _ if letter.is_whitespace() || letter.is_control() => whole.push(' '),
            _ => whole.push(letter),
        }
    }
    whole
}

fn character(radical: char) -> char {
    let mut pairs = RADICALS.chars();
    while let (Some(known), Some(character)) = (pairs.next(), pairs.next()) {
        if known == radical {
            return character;
        }
    }
    radical
}

/// One letter in so many may be unknown before a page counts as unreadable.
const UNKNOWN_SHARE: usize = 20;

/// True where many letters of a page are the font's own or could not be decoded.
pub(in crate::read) fn unreadable<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> bool {
    let letters = || texts.clone().flat_map(str::chars).filter(|c| !c.is_whitespace());
    let unknown = letters().filter(|c| *c == '\u{fffd}' || ('\u{e000}'..='\u{f8ff}').contains(c)).count();
    unknown > 3 && unknown * UNKNOWN_SHARE > letters().count()
}

#[cfg(test)]
mod tests {
    use super::{RADICALS, whole};

    #[test]
    fn radicals_become_the_characters_they_look_like() {
        assert_eq!(whole("⼯作⽬标⻓江⻔店⻝品"), "工作目标长江门店食品");
        assert_eq!(RADICALS.chars().count() % 2, 0);
        let known = RADICALS.chars().step_by(2);
        assert!(known.clone().all(|c| ('\u{2e80}'..='\u{2ef3}').contains(&c)));
    }
}
