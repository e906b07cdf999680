-- What lists of filings are filtered and sorted by, and the indexes that let them be read in parts.

-- What the figures came to when the filing last moved. bureau_id and department_id are the
-- filing's own, fixed with it, so that one index leads through a reviewer's list by score.
-- score_hundredths is the score rounded to hundredths of a point, -1 while it is not known.
CREATE TABLE filing_digest (
    filing_id TEXT COLLATE "C" PRIMARY KEY NOT NULL REFERENCES filing (id),
    bureau_id TEXT COLLATE "C" NOT NULL REFERENCES organization (id),
    department_id TEXT COLLATE "C" REFERENCES organization (id),
    filing_version BIGINT NOT NULL,
    score TEXT COLLATE "C",
    score_hundredths BIGINT NOT NULL,
    grade TEXT COLLATE "C" NOT NULL,
    errors BIGINT NOT NULL,
    warnings BIGINT NOT NULL,
    unanswered BIGINT NOT NULL
);
CREATE INDEX filing_digest_bureau ON filing_digest (bureau_id, score_hundredths, filing_id);
CREATE INDEX filing_digest_department ON filing_digest (department_id, score_hundredths, filing_id);

-- Whole lists in the order of time, and what a person decided himself.
CREATE INDEX filing_bureau_time ON filing (bureau_id, updated_at, id);
CREATE INDEX filing_department_time ON filing (department_id, updated_at, id);
CREATE INDEX decision_person ON decision (decided_by, id);
