//! What is typed in a field, and what stands in the file for it.

use toml_edit::{Array, Value};

use super::shape::Control;

/// What stands in the file for a typed text; `None` when nothing does. A text that does not fit is
/// kept as it is, for the lint to say what is wrong with it.
#[must_use]
pub fn value_of(control: Control, must: bool, typed: &str) -> Option<Value> {
    let trimmed = typed.trim();
    if control == Control::Tick {
        return (must || !trimmed.is_empty()).then(|| Value::from(!trimmed.is_empty()));
    }
    if trimmed.is_empty() && !must {
        return None;
    }
    Some(match control {
        Control::Points | Control::Whole => number(trimmed),
        Control::Lines => lines(typed),
        Control::Fragment => trimmed.parse().unwrap_or_else(|_| Value::from(trimmed)),
        Control::Text => Value::from(typed.replace("\r\n", "\n")),
        Control::Line | Control::Choice(_) | Control::Tick => Value::from(one_line(trimmed)),
    })
}

/// A whole number stands bare, whatever else between quotation marks: the file knows no floats.
fn number(typed: &str) -> Value {
    let is_plain = !typed.starts_with('+') && typed != "-0";
    match typed.parse::<i64>() {
        Ok(whole) if is_plain && whole.to_string() == typed => Value::from(whole),
        _ => Value::from(one_line(typed)),
    }
}

fn lines(typed: &str) -> Value {
    let lines: Array = typed.trim_end().lines().map(str::trim).collect();
    Value::from(lines)
}

fn one_line(typed: &str) -> String {
    typed.replace(['\n', '\r'], " ")
}

/// What a field shows of a value.
#[must_use]
pub fn shown(control: Control, value: &Value) -> String {
    match (value, control) {
        (Value::String(text), _) => text.value().clone(),
        (Value::Integer(number), _) => number.value().to_string(),
        (Value::Boolean(answer), Control::Tick) if !*answer.value() => String::new(),
        (Value::Boolean(_), Control::Tick) => "on".to_owned(),
        (Value::Array(array), Control::Lines) => {
            let texts: Option<Vec<&str>> = array.iter().map(Value::as_str).collect();
            match texts {
                Some(texts) if !texts.iter().any(|text| text.contains('\n')) => texts.join("\n"),
                _ => bare(value.clone()),
            }
        }
        _ => bare(value.clone()),
    }
}

/// A value in the way of the file, without what stands around it.
fn bare(mut value: Value) -> String {
    value.decor_mut().clear();
    value.to_string().trim().to_owned()
}
