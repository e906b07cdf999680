//! Reading a scheme file so that every slip of the pen is told, not only the first.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error, ValueDeserializer};

use super::slip::Slip;
use super::syntax;
use super::{
    AllowSource, BlockSource, CheckSource, ComputedSource, ExampleSource, FormSource, Head,
    IndicatorSource, ItemSource, LimitSource, PartSource, RowRuleSource, RuleSource, SchemeSource,
};
use crate::domain::scheme::problem::{Fault, Spot};

type Value<'a> = Spanned<DeValue<'a>>;

/// The longest scheme file, in bytes; shipped ones stay below a tenth of it.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;

/// The most slips told about one table.
const MOST_SLIPS: usize = 20;

/// Reads the file as it is written.
///
/// # Errors
/// Every slip: what is no TOML, what the format does not know, what is missing.
pub fn read(text: &str) -> Result<SchemeSource, Vec<Fault>> {
    if text.len() > MOST_BYTES {
        return Err(vec![Slip::TooLong.fault("", "")]);
    }
    match toml::from_str(text) {
        Ok(source) => Ok(source),
        Err(error) => {
            let mut faults = slips(text);
            if faults.is_empty() {
                faults.push(fault("", "", &error));
            }
            Err(faults)
        }
    }
}

fn slips(text: &str) -> Vec<Fault> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return syntax::faults(text, &errors);
    }
    let mut faults = Vec::new();
    let span = table.span();
    let mut sections = table.into_inner();
    if let Some(head) = sections.remove("scheme") {
        faults.extend(slips_in::<Head>("scheme", head));
    } else {
        faults.push(Slip::Missing("scheme".to_owned()).fault("", ""));
    }
    faults.extend(slips_in_all(
        "item",
        sections.remove("item"),
        slips_in::<ItemSource>,
    ));
    let computed = sections.remove("computed");
    faults.extend(slips_in_all(
        "computed",
        computed,
        slips_in::<ComputedSource>,
    ));
    let indicators = sections.remove("indicator");
    faults.extend(slips_in_all("indicator", indicators, slips_in_indicator));
    faults.extend(slips_in_all(
        "limit",
        sections.remove("limit"),
        slips_in::<LimitSource>,
    ));
    faults.extend(slips_in_all(
        "part",
        sections.remove("part"),
        slips_in::<PartSource>,
    ));
    faults.extend(slips_in_all(
        "row_rule",
        sections.remove("row_rule"),
        slips_in::<RowRuleSource>,
    ));
    faults.extend(slips_in_all(
        "check",
        sections.remove("check"),
        slips_in::<CheckSource>,
    ));
    faults.extend(slips_in_all("form", sections.remove("form"), slips_in_form));
    let examples = sections.remove("example");
    faults.extend(slips_in_all("example", examples, slips_in::<ExampleSource>));
    faults.extend(slips_in_all(
        "allow",
        sections.remove("allow"),
        slips_in::<AllowSource>,
    ));
    // What is left is read beside a head that fits.
    let mut rest = Spanned::new(span, DeValue::Table(sections));
    put(&mut rest, "scheme", HEAD_THAT_FITS);
    faults.extend(slips_of::<SchemeSource>("", "", rest));
    faults
}

const HEAD_THAT_FITS: &str = r#"{ id = "x", version = 1, title = "x", source = "x", publication_title = "x", amount_unit = "元", full_marks = 100, grades = [] }"#;

/// The slips in every element of a section.
fn slips_in_all<'a>(
    name: &str,
    section: Option<Value<'a>>,
    slips: fn(&str, Value<'a>) -> Vec<Fault>,
) -> Vec<Fault> {
    match section.map(|section| (section.span().start, section.into_inner())) {
        None => Vec::new(),
        Some((_, DeValue::Array(elements))) => {
            let elements = elements.into_iter().enumerate();
            elements
                .flat_map(|(index, element)| slips(&format!("{name}.{index}"), element))
                .collect()
        }
        Some((start, _)) => vec![Slip::NoList(name.to_owned()).fault_at(Spot::Byte(start), "")],
    }
}

