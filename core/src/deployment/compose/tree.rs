//! Parts of a tree of YAML, where they are of the type that is asked for.

use crate::yaml::{self, Value};

/// The entries whose keys are texts.
pub fn entries(mapping: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    let mapping = mapping.and_then(Value::as_mapping);
    mapping.into_iter().flatten().filter_map(|(key, value)| Some((key.as_str()?, value)))
}

pub fn items(sequence: Option<&Value>) -> impl Iterator<Item = &Value> {
    sequence.and_then(Value::as_sequence).into_iter().flatten()
}

/// What may be written alone or as a list, each with its place.
pub fn listed<'a>(value: Option<&'a Value>, place: &yaml::Place) -> Vec<(&'a Value, yaml::Place)> {
    match value {
        Some(Value::Sequence(items)) => {
            items.iter().enumerate().map(|(at, item)| (item, place.index(at))).collect()
        }
        Some(value) if !value.is_null() => vec![(value, place.clone())],
        _ => Vec::new(),
    }
}
