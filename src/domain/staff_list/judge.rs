//! What each row of a list comes to: a new person, a changed or unchanged one, or wrong and why.

use std::collections::BTreeMap;

use super::read::Row;
use crate::domain::account::{Duty, DutyConflict, LoginName, conflict, fold_login_name};
use crate::domain::listing::{self, Verdict};
use crate::domain::workflow::{OrganizationId, OrganizationKind, Role};

const LONGEST_NAME: usize = 40;
const LONGEST_PHONE: usize = 30;

/// A person who has an account already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// 姓名.
    pub name: String,
    /// 联系电话, or empty.
    pub phone: String,
    /// Whether the account is closed.
    pub is_disabled: bool,
    /// What he is, or what is asked for him.
    pub duties: Vec<Duty>,
}

/// An organization that a list names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it is.
    pub kind: OrganizationKind,
    /// Itself, the one above it, and so on to the bureau.
    pub lineage: Vec<OrganizationId>,
}

/// What is known of everybody and everything that a list names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// People by log-in name as kept.
    pub people: BTreeMap<String, Person>,
    /// Organizations by code.
    pub places: BTreeMap<String, Place>,
}

/// A row as it would be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The log-in name as kept.
    pub login_name: String,
    /// 姓名.
    pub name: String,
    /// 联系电话; empty where the list has none, and then the known one stays.
    pub phone: String,
    /// What the person is to be beside what he is; `None` when he is it already.
    pub duty: Option<Duty>,
}

/// A row with what becomes of it.
pub type Judged = listing::Judged<Row, Listed>;

/// A list as judged.
pub type Preview = listing::Preview<Row, Listed>;

impl Preview {
    /// The log-in names for which accounts are to be made, in the order of the file.
    #[must_use]
    pub fn new_people(&self) -> Vec<&Listed> {
        let mut people: Vec<&Listed> = Vec::new();
        for judged in self.changes().filter(|it| it.verdict == Verdict::New) {
            let listed = &judged.becomes;
            if !people.iter().any(|it| it.login_name == listed.login_name) {
                people.push(listed);
            }
        }
        people
    }
}

/// Judges a list.
#[must_use]
pub fn judge(rows: &[Row], known: &Known) -> Preview {
    let mut list = List {
        known,
        first: BTreeMap::new(),
    };
    Preview {
        rows: rows.iter().map(|row| list.judge(row)).collect(),
    }
}

/// A person as the rows above left him.
struct Above<'a> {
    row: &'a Row,
    /// What the rows above give him, each with its row.
    duties: Vec<(Duty, usize)>,
}

struct List<'a> {
    known: &'a Known,
    first: BTreeMap<String, Above<'a>>,
}

impl<'a> List<'a> {
    fn judge(&mut self, row: &'a Row) -> Judged {
        let mut wrong = Vec::new();
        let login_name = LoginName::parse(&row.login_name);
        if let Err(problem) = &login_name {
            wrong.push(without_stop(problem));
        }
        let login_name = fold_login_name(&row.login_name);
        let person = self.known.people.get(&login_name);
        wrong.extend(shape(row));
        wrong.extend(self.unlike_above(row, &login_name));
        if person.is_some_and(|person| person.is_disabled) {
            wrong.push("该账号已停用，请另用一个登录名".to_owned());
        }
        let duty = match self.duty(row) {
            Ok(duty) => self.fitting(row, &login_name, duty, &mut wrong),
            Err(problem) => {
                wrong.push(problem);
                None
            }
        };
        let verdict = match person {
            _ if !wrong.is_empty() => Verdict::Wrong(wrong),
            None => Verdict::New,
            Some(before) => Verdict::of_differences([
                ("姓名", before.name != row.name),
                (
                    "联系电话",
                    !row.phone.is_empty() && before.phone != row.phone,
                ),
                ("身份", duty.is_some()),
            ]),
        };
        Judged {
            row: row.clone(),
            becomes: Listed {
                login_name,
                name: row.name.clone(),
                phone: row.phone.clone(),
                duty,
            },
            verdict,
        }
    }