/// An indicator and its rule, each for itself.
fn slips_in_indicator(path: &str, mut value: Value<'_>) -> Vec<Fault> {
    let place = named(&value);
    let mut faults = match taken(&mut value, "rule") {
        Some(rule) => slips_of::<RuleSource>(&format!("{path}.rule"), &place, rule),
        None => vec![Slip::Missing("rule".to_owned()).fault(path, &place)],
    };
    put(&mut value, "rule", r#"{ kind = "manual" }"#);
    faults.extend(slips_in::<IndicatorSource>(path, value));
    faults
}

/// A form and its blocks, each for itself.
fn slips_in_form(path: &str, mut value: Value<'_>) -> Vec<Fault> {
    let blocks = taken(&mut value, "block");
    let place = format!("{path}.block");
    let mut faults = slips_in_all(&place, blocks, slips_in::<BlockSource>);
    put(&mut value, "block", "[]");
    faults.extend(slips_in::<FormSource>(path, value));
    faults
}

fn taken<'a>(value: &mut Value<'a>, key: &str) -> Option<Value<'a>> {
    match value.get_mut() {
        DeValue::Table(table) => table.remove(key),
        _ => None,
    }
}

/// Puts something that fits in the place of what was told already.
fn put(value: &mut Value<'_>, key: &'static str, text: &'static str) {
    let span = value.span();
    if let (DeValue::Table(table), Ok(stand_in)) = (value.get_mut(), DeValue::parse(text)) {
        table.insert(Spanned::new(span, key.into()), stand_in);
    }
}

/// The slips in one table: what does not fit is taken out and the rest read again.
fn slips_in<T: DeserializeOwned>(path: &str, value: Value<'_>) -> Vec<Fault> {
    let place = named(&value);
    slips_of::<T>(path, &place, value)
}

fn slips_of<T: DeserializeOwned>(path: &str, place: &str, mut value: Value<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut told: Vec<String> = Vec::new();
    while let Err(error) = T::deserialize(ValueDeserializer::from(value.clone())) {
        let slip = Slip::read(error.message());
        let is_told = matches!(&slip, Slip::Missing(key) if told.contains(key));
        let key = match slip.unknown_key() {
            Some(key) => Some(key.to_owned()),
            None => key_at(&value, error.span().map(|span| span.start)),
        };
        if !is_told {
            faults.push(fault(path, place, &error));
        }
        let Some(key) = key.filter(|key| taken(&mut value, key).is_some()) else {
            break;
        };
        if faults.len() == MOST_SLIPS {
            break;
        }
        // What was meant is not also told to be missing.
        told.extend(slip.meant());
        told.push(key);
    }
    faults
}

/// The key of a table whose value holds this byte.
fn key_at(value: &Value<'_>, byte: Option<usize>) -> Option<String> {
    let (DeValue::Table(table), Some(byte)) = (value.get_ref(), byte) else {
        return None;
    };
    let found = table.iter().find(|(_, value)| value.span().contains(&byte));
    found.map(|(key, _)| key.get_ref().clone().into_owned())
}

/// The words by which people know a table.
fn named(value: &Value<'_>) -> String {
    let DeValue::Table(table) = value.get_ref() else {
        return String::new();
    };
    let word = |key| table.get(key).and_then(|found| found.get_ref().as_str());
    let found = word("name")
        .or_else(|| word("code"))
        .or_else(|| word("kind"));
    found.unwrap_or_default().to_owned()
}

fn fault(path: &str, place: &str, error: &Error) -> Fault {
    let slip = Slip::read(error.message());
    match (slip.unknown_key(), error.span()) {
        (Some(key), None) => slip.fault_at(Spot::Key(path.to_owned(), key.to_owned()), place),
        (_, Some(span)) => slip.fault_at(Spot::Byte(span.start), place),
        (None, None) => slip.fault(path, place),
    }
}
