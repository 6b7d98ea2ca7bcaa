//! Values in Markdown, as an independent renderer reads them, with everything on that GitHub has.

use berth::render::escape;
use berth_testing::hostile;
use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn prose_is_text_wherever_it_stands(text in hostile::text()) {
        let prose = escape::value("markdown", &text).expect("prose takes all");
        for (before, after) in
            [("", "\n"), ("", " more\n"), ("some ", " more\n"), ("# ", "\n"), ("1. ", "\n"), ("- ", "\n\nmore\n"), ("line\n", "\nline\n")]
        {
            let read = read(&format!("{before}{prose}{after}"));
            let plain = format!("{} {text} {}", before.trim_start_matches(['#', '1', '.', '-', ' ']), after);
            prop_assert_eq!(words(&read.text), words(&plain), "{:?}", prose);
            prop_assert_eq!(&read.marks, &Vec::<String>::new(), "{:?}", prose);
        }
    }

    #[test]
    fn prose_stays_in_its_cell(text in hostile::text()) {
        let prose = escape::value("markdown", &text).expect("prose takes all");
        let cells = cells(&format!("| a | b | c |\n|---|---|---|\n| x | {prose} | z |\n"));
        prop_assert_eq!(cells.iter().map(|cell| words(&cell.text)).collect::<Vec<_>>(), vec![words("x"), words(&text), words("z")]);
        prop_assert!(cells.iter().all(|cell| cell.marks.is_empty() && cell.code.is_empty()), "{:?}", prose);
    }

    #[test]
    fn code_is_one_span(text in hostile::text()) {
        let code = escape::markdown_code(&text);
        let expected = if text.is_empty() { " ".to_owned() } else { text };
        for (before, after) in [("", "\n"), ("run ", " now\n"), ("- ", "\n")] {
            let read = read(&format!("{before}{code}{after}"));
            prop_assert_eq!(&read.code, &expected, "{:?}", code);
            let around = format!("{} {after}", before.trim_start_matches('-'));
            prop_assert_eq!(words(&read.text), words(&around), "{:?}", code);
        }
        let cells = cells(&format!("| a | b | c |\n|---|---|---|\n| x | {code} | z |\n"));
        prop_assert_eq!(cells.len(), 3);
        prop_assert_eq!((&cells[1].code, cells[1].text.as_str()), (&expected, ""), "{:?}", code);
        prop_assert_eq!((cells[0].text.as_str(), cells[2].text.as_str()), ("x", "z"));
    }

    #[test]
    fn a_block_holds_its_lines(lines in proptest::collection::vec(hostile::text(), 1..4)) {
        let raw = lines.join("\n");
        let read = read(&format!("before\n\n{}\n\nafter\n", escape::markdown_block(&raw)));
        prop_assert_eq!(read.blocks, vec![format!("sh:{raw}\n")]);
        prop_assert_eq!(words(&read.text), words("before after"));
        prop_assert_eq!(read.marks, Vec::<String>::new());
    }
}

#[derive(Debug, Default)]
struct Read {
    text: String,
    code: String,
    /// Fenced blocks, each with its language.
    blocks: Vec<String>,
    /// Everything else that is more than text in a paragraph, a heading, a list or a table.
    marks: Vec<String>,
}

fn read(markdown: &str) -> Read {
    let mut reads = vec![Read::default()];
    walk(markdown, &mut reads);
    reads.swap_remove(0)
}

/// The cells of the table's one row.
fn cells(markdown: &str) -> Vec<Read> {
    let mut reads = vec![Read::default()];
    walk(markdown, &mut reads);
    // The heads come first.
    reads.split_off(4)
}

/// The first is what stands in no cell; then there is one for each.
fn walk(markdown: &str, reads: &mut Vec<Read>) {
    let mut at = 0;
    let mut in_block = false;
    // A bar that is escaped within `<code>`: code by HTML, with text inside.
    let mut in_html_code = false;
    let github = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    for event in Parser::new_ext(markdown, github) {
        let read = &mut reads[at];
        match event {
            Event::Start(Tag::TableCell) => {
                at = reads.len();
                reads.push(Read::default());
            }
            Event::End(TagEnd::TableCell) => at = 0,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                in_block = true;
                read.blocks.push(format!("{language}:"));
            }
            Event::End(TagEnd::CodeBlock) => in_block = false,
            Event::Text(text) if in_block => read.blocks.last_mut().expect("a block").push_str(&text),
            Event::Text(text) if in_html_code => read.code.push_str(&text),
            Event::Text(text) => read.text.push_str(&text),
            Event::SoftBreak | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => {
                read.text.push(' ');
            }
            Event::Code(code) => read.code.push_str(&code),
            Event::InlineHtml(tag) if &*tag == "<code>" => in_html_code = true,
            Event::InlineHtml(tag) if &*tag == "</code>" => in_html_code = false,
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::Item
                | Tag::List(_)
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow,
            )
            | Event::End(_) => {}
            other => read.marks.push(format!("{other:?}")),
        }
    }
}

/// Renderers take blanks together.
fn words(text: &str) -> Vec<&str> {
    text.split([' ', '\t', '\n']).filter(|word| !word.is_empty()).collect()
}
