fn main() {
    let stack = berth::catalogue::first();
    let mut a = berth::answers::Answers::new(stack);
    a.set_secret("POSTGRES_PASSWORD", berth::values::Secret::new("a $b 'c' \"d\" \\;é#"));
    let p = berth::plan::make(stack, &a).unwrap();
    for w in &p.warnings { println!("{w}"); }
    match berth::render::bundle(&p) { Ok(b) => for f in b.files { println!("=== {} {:o}\n{}", f.path, f.mode, f.text) }, Err(e) => println!("{e}") }
}
