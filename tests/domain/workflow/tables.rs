//! What every role may do, written out beside the program's own table.

/// Columns: 查看 暂存 提交 撤回 审核通过 退回修改 公开 无需自评 恢复自评 延期. A cell is the state that
/// follows, `=` for the same state, the code of the refusal, or `-` for `not-your-role`. Every
/// optional review is asked for.
pub const WHOLE_CHAIN: &str = "
accountant          | draft               | =       | =         | awaiting-check    | not-now        | -                   | -        | -         | -         | -       | -
accountant          | awaiting-check      | =       | locked    | already-submitted | draft          | -                   | -        | -         | -         | -       | -
accountant          | awaiting-department | =       | locked    | already-submitted | review-started | -                   | -        | -         | -         | -       | -
accountant          | awaiting-finance    | =       | locked    | already-submitted | review-started | -                   | -        | -         | -         | -       | -
accountant          | returned            | =       | =         | awaiting-check    | not-now        | -                   | -        | -         | -         | -       | -
accountant          | approved            | =       | locked    | already-submitted | review-started | -                   | -        | -         | -         | -       | -
accountant          | published           | =       | locked    | already-submitted | review-started | -                   | -        | -         | -         | -       | -
accountant          | cancelled           | =       | cancelled | cancelled         | cancelled      | -                   | -        | -         | -         | -       | -

agency-checker      | draft               | =       | -         | -                 | -              | not-now             | not-now  | -         | -         | -       | -
agency-checker      | awaiting-check      | =       | -         | -                 | -              | awaiting-department | draft    | -         | -         | -       | -
agency-checker      | awaiting-department | =       | -         | -                 | -              | not-now             | not-now  | -         | -         | -       | -
agency-checker      | awaiting-finance    | =       | -         | -                 | -              | not-now             | not-now  | -         | -         | -       | -
agency-checker      | returned            | =       | -         | -                 | -              | not-now             | not-now  | -         | -         | -       | -
agency-checker      | approved            | =       | -         | -                 | -              | not-now             | not-now  | -         | -         | -       | -
agency-checker      | published           | =       | -         | -                 | -              | not-now             | not-now  | -         | -         | -       | -
agency-checker      | cancelled           | =       | -         | -                 | -              | not-now             | not-now  | -         | -         | -       | -

department-reviewer | draft               | not-now | -         | -                 | -              | not-now             | not-now  | -         | -         | -       | -
department-reviewer | awaiting-check      | not-now | -         | -                 | -              | not-now             | not-now  | -         | -         | -       | -
department-reviewer | awaiting-department | =       | -         | -                 | -              | awaiting-finance    | returned | -         | -         | -       | -
department-reviewer | awaiting-finance    | =       | -         | -                 | -              | not-now             | not-now  | -         | -         | -       | -
department-reviewer | returned            | =       | -         | -                 | -              | not-now             | not-now  | -         | -         | -       | -
department-reviewer | approved            | =       | -         | -                 | -              | not-now             | not-now  | -         | -         | -       | -
department-reviewer | published           | =       | -         | -                 | -              | not-now             | not-now  | -         | -         | -       | -
department-reviewer | cancelled           | not-now | -         | -                 | -              | not-now             | not-now  | -         | -         | -       | -

finance-reviewer    | draft               | not-now | -         | -                 | -              | not-now             | not-now  | -         | cancelled | not-now | =
finance-reviewer    | awaiting-check      | not-now | -         | -                 | -              | not-now             | not-now  | -         | cancelled | not-now | =
finance-reviewer    | awaiting-department | =       | -         | -                 | -              | not-now             | not-now  | -         | cancelled | not-now | not-now
finance-reviewer    | awaiting-finance    | =       | -         | -                 | -              | approved            | returned | -         | cancelled | not-now | not-now
finance-reviewer    | returned            | =       | -         | -                 | -              | not-now             | not-now  | -         | cancelled | not-now | =
finance-reviewer    | approved            | =       | -         | -                 | -              | not-now             | not-now  | -         | not-now   | not-now | not-now
finance-reviewer    | published           | =       | -         | -                 | -              | not-now             | not-now  | -         | not-now   | not-now | not-now
finance-reviewer    | cancelled           | not-now | -         | -                 | -              | not-now             | not-now  | -         | not-now   | draft   | not-now