    /// One person stands in several rows under one name and one number.
    fn unlike_above(&mut self, row: &'a Row, login_name: &str) -> Option<String> {
        let above = self
            .first
            .entry(login_name.to_owned())
            .or_insert_with(|| Above {
                row,
                duties: Vec::new(),
            });
        let number = above.row.number;
        if above.row.name != row.name {
            return Some(format!(
                "登录名与第 {number} 行重复而姓名不同，两个人应有两个登录名"
            ));
        }
        let (one, other) = (&above.row.phone, &row.phone);
        let differs = one != other && !one.is_empty() && !other.is_empty();
        differs.then(|| format!("与第 {number} 行是同一个人，联系电话却不同"))
    }

    /// What the row wants the person to be.
    fn duty(&self, row: &Row) -> Result<Duty, String> {
        let role = find_role(&row.role).ok_or_else(|| {
            let labels = Role::ALL.map(Role::label);
            format!("没有岗位“{}”，应为{}之一", row.role, labels.join("、"))
        })?;
        let kind = role.organization_kind();
        let place = match row.organization.as_str() {
            "" => None,
            code => Some(
                self.known
                    .places
                    .get(code)
                    .ok_or_else(|| format!("没有代码为“{code}”的单位"))?,
            ),
        };
        if place.map(|place| place.kind) != kind {
            let belongs = kind.map_or("系统，不填单位代码", OrganizationKind::label);
            return Err(format!("{}应属于{belongs}", role.label()));
        }
        Ok(Duty {
            role,
            lineage: place.map(|place| place.lineage.clone()).unwrap_or_default(),
        })
    }

    /// The duty when it goes with all others of the person; `None` when he has it already.
    fn fitting(
        &mut self,
        row: &Row,
        login_name: &str,
        duty: Duty,
        wrong: &mut Vec<String>,
    ) -> Option<Duty> {
        let above = self.first.get_mut(login_name)?;
        for (other, number) in &above.duties {
            match conflict(other, &duty) {
                Some(DutyConflict::Twice(_)) => {
                    wrong.push(format!("与第 {number} 行完全重复"));
                }
                Some(problem) => {
                    wrong.push(format!(
                        "与第 {number} 行不能兼任：{}",
                        without_stop(&problem)
                    ));
                }
                None => {}
            }
        }
        above.duties.push((duty.clone(), row.number));
        let held = self.known.people.get(login_name);
        for other in held.into_iter().flat_map(|person| &person.duties) {
            match conflict(other, &duty) {
                Some(DutyConflict::Twice(_)) => return None,
                Some(problem) => wrong.push(without_stop(&problem)),
                None => {}
            }
        }
        Some(duty)
    }
}

/// What is wrong with the texts of a row by themselves.
fn shape(row: &Row) -> Vec<String> {
    let mut wrong = Vec::new();
    let length = row.name.chars().count();
    if length == 0 || length > LONGEST_NAME || row.name.chars().any(char::is_control) {
        wrong.push(format!("姓名应为 1 至 {LONGEST_NAME} 个字"));
    }
    let is_of_a_number =
        |symbol: char| symbol.is_ascii_digit() || " -+()（）、,，转".contains(symbol);
    if row.phone.chars().count() > LONGEST_PHONE || !row.phone.chars().all(is_of_a_number) {
        wrong.push(format!(
            "联系电话“{}”应为 {LONGEST_PHONE} 个以内的数字，可以有“-”和分机“转”",
            row.phone
        ));
    }
    wrong
}

/// The role by its words, which bureaus shorten, or by its code.
fn find_role(text: &str) -> Option<Role> {
    let bare: String = text
        .chars()
        .filter(|symbol| !symbol.is_whitespace())
        .collect();
    let shortened = match bare.as_str() {
        "财政审核人" => Some(Role::FinanceReviewer),
        "部门审核人" => Some(Role::DepartmentReviewer),
        "发布人" => Some(Role::Publisher),
        "复核人" => Some(Role::AgencyChecker),
        _ => None,
    };
    let named = Role::ALL.into_iter().find(|role| role.label() == bare);
    shortened.or(named).or_else(|| Role::from_code(&bare))
}

/// A sentence as a part of a longer one.
fn without_stop(problem: &impl ToString) -> String {
    problem.to_string().trim_end_matches('。').to_owned()
}
