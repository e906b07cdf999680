//! What each row of a list comes to: new, changed, unchanged, or wrong and why.

use std::collections::{BTreeMap, BTreeSet};

use super::check_credit_code;
use super::read::Row;
use crate::domain::listing::{self, Verdict, others};
use crate::domain::workflow::OrganizationKind;

const LONGEST_CODE: usize = 40;
const LONGEST_NAME: usize = 80;
/// The longest 类别, in characters.
pub const LONGEST_KIND_OF_AGENCY: usize = 20;

/// An organization that is known already, or as a list would have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// 单位代码.
    pub code: String,
    /// What it is.
    pub kind: OrganizationKind,
    /// The code of what stands above it; empty for a bureau.
    pub parent: String,
    /// 单位名称.
    pub name: String,
    /// 简称.
    pub short_name: String,
    /// 统一社会信用代码, or empty.
    pub credit_code: String,
    /// 行政, 事业 …, or empty.
    pub kind_of_agency: String,
}

/// A row with what becomes of it.
pub type Judged = listing::Judged<Row, Known>;

/// A list as judged.
pub type Preview = listing::Preview<Row, Known>;

impl Preview {
    /// What is to be written, each after what stands above it.
    #[must_use]
    pub fn to_write(&self) -> Vec<&Judged> {
        let mut rows: Vec<&Judged> = self.changes().collect();
        rows.sort_by_key(|judged| judged.becomes.kind);
        rows
    }
}

/// Judges a list for a bureau. `known` are its organizations, the bureau itself among them, by code;
/// `foreign` says which of the codes belong to somebody else's organization.
#[must_use]
pub fn judge(
    rows: &[Row],
    bureau: &Known,
    known: &BTreeMap<String, Known>,
    foreign: &BTreeSet<String>,
) -> Preview {
    let list = List::of(rows, bureau, known);
    let judged = rows.iter().map(|row| {
        let (becomes, mut wrong) = list.become_of(row);
        if foreign.contains(&row.code) {
            wrong.push(format!("单位代码“{}”已被其他财政局的单位使用", row.code));
        }
        let verdict = match known.get(&row.code) {
            _ if !wrong.is_empty() => Verdict::Wrong(wrong),
            None => Verdict::New,
            Some(before) => compare(before, &becomes),
        };
        Judged {
            row: row.clone(),
            becomes,
            verdict,
        }
    });
    Preview {
        rows: judged.collect(),
    }
}

/// What differs from what is known.
fn compare(before: &Known, after: &Known) -> Verdict {
    if before.kind != after.kind {
        return Verdict::Wrong(vec![format!(
            "已登记为{}，不能改为{}",
            before.kind.label(),
            after.kind.label()
        )]);
    }
    Verdict::of_differences([
        ("单位名称", before.name != after.name),
        ("简称", before.short_name != after.short_name),
        ("主管部门", before.parent != after.parent),
        ("统一社会信用代码", before.credit_code != after.credit_code),
        ("类别", before.kind_of_agency != after.kind_of_agency),
    ])
}

/// The whole list, for what rows say of each other.
struct List<'a> {
    bureau: &'a Known,
    known: &'a BTreeMap<String, Known>,
    /// The rows that name this code or credit code, by their numbers.
    by_code: BTreeMap<&'a str, Vec<&'a Row>>,
    by_credit_code: BTreeMap<&'a str, Vec<usize>>,
    by_name: BTreeMap<&'a str, &'a str>,
    /// The codes that other rows name as what stands above them.
    parents: BTreeSet<String>,
}

impl<'a> List<'a> {
    fn of(rows: &'a [Row], bureau: &'a Known, known: &'a BTreeMap<String, Known>) -> Self {
        let mut list = Self {
            bureau,
            known,
            by_code: BTreeMap::new(),
            by_credit_code: BTreeMap::new(),
            by_name: BTreeMap::new(),
            parents: BTreeSet::new(),
        };
        for found in known.values() {
            list.by_name.insert(&found.name, &found.code);
        }
        for row in rows {
            list.by_code.entry(&row.code).or_default().push(row);
            list.by_name.insert(&row.name, &row.code);
            if !row.credit_code.is_empty() {
                let same = list.by_credit_code.entry(&row.credit_code).or_default();
                same.push(row.number);
            }
        }
        let parents = rows
            .iter()
            .filter_map(|row| list.parent_code(row))
            .collect();
        list.parents = parents;
        list
    }

    /// The code of what a row names above itself; the bureau's where it names nothing.
    fn parent_code(&self, row: &Row) -> Option<String> {
        if row.parent.is_empty() {
            return Some(self.bureau.code.clone());
        }
        let is_code =
            self.by_code.contains_key(row.parent.as_str()) || self.known.contains_key(&row.parent);
        if is_code {
            return Some(row.parent.clone());
        }
        self.by_name
            .get(row.parent.as_str())
            .map(|code| (*code).to_owned())
    }