publisher           | draft               | not-now | -         | -                 | -              | -                   | not-now  | not-now   | -         | -       | -
publisher           | awaiting-check      | not-now | -         | -                 | -              | -                   | not-now  | not-now   | -         | -       | -
publisher           | awaiting-department | =       | -         | -                 | -              | -                   | not-now  | not-now   | -         | -       | -
publisher           | awaiting-finance    | =       | -         | -                 | -              | -                   | not-now  | not-now   | -         | -       | -
publisher           | returned            | =       | -         | -                 | -              | -                   | not-now  | not-now   | -         | -       | -
publisher           | approved            | =       | -         | -                 | -              | -                   | returned | published | -         | -       | -
publisher           | published           | =       | -         | -                 | -              | -                   | not-now  | not-now   | -         | -       | -
publisher           | cancelled           | not-now | -         | -                 | -              | -                   | not-now  | not-now   | -         | -       | -

system-administrator       | draft               | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
system-administrator       | awaiting-check      | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
system-administrator       | awaiting-department | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
system-administrator       | awaiting-finance    | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
system-administrator       | returned            | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
system-administrator       | approved            | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
system-administrator       | published           | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
system-administrator       | cancelled           | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -

security-administrator       | draft               | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
security-administrator       | awaiting-check      | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
security-administrator       | awaiting-department | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
security-administrator       | awaiting-finance    | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
security-administrator       | returned            | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
security-administrator       | approved            | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
security-administrator       | published           | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
security-administrator       | cancelled           | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -

auditor       | draft               | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
auditor       | awaiting-check      | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
auditor       | awaiting-department | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
auditor       | awaiting-finance    | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
auditor       | returned            | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
auditor       | approved            | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
auditor       | published           | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
auditor       | cancelled           | -       | -         | -                 | -              | -                   | -        | -         | -         | -       | -
";

/// The lines that differ where only the department reviews before the bureau.
const DEPARTMENT_ALONE: &str = "
accountant          | draft               | = | =      | awaiting-department | not-now        | - | - | - | - | - | -
accountant          | awaiting-check      | = | locked | already-submitted   | review-started | - | - | - | - | - | -
accountant          | awaiting-department | = | locked | already-submitted   | draft          | - | - | - | - | - | -
accountant          | returned            | = | =      | awaiting-department | not-now        | - | - | - | - | - | -
";

/// Those that differ where nobody but the agency's own checker reviews before the bureau.
const CHECK_ALONE: &str = "
agency-checker      | awaiting-check      | = | -      | -                   | -              | awaiting-finance | draft | - | - | - | -
";

/// Those that differ where the bureau alone reviews.
const BUREAU_ALONE: &str = "
accountant          | draft               | = | =      | awaiting-finance    | not-now        | - | - | - | - | - | -
accountant          | awaiting-check      | = | locked | already-submitted   | review-started | - | - | - | - | - | -
accountant          | awaiting-finance    | = | locked | already-submitted   | draft          | - | - | - | - | - | -
accountant          | returned            | = | =      | awaiting-finance    | not-now        | - | - | - | - | - | -
agency-checker      | awaiting-check      | = | -      | -                   | -              | awaiting-finance | draft | - | - | - | -
";

/// Every campaign's chain with and without a department above the agency, and how its lines
/// differ from those of the whole chain.
pub const CHAINS: [(bool, bool, bool, &str); 8] = [
    (true, true, true, ""),
    (false, true, true, DEPARTMENT_ALONE),
    (true, false, true, CHECK_ALONE),
    (true, true, false, CHECK_ALONE),
    (true, false, false, CHECK_ALONE),
    (false, false, true, BUREAU_ALONE),
    (false, true, false, BUREAU_ALONE),
    (false, false, false, BUREAU_ALONE),
];
