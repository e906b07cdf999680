-- 抽查: samples as they were drawn, each with all that is needed to draw it again. A second one of the
-- same campaign is a row of its own, with the reason why.
CREATE TABLE sample (
    id                TEXT PRIMARY KEY NOT NULL,
    campaign_id       TEXT NOT NULL REFERENCES campaign (id),
    bureau_id         TEXT NOT NULL REFERENCES organization (id),
    number            INTEGER NOT NULL,
    reason            TEXT NOT NULL,
    population_digest TEXT NOT NULL,
    protocol          TEXT NOT NULL,
    drawn_by          TEXT NOT NULL REFERENCES account (id),
    drawn_at          TEXT NOT NULL,
    UNIQUE (campaign_id, number)
) STRICT;
CREATE INDEX sample_bureau ON sample (bureau_id, id);

CREATE TRIGGER sample_no_update BEFORE UPDATE ON sample
BEGIN SELECT RAISE(ABORT, 'a sample that was drawn is never changed'); END;
CREATE TRIGGER sample_no_delete BEFORE DELETE ON sample
BEGIN SELECT RAISE(ABORT, 'a sample that was drawn is never deleted'); END;

-- 申诉: what an agency says to corrections after a decision, once; and what the bureau says to that.
CREATE TABLE appeal_point (
    id              TEXT PRIMARY KEY NOT NULL,
    filing_id       TEXT NOT NULL REFERENCES filing (id),
    decided_version INTEGER NOT NULL,
    code            TEXT NOT NULL,
    reason          TEXT NOT NULL,
    filed_by        TEXT NOT NULL REFERENCES account (id),
    filed_at        TEXT NOT NULL,
    UNIQUE (filing_id, decided_version, code)
) STRICT;
CREATE TABLE appeal_answer (
    point_id    TEXT PRIMARY KEY NOT NULL REFERENCES appeal_point (id),
    is_accepted INTEGER NOT NULL CHECK (is_accepted IN (0, 1)),
    reason      TEXT NOT NULL,
    answered_by TEXT NOT NULL REFERENCES account (id),
    answered_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER appeal_point_no_update BEFORE UPDATE ON appeal_point
BEGIN SELECT RAISE(ABORT, 'what was said in an appeal is never changed'); END;
CREATE TRIGGER appeal_point_no_delete BEFORE DELETE ON appeal_point
BEGIN SELECT RAISE(ABORT, 'what was said in an appeal is never deleted'); END;
CREATE TRIGGER appeal_answer_no_update BEFORE UPDATE ON appeal_answer
BEGIN SELECT RAISE(ABORT, 'what was said in an appeal is never changed'); END;
CREATE TRIGGER appeal_answer_no_delete BEFORE DELETE ON appeal_answer
BEGIN SELECT RAISE(ABORT, 'what was said in an appeal is never deleted'); END;
