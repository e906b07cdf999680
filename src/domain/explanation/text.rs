//! An explanation as plain text: one step a line, what it rests on indented below it.

use super::{Explanation, StepKind};

const INDENT: &str = "  ";

impl Explanation {
    /// The whole tree as indented lines.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        self.write(0, &mut lines);
        lines.join("\n")
    }

    /// The whole tree as indented lines, without the scheme, where the text around it names that.
    #[must_use]
    pub fn branch_text(&self) -> String {
        let mut lines = Vec::new();
        self.write(1, &mut lines);
        lines.join("\n")
    }

    fn write(&self, depth: usize, lines: &mut Vec<String>) {
        let mut line = |level: usize, text: &str| {
            lines.push(format!("{}{text}", INDENT.repeat(depth + level)));
        };
        line(0, &self.heading());
        for step in self.steps.iter().filter(|step| is_shown(step.kind, depth)) {
            line(1, &format!("{}：{}", step.kind.caption(), step.text));
        }
        if !self.readings.is_empty() {
            line(1, "不同理解：");
            for reading in &self.readings {
                line(2, &reading.line());
            }
        }
        if !self.inputs.is_empty() {
            line(1, "取数：");
            for input in &self.inputs {
                line(2, &format!("{} {}", input.name, input.shown()));
            }
        }
        if self.is_cut {
            line(1, &format!("（计算过程见“{}”）", self.name));
        }
        for child in &self.children {
            child.write(depth + 1, lines);
        }
    }

    /// The name, with what it comes to.
    fn heading(&self) -> String {
        if self.result.is_empty() {
            self.name.clone()
        } else {
            format!("{}：{}", self.name, self.result)
        }
    }
}

/// The scheme is named once, at the root.
fn is_shown(step: StepKind, depth: usize) -> bool {
    depth == 0 || step != StepKind::Scheme
}

impl super::RuleReading {
    /// The reading in one line.
    #[must_use]
    pub fn line(&self) -> String {
        let mark = if self.is_chosen {
            "（本方案采用）"
        } else {
            ""
        };
        format!("{}：{} 分{mark}", self.words, self.points)
    }
}

impl super::Input {
    /// What was typed, and how it was understood.
    #[must_use]
    pub fn shown(&self) -> String {
        match (&self.understood, self.typed.is_empty()) {
            (Some(understood), false) => format!("{}（按 {understood} 计）", self.typed),
            (Some(understood), true) => format!("未填（按 {understood} 计）"),
            (None, true) => "未填".to_owned(),
            (None, false) => self.typed.clone(),
        }
    }
}
