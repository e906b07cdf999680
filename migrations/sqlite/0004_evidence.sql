-- 佐证材料: which files prove which figure. The files themselves lie under their digests in the store
-- of evidence.

-- What was ever brought stays; a removal is a mark.
CREATE TABLE evidence (
    id          TEXT PRIMARY KEY NOT NULL,
    filing_id   TEXT NOT NULL REFERENCES filing (id),
    subject     TEXT NOT NULL,
    file_name   TEXT NOT NULL,
    kind        TEXT NOT NULL,
    size        INTEGER NOT NULL,
    digest      TEXT NOT NULL,
    is_public   INTEGER NOT NULL CHECK (is_public IN (0, 1)),
    uploaded_by TEXT NOT NULL REFERENCES account (id),
    uploaded_at TEXT NOT NULL,
    removed_by  TEXT REFERENCES account (id),
    removed_at  TEXT
) STRICT;
CREATE INDEX evidence_filing ON evidence (filing_id, uploaded_at, id);

CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'rows of evidence are never deleted'); END;
CREATE TRIGGER evidence_no_update BEFORE UPDATE OF id, filing_id, subject, file_name, kind, size,
    digest, uploaded_by, uploaded_at ON evidence
BEGIN SELECT RAISE(ABORT, 'what was brought is never changed'); END;

-- Files under way: how much of each has arrived, the file itself tells. Rows older than a day are
-- swept.
CREATE TABLE evidence_upload (
    id         TEXT PRIMARY KEY NOT NULL,
    filing_id  TEXT NOT NULL REFERENCES filing (id),
    account_id TEXT NOT NULL REFERENCES account (id),
    subject    TEXT NOT NULL,
    file_name  TEXT NOT NULL,
    size       INTEGER NOT NULL,
    mark       TEXT NOT NULL,
    is_public  INTEGER NOT NULL CHECK (is_public IN (0, 1)),
    made_at    TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_upload_filing ON evidence_upload (filing_id, account_id, made_at);
CREATE INDEX evidence_upload_made ON evidence_upload (made_at);
