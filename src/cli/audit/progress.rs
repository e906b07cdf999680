//! Which file is being read, for somebody who waits.

use std::io::{self, IsTerminal as _, Write as _};

/// A line on standard error: one that changes on a terminal, one a file elsewhere if asked for.
pub(super) struct Progress {
    manner: Manner,
    total: usize,
    done: usize,
}

enum Manner {
    Silent,
    Changing,
    Lines,
}

impl Progress {
    /// Speaks on a terminal when there is more than one file, elsewhere only if asked to.
    pub fn new(is_asked_for: bool, total: usize) -> Self {
        let is_terminal = io::stderr().is_terminal();
        let manner = match (is_terminal, is_asked_for) {
            (true, asked) if asked || total > 1 => Manner::Changing,
            (false, true) => Manner::Lines,
            _ => Manner::Silent,
        };
        Self {
            manner,
            total,
            done: 0,
        }
    }

    /// Names the file that is read now. Standard error may be closed; that is no reason to stop.
    pub fn step(&mut self, name: &str) {
        self.done += 1;
        let (done, total) = (self.done, self.total);
        let name: String = name.chars().filter(|symbol| !symbol.is_control()).collect();
        let mut to = io::stderr().lock();
        let _ = match self.manner {
            Manner::Silent => Ok(()),
            Manner::Changing => write!(to, "\r\x1b[K正在检查 {done}/{total} {name}"),
            Manner::Lines => writeln!(to, "正在检查 {done}/{total} {name}"),
        };
    }

    /// Takes the changing line away.
    pub fn end(&self) {
        if matches!(self.manner, Manner::Changing) {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}
