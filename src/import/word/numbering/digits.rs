//! A number in the ways Word writes it.

/// Numbers beyond this are written in digits, whatever the format.
const MOST: u32 = 9_999;

const ONES: &str = "一二三四五六七八九";
const LEGAL_ONES: &str = "壹贰叁肆伍陆柒捌玖";

/// The number as the format of that name writes it; an unknown format writes digits.
pub(super) fn write(number: u32, format: &str) -> String {
    let plain = number.to_string();
    if number == 0 || number > MOST {
        return if format == "none" {
            String::new()
        } else {
            plain
        };
    }
    let circled = |first: char, most: u32| {
        let letter = char::from_u32(u32::from(first) + number - 1);
        letter
            .filter(|_| number <= most)
            .map_or_else(|| plain.clone(), String::from)
    };
    match format {
        "none" => String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting" => chinese(number, ONES, "十百千", false),
        "chineseLegalSimplified" | "ideographLegalTraditional" => {
            chinese(number, LEGAL_ONES, "拾佰仟", true)
        }
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => digital(&plain),
        "decimalFullWidth" | "decimalFullWidth2" => plain.chars().map(full_width).collect(),
        "decimalZero" => format!("{number:02}"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled('①', 20),
        "decimalEnclosedParen" => circled('⑴', 20),
        "decimalEnclosedFullstop" => circled('⒈', 20),
        "ideographTraditional" => of("甲乙丙丁戊己庚辛壬癸", number),
        "ideographZodiac" => of("子丑寅卯辰巳午未申酉戌亥", number),
        "lowerLetter" => letters(number, 'a'),
        "upperLetter" => letters(number, 'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        _ => plain,
    }
}

/// 十, 二十一, 一百零五; in legal writing 壹拾.
fn chinese(number: u32, ones: &str, tens: &str, is_legal: bool) -> String {
    let digit = |value: u32| ones.chars().nth(usize::try_from(value).unwrap_or(1) - 1);
    let mut written = String::new();
    let mut is_gap = false;
    for place in (0..4_u32).rev() {
        let value = number / 10_u32.pow(place) % 10;
        if value == 0 {
            is_gap = !written.is_empty();
            continue;
        }
        written.extend(is_gap.then_some('零'));
        is_gap = false;
        let is_bare_ten = place == 1 && value == 1 && written.is_empty() && !is_legal;
        written.extend(digit(value).filter(|_| !is_bare_ten));
        let unit = usize::try_from(place)
            .ok()
            .and_then(|place| place.checked_sub(1));
        written.extend(unit.and_then(|unit| tens.chars().nth(unit)));
    }
    written
}

/// 一〇, 二一: digit by digit.
fn digital(plain: &str) -> String {
    let digit = |c: char| {
        let value = c
            .to_digit(10)
            .and_then(|value| usize::try_from(value).ok())?;
        "〇一二三四五六七八九".chars().nth(value)
    };
    plain.chars().filter_map(digit).collect()
}

fn full_width(digit: char) -> char {
    char::from_u32(u32::from(digit) + 0xfee0).unwrap_or(digit)
}

/// The one of a row of signs, from the beginning again where it ends.
fn of(signs: &str, number: u32) -> String {
    let count = signs.chars().count().max(1);
    let at = usize::try_from(number).map_or(0, |number| (number - 1) % count);
    signs.chars().nth(at).into_iter().collect()
}

/// a … z, aa, bb as Word goes on.
fn letters(number: u32, first: char) -> String {
    let letter = char::from_u32(u32::from(first) + (number - 1) % 26).unwrap_or(first);
    let times = usize::try_from((number - 1) / 26 + 1).unwrap_or(1);
    std::iter::repeat_n(letter, times).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    written
}
