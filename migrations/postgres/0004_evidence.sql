-- 佐证材料: which files prove which figure. The files themselves lie under their digests in the store
-- of evidence.

-- What was ever brought stays; a removal is a mark.
CREATE TABLE evidence (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    filing_id TEXT COLLATE "C" NOT NULL REFERENCES filing (id),
    subject TEXT COLLATE "C" NOT NULL,
    file_name TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    is_public BOOLEAN NOT NULL,
    uploaded_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    uploaded_at TEXT COLLATE "C" NOT NULL,
    removed_by TEXT COLLATE "C" REFERENCES account (id),
    removed_at TEXT COLLATE "C"
);
CREATE INDEX evidence_filing ON evidence (filing_id, uploaded_at, id);

CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_no_truncate BEFORE TRUNCATE ON evidence FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_no_update BEFORE UPDATE OF id, filing_id, subject, file_name, kind, size,
    digest, uploaded_by, uploaded_at ON evidence FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Files under way: how much of each has arrived, the file itself tells. Rows older than a day are
-- swept.
CREATE TABLE evidence_upload (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    filing_id TEXT COLLATE "C" NOT NULL REFERENCES filing (id),
    account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    subject TEXT COLLATE "C" NOT NULL,
    file_name TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    mark TEXT COLLATE "C" NOT NULL,
    is_public BOOLEAN NOT NULL,
    made_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX evidence_upload_filing ON evidence_upload (filing_id, account_id, made_at);
CREATE INDEX evidence_upload_made ON evidence_upload (made_at);
