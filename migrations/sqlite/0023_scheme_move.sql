-- 更正发布: filings that were moved to another version of their scheme, with what that changed.
CREATE TABLE scheme_move (
    id             TEXT PRIMARY KEY NOT NULL,
    filing_id      TEXT NOT NULL REFERENCES filing (id),
    filing_version INTEGER NOT NULL,
    from_version   INTEGER NOT NULL,
    to_version     INTEGER NOT NULL,
    reason         TEXT NOT NULL,
    report         TEXT NOT NULL,
    moved_by       TEXT NOT NULL REFERENCES account (id),
    moved_at       TEXT NOT NULL,
    UNIQUE (filing_id, filing_version)
) STRICT;

CREATE TRIGGER scheme_move_no_update BEFORE UPDATE ON scheme_move
BEGIN SELECT RAISE(ABORT, 'what was moved to another version is never changed'); END;
CREATE TRIGGER scheme_move_no_delete BEFORE DELETE ON scheme_move
BEGIN SELECT RAISE(ABORT, 'what was moved to another version is never deleted'); END;
