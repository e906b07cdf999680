-- 财政复核: what reviewers set against the cells of a filing. The agency's own texts stay in cell.

-- Of each cell the row with the greatest id stands; a withdrawal is a row of its own.
CREATE TABLE correction (
    id           TEXT PRIMARY KEY NOT NULL,
    filing_id    TEXT NOT NULL REFERENCES filing (id),
    submitted_at TEXT NOT NULL,
    code         TEXT NOT NULL,
    is_withdrawn INTEGER NOT NULL CHECK (is_withdrawn IN (0, 1)),
    typed        TEXT NOT NULL,
    reason       TEXT NOT NULL,
    made_by      TEXT NOT NULL REFERENCES account (id),
    made_at      TEXT NOT NULL
) STRICT;
CREATE INDEX correction_filing ON correction (filing_id, code, id);

CREATE TRIGGER correction_no_update BEFORE UPDATE ON correction
BEGIN SELECT RAISE(ABORT, 'rows of correction are never changed'); END;
CREATE TRIGGER correction_no_delete BEFORE DELETE ON correction
BEGIN SELECT RAISE(ABORT, 'rows of correction are never changed'); END;

-- What the corrections come to from a version of the filing on.
CREATE TABLE rescoring (
    filing_id      TEXT NOT NULL REFERENCES filing (id),
    filing_version INTEGER NOT NULL,
    own_total      TEXT NOT NULL,
    own_grade      TEXT NOT NULL,
    reviewed_total TEXT NOT NULL,
    reviewed_grade TEXT NOT NULL,
    corrections    INTEGER NOT NULL,
    made_at        TEXT NOT NULL,
    PRIMARY KEY (filing_id, filing_version)
) STRICT;

CREATE TRIGGER rescoring_no_update BEFORE UPDATE ON rescoring
BEGIN SELECT RAISE(ABORT, 'rows of rescoring are never changed'); END;
CREATE TRIGGER rescoring_no_delete BEFORE DELETE ON rescoring
BEGIN SELECT RAISE(ABORT, 'rows of rescoring are never changed'); END;
