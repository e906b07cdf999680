-- What lists of filings are filtered and sorted by, and the indexes that let them be read in parts.

-- What the figures came to when the filing last moved. bureau_id and department_id are the
-- filing's own, fixed with it, so that one index leads through a reviewer's list by score.
-- score_hundredths is the score rounded to hundredths of a point, -1 while it is not known.
CREATE TABLE filing_digest (
    filing_id        TEXT    PRIMARY KEY NOT NULL REFERENCES filing (id),
    bureau_id        TEXT    NOT NULL REFERENCES organization (id),
    department_id    TEXT    REFERENCES organization (id),
    filing_version   INTEGER NOT NULL,
    score            TEXT,
    score_hundredths INTEGER NOT NULL,
    grade            TEXT    NOT NULL,
    errors           INTEGER NOT NULL,
    warnings         INTEGER NOT NULL,
    unanswered       INTEGER NOT NULL
) STRICT;
CREATE INDEX filing_digest_bureau ON filing_digest (bureau_id, score_hundredths, filing_id);
CREATE INDEX filing_digest_department ON filing_digest (department_id, score_hundredths, filing_id);

-- Whole lists in the order of time, and what a person decided himself.
CREATE INDEX filing_bureau_time ON filing (bureau_id, updated_at, id);
CREATE INDEX filing_department_time ON filing (department_id, updated_at, id);
CREATE INDEX decision_person ON decision (decided_by, id);
