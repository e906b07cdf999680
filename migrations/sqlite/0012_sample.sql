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
