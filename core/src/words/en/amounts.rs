//! Numbers of things, CPUs and memory.

/// `1 warning`, `2 warnings`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `2.0`, `0.25`.
pub fn cpus(thousandths: u32) -> String {
    let part = format!("{:03}", thousandths % 1000);
    let part = part.trim_end_matches('0');
    format!("{}.{}", thousandths / 1000, if part.is_empty() { "0" } else { part })
}

/// `512M`, `2G`.
pub fn memory(mebibytes: u32) -> String {
    if mebibytes.is_multiple_of(1024) { format!("{}G", mebibytes / 1024) } else { format!("{mebibytes}M") }
}

/// `8.7 GB`, never less than it is.
pub fn gigabytes(mebibytes: u32) -> String {
    let tenths = (mebibytes * 10).div_ceil(1024);
    format!("{}.{} GB", tenths / 10, tenths % 10)
}
