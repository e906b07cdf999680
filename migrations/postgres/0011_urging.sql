-- 催报: who was urged on which day. Never twice on one day.
CREATE TABLE urging (
    id        TEXT PRIMARY KEY NOT NULL,
    filing_id TEXT NOT NULL REFERENCES filing (id),
    day       TEXT NOT NULL,
    urged_by  TEXT NOT NULL REFERENCES account (id),
    urged_at  TEXT NOT NULL,
    UNIQUE (filing_id, day)
);
CREATE TRIGGER urging_no_update BEFORE UPDATE ON urging FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER urging_no_delete BEFORE DELETE ON urging FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER urging_no_truncate BEFORE TRUNCATE ON urging FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
