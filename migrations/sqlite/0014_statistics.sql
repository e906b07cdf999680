-- 统计: what every filing was evaluated to when it last moved, and the sums over a campaign.

-- facts is JSON, as the program reads it. department_id is empty for agencies under the bureau.
CREATE TABLE filing_statistic (
    filing_id     TEXT    PRIMARY KEY NOT NULL REFERENCES filing (id),
    campaign_id   TEXT    NOT NULL REFERENCES campaign (id),
    department_id TEXT    NOT NULL,
    is_counted    INTEGER NOT NULL CHECK (is_counted IN (0, 1)),
    facts         TEXT    NOT NULL
) STRICT;
CREATE INDEX filing_statistic_campaign ON filing_statistic (campaign_id, filing_id);

-- Kept in the transaction that moves a filing, so that no page looks at single filings. group_id is
-- a department, empty for the agencies under the bureau, or '*' for the whole campaign. amount is in
-- whole units of the measure's last decimal.
CREATE TABLE statistic (
    campaign_id TEXT    NOT NULL REFERENCES campaign (id),
    group_id    TEXT    NOT NULL,
    measure     TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    bucket      INTEGER NOT NULL,
    filings     INTEGER NOT NULL,
    amount      INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, group_id, measure, subject, bucket)
) STRICT;
