-- The way of a filing as data of its campaign, the bureau's settings, and how far every filing is.

-- What a campaign asks for beyond its scheme, as JSON; an empty object means what always was.
ALTER TABLE campaign ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';

-- 行政, 事业 …, for campaigns with a scheme per kind; and the 统一社会信用代码. Empty where not known.
ALTER TABLE organization ADD COLUMN kind_of_agency TEXT NOT NULL DEFAULT '';
ALTER TABLE organization ADD COLUMN credit_code TEXT NOT NULL DEFAULT '';

-- The chain is fixed when the filing is made, as its department is. An extension is empty where
-- there is none. A filing has begun when something was typed in it.
ALTER TABLE filing ADD COLUMN agency_check INTEGER NOT NULL DEFAULT 0 CHECK (agency_check IN (0, 1));
ALTER TABLE filing ADD COLUMN department_review INTEGER NOT NULL DEFAULT 1 CHECK (department_review IN (0, 1));
ALTER TABLE filing ADD COLUMN extended_to TEXT NOT NULL DEFAULT '';
ALTER TABLE filing ADD COLUMN is_started INTEGER NOT NULL DEFAULT 0 CHECK (is_started IN (0, 1));
UPDATE filing SET is_started = 1
    WHERE state <> 'draft' OR EXISTS (SELECT 1 FROM cell c WHERE c.filing_id = filing.id);
CREATE INDEX filing_campaign ON filing (campaign_id, state, is_started, extended_to, id);
CREATE INDEX filing_campaign_department
    ON filing (campaign_id, department_id, state, is_started, extended_to, id);

-- How many filings of a campaign are how far, by department (empty for none). Kept in the
-- transaction that moves a filing, so that no page counts filings.
CREATE TABLE filing_count (
    campaign_id   TEXT    NOT NULL REFERENCES campaign (id),
    department_id TEXT    NOT NULL,
    progress      TEXT    NOT NULL,
    filings       INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, department_id, progress)
) STRICT;
INSERT INTO filing_count (campaign_id, department_id, progress, filings)
    SELECT campaign_id, COALESCE(department_id, ''),
        CASE WHEN state = 'draft' AND is_started = 0 THEN 'not-started' ELSE state END, COUNT(*)
    FROM filing GROUP BY 1, 2, 3;
