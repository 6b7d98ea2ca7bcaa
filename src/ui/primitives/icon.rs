//! Small drawings, in the colour of the words beside them. They say nothing that words do not say too.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Anchor,
    Changes,
    Check,
    Close,
    Copy,
    Download,
    Error,
    Files,
    Hide,
    Half,
    Left,
    Menu,
    Moon,
    Redo,
    Right,
    Search,
    Share,
    Shield,
    Show,
    Spark,
    Sun,
    System,
    Undo,
    Warning,
}

impl Shape {
    /// On a grid of 24.
    fn path(self) -> &'static str {
        match self {
            Self::Anchor => {
                "M12 7.5V21M8 11h8M12 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM3.5 13.5C4 18 7.5 21 12 21s8-3 8.5-7.5M3.5 \
                 13.5 2 16m1.5-2.5 3 1.5m14-1.5L22 16m-1.5-2.5-3 1.5"
            }
            Self::Changes => "M4 8h15m-4-4 4 4-4 4M20 16H5m4 4-4-4 4-4",
            Self::Check => "m5 12.5 4.5 4.5L19 7.5",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Copy => {
                "M9 9V5a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-4M5 9h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z"
            }
            Self::Download => "M12 4v11m0 0 4.5-4.5M12 15l-4.5-4.5M5 20h14",
            Self::Error => "M12 7.5V13m0 3.5v.01M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3L8.3 3Z",
            Self::Files => {
                "M14 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7l-4-4Zm0 0v4h4M9 12h6M9 16h6"
            }
            Self::Hide => {
                "M4 4l16 16M9.9 5.2A9.6 9.6 0 0 1 12 5c6 0 9.5 7 9.5 7a17 17 0 0 1-2.8 3.7M6.2 7.2A16 16 0 0 0 2.5 12S6 19 12 19a9 9 0 0 0 4.5-1.2"
            }
            Self::Half => "M12 2a10 10 0 0 0 0 20Z",
            Self::Left => "m14.5 6-6 6 6 6",
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::Moon => "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
            Self::Redo => "m15 5 5 5-5 5M20 10H9.5a5.5 5.5 0 0 0 0 11H12",
            Self::Right => "m9.5 6 6 6-6 6",
            Self::Search => "m15.5 15.5 5 5M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Z",
            Self::Share => "M12 15V3m0 0L7.5 7.5M12 3l4.5 4.5M6 11H5v9.5h14V11h-1",
            Self::Shield => {
                "M12 3 4.5 6v5.5c0 4.5 3 8 7.5 9.5 4.5-1.5 7.5-5 7.5-9.5V6L12 3Zm-3.5 9 2.5 2.5 4.5-4.5"
            }
            Self::Show => {
                "M2.5 12S6 5 12 5s9.5 7 9.5 7-3.5 7-9.5 7-9.5-7-9.5-7Zm9.5 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z"
            }
            Self::Spark => "M12 3.5 13.8 9.7 20 12l-6.2 2.3L12 20.5l-1.8-6.2L4 12l6.2-2.3L12 3.5Z",
            Self::Sun => {
                "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"
            }
            Self::System => {
                "M4 5h16a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM9 20h6M12 16v4"
            }
            Self::Undo => "M9 5 4 10l5 5M4 10h10.5a5.5 5.5 0 0 1 0 11H12",
            Self::Warning => "M12 9.5v4m0 3.5v.01M12 3.5 2.5 20h19L12 3.5Z",
        }
    }
}

#[component]
pub fn Icon(
    /// What it shows.
    shape: Shape,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=shape.path() />
        </svg>
    }
}
