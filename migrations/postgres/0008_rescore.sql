-- 财政复核: what reviewers set against the cells of a filing. The agency's own texts stay in cell.

-- Of each cell the row with the greatest id stands; a withdrawal is a row of its own.
CREATE TABLE correction (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    filing_id TEXT COLLATE "C" NOT NULL REFERENCES filing (id),
    submitted_at TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    is_withdrawn BOOLEAN NOT NULL,
    typed TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    made_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX correction_filing ON correction (filing_id, code, id);

CREATE TRIGGER correction_no_update BEFORE UPDATE ON correction FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER correction_no_delete BEFORE DELETE ON correction FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER correction_no_truncate BEFORE TRUNCATE ON correction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What the corrections come to from a version of the filing on.
CREATE TABLE rescoring (
    filing_id TEXT COLLATE "C" NOT NULL REFERENCES filing (id),
    filing_version BIGINT NOT NULL,
    own_total TEXT COLLATE "C" NOT NULL,
    own_grade TEXT COLLATE "C" NOT NULL,
    reviewed_total TEXT COLLATE "C" NOT NULL,
    reviewed_grade TEXT COLLATE "C" NOT NULL,
    corrections BIGINT NOT NULL,
    made_at TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (filing_id, filing_version)
);

CREATE TRIGGER rescoring_no_update BEFORE UPDATE ON rescoring FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rescoring_no_delete BEFORE DELETE ON rescoring FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rescoring_no_truncate BEFORE TRUNCATE ON rescoring FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