    fn become_of(&self, row: &Row) -> (Known, Vec<String>) {
        let mut wrong = self.shape(row);
        let kind = self.kind(row);
        let parent = self.parent_code(row);
        match &parent {
            None => wrong.push(format!(
                "主管部门“{}”既不在本名录中，也没有登记过",
                row.parent
            )),
            Some(code) => wrong.extend(self.place(row, kind, code)),
        }
        let is_department = kind != OrganizationKind::Agency;
        let becomes = Known {
            code: row.code.clone(),
            kind,
            parent: parent.unwrap_or_default(),
            name: row.name.clone(),
            short_name: row.short_name.clone(),
            credit_code: row.credit_code.clone(),
            kind_of_agency: if is_department {
                String::new()
            } else {
                row.kind.clone()
            },
        };
        (becomes, wrong)
    }

    /// A row is a department when it says so, is known as one, or others stand under it.
    fn kind(&self, row: &Row) -> OrganizationKind {
        let known = self.known.get(&row.code).map(|found| found.kind);
        let is_named = row.kind == OrganizationKind::Department.label();
        let is_above = self.parents.contains(&row.code) && row.code != self.bureau.code;
        match known {
            Some(OrganizationKind::Bureau) => OrganizationKind::Bureau,
            _ if is_named || is_above => OrganizationKind::Department,
            Some(OrganizationKind::Department) if row.kind.is_empty() => {
                OrganizationKind::Department
            }
            _ => OrganizationKind::Agency,
        }
    }

    /// What is wrong with the texts of a row by themselves and with what it shares with others.
    fn shape(&self, row: &Row) -> Vec<String> {
        let mut wrong = Vec::new();
        let fits = |symbol: char| symbol.is_ascii_alphanumeric() || symbol == '-';
        if row.code.is_empty()
            || row.code.chars().count() > LONGEST_CODE
            || !row.code.chars().all(fits)
        {
            wrong.push(format!(
                "单位代码“{}”应为 1 至 40 个字母、数字或“-”",
                row.code
            ));
        }
        for (label, text) in [("单位名称", &row.name), ("简称", &row.short_name)] {
            let length = text.chars().count();
            if length == 0 || length > LONGEST_NAME {
                wrong.push(format!("{label}应为 1 至 80 个字"));
            }
        }
        if row.kind.chars().count() > LONGEST_KIND_OF_AGENCY {
            wrong.push("类别不应超过 20 个字".to_owned());
        }
        let same = self.by_code.get(row.code.as_str()).into_iter().flatten();
        wrong.extend(others("单位代码", row, same.map(|other| other.number)));
        if !row.credit_code.is_empty() {
            if let Err(problem) = check_credit_code(&row.credit_code) {
                wrong.push(problem.to_string());
            }
            let same = self.by_credit_code.get(row.credit_code.as_str());
            wrong.extend(others(
                "统一社会信用代码",
                row,
                same.into_iter().flatten().copied(),
            ));
        }
        wrong
    }

    /// What is wrong with where a row stands.
    fn place(&self, row: &Row, kind: OrganizationKind, parent: &str) -> Option<String> {
        if kind == OrganizationKind::Bureau {
            return Some("财政局本身不在名录中导入，请由系统管理员修改".to_owned());
        }
        if parent == row.code {
            return Some("主管部门是它自己".to_owned());
        }
        if self.is_circular(row) {
            return Some("主管部门互为上下级，绕成了一圈".to_owned());
        }
        if parent != self.bureau.code && kind == OrganizationKind::Department {
            return Some(format!(
                "“{}”下面还有单位，它只能直接归财政局，不能再归主管部门",
                row.name
            ));
        }
        let above = self
            .known
            .get(parent)
            .filter(|_| !self.by_code.contains_key(parent));
        let above = above.filter(|above| above.kind == OrganizationKind::Agency)?;
        Some(format!("“{}”不是主管部门，下面不能再有单位", above.name))
    }

    fn is_circular(&self, row: &Row) -> bool {
        let mut passed = BTreeSet::from([row.code.clone()]);
        let mut here = self.parent_code(row);
        while let Some(code) = here {
            if code == self.bureau.code {
                return false;
            }
            if !passed.insert(code.clone()) {
                return code == row.code;
            }
            let listed = self
                .by_code
                .get(code.as_str())
                .and_then(|rows| rows.first());
            here = listed.and_then(|row| self.parent_code(row));
        }
        false
    }
}
