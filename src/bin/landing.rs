//! Writes the page's landing step as HTML, for `index.html`: what a visitor sees and uses before the page's program is there.

fn main() {
    print!("{}", berth::ui::landing());
}
