-- 催报: who was urged on which day. Never twice on one day.
CREATE TABLE urging (
    id        TEXT PRIMARY KEY NOT NULL,
    filing_id TEXT NOT NULL REFERENCES filing (id),
    day       TEXT NOT NULL,
    urged_by  TEXT NOT NULL REFERENCES account (id),
    urged_at  TEXT NOT NULL,
    UNIQUE (filing_id, day)
) STRICT;
CREATE TRIGGER urging_no_update BEFORE UPDATE ON urging
BEGIN SELECT RAISE(ABORT, 'rows of urging are never changed'); END;
CREATE TRIGGER urging_no_delete BEFORE DELETE ON urging
BEGIN SELECT RAISE(ABORT, 'rows of urging are never deleted'); END;
