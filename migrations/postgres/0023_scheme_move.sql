-- 更正发布: filings that were moved to another version of their scheme, with what that changed.
CREATE TABLE scheme_move (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    filing_id TEXT COLLATE "C" NOT NULL REFERENCES filing (id),
    filing_version BIGINT NOT NULL,
    from_version BIGINT NOT NULL,
    to_version BIGINT NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    report TEXT COLLATE "C" NOT NULL,
    moved_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    moved_at TEXT COLLATE "C" NOT NULL,
    UNIQUE (filing_id, filing_version)
);

CREATE TRIGGER scheme_move_no_update BEFORE UPDATE ON scheme_move FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER scheme_move_no_delete BEFORE DELETE ON scheme_move FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER scheme_move_no_truncate BEFORE TRUNCATE ON scheme_move FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
