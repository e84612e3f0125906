//! Keys and what they do. The list under "?" is made from the same table.

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Next finding.
    Next,
    /// Previous finding.
    Previous,
    /// The next passage of the open finding.
    Passage,
    /// Back to where one was.
    Back,
    /// Source 1 to 9; in an open finding, that source's passage.
    Source(usize),
    /// Add articles.
    Add,
    /// Edit the source on show.
    Edit,
    /// Remove the source on show.
    Remove,
    /// Take back the last change.
    Undo,
    /// Make it again.
    Redo,
    /// Confirm the open finding, or take that back.
    Confirm,
    /// Dismiss the open finding, or take that back.
    Dismiss,
    /// Write a note on the open finding.
    Note,
    /// To the draft, or to a new one.
    Draft,
    /// Workspaces and session files.
    Save,
    /// Saving in other formats.
    Export,
    /// All decisions.
    Review,
    /// The views in turn.
    View,
    /// To the field that searches all sources.
    Search,
    /// What the marks mean.
    Legend,
    /// The list of keys.
    Help,
    /// Close what is open.
    Escape,
}

/// Keys, what they do, and the words for it.
pub const KEYS: &[(&str, &str, Option<Command>)] = &[
    ("n", "Next finding; side by side, the next fact that both share", Some(Command::Next)),
    ("p", "Previous finding or shared fact", Some(Command::Previous)),
    ("Enter", "Open a finding; on a figure, show what every source says", None),
    ("c", "Go to the next counterpart passage of the open finding", Some(Command::Passage)),
    ("b", "Back to where you were", Some(Command::Back)),
    ("1 … 9", "Show source 1 to 9; with a finding open, go to its passage there", None),
    ("← →", "In an article: previous and next figure", None),
    ("← → ↑ ↓", "In the matrix: from cell to cell; Home, End and Ctrl with them go to the edges", None),
    ("/", "Search in all sources; Enter and Shift + Enter go through the matches, Esc ends it", Some(Command::Search)),
    ("v", "Next view: article, side by side, matrix, figures, entities", Some(Command::View)),
    ("a", "Add articles", Some(Command::Add)),
    ("e", "Edit the article on show", Some(Command::Edit)),
    ("r", "Remove the article on show", Some(Command::Remove)),
    ("z", "Undo", Some(Command::Undo)),
    ("Z", "Redo", Some(Command::Redo)),
    ("y", "Confirm the open finding, or take that back", Some(Command::Confirm)),
    ("x", "Dismiss the open finding, or take that back", Some(Command::Dismiss)),
    ("t", "Write a note on the open finding", Some(Command::Note)),
    ("d", "Write your draft, which is checked against the sources", Some(Command::Draft)),
    ("s", "Workspaces, and opening or merging session files", Some(Command::Save)),
    ("o", "Save and share: session, memo, table, report, annotations, print", Some(Command::Export)),
    ("g", "All decisions, and those that lost their place", Some(Command::Review)),
    ("Esc", "Close what is open", Some(Command::Escape)),
    ("l", "What the marks mean", Some(Command::Legend)),
    ("?", "This list", Some(Command::Help)),
];

/// A key press as the browser tells it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Press<'a> {
    /// `KeyboardEvent.key`.
    pub key: &'a str,
    /// Ctrl, Alt or Meta is down.
    pub modified: bool,
    /// The focus is in a field that takes text, or in a list of choices.
    pub typing: bool,
    /// An input method is composing.
    pub composing: bool,
    /// A dialog is open; it has its own keys.
    pub dialog: bool,
}

/// What a key press asks for. While typing, none but Escape does anything.
pub fn command(press: Press) -> Option<Command> {
    if press.modified || press.composing || press.dialog {
        return None;
    }
    match press.key {
        "Escape" => Some(Command::Escape),
        _ if press.typing => None,
        key if key.len() == 1 && key.as_bytes()[0].is_ascii_digit() && key != "0" => {
            Some(Command::Source(usize::from(key.as_bytes()[0] - b'1')))
        }
        key => KEYS.iter().find(|(k, ..)| *k == key).and_then(|&(_, _, c)| c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_do_what_the_list_says() {
        let press = |key| command(Press { key, ..Press::default() });
        assert_eq!(press("n"), Some(Command::Next));
        assert_eq!(press("3"), Some(Command::Source(2)));
        assert_eq!(press("?"), Some(Command::Help));
        for key in ["0", "Enter", "é", "q", "", "1 … 9"] {
            assert_eq!(press(key), None, "{key}");
        }
    }

    #[test]
    fn no_key_fires_while_typing_or_with_a_modifier() {
        for (key, ..) in KEYS.iter().filter(|k| k.0 != "Esc") {
            assert_eq!(command(Press { key, typing: true, ..Press::default() }), None);
            assert_eq!(command(Press { key, modified: true, ..Press::default() }), None);
            assert_eq!(command(Press { key, dialog: true, ..Press::default() }), None);
            assert_eq!(command(Press { key, composing: true, ..Press::default() }), None);
        }
        assert_eq!(command(Press { key: "Escape", typing: true, ..Press::default() }), Some(Command::Escape));
    }
}
