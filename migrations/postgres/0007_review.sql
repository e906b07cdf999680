-- 审核意见: what reviewers say at a cell, what is answered, and what became of it. Only ever added to.

-- subject is the code of a cell, 'form:' and a form, or empty for the filing as a whole; place is
-- the cell in the words of the form when it was written, for rows that are gone since.
CREATE TABLE comment (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    filing_id TEXT COLLATE "C" NOT NULL REFERENCES filing (id),
    filing_version BIGINT NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    answer_to TEXT COLLATE "C" REFERENCES comment (id),
    by_agency BOOLEAN NOT NULL,
    written_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    written_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX comment_filing ON comment (filing_id, id);

-- 'sent': it went to the agency with a 退回修改, filing_version being that of the return;
-- 'handled': 已处理.
CREATE TABLE comment_mark (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    comment_id TEXT COLLATE "C" NOT NULL REFERENCES comment (id),
    filing_id TEXT COLLATE "C" NOT NULL REFERENCES filing (id),
    filing_version BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('sent', 'handled')),
    marked_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    marked_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX comment_mark_filing ON comment_mark (filing_id, id);

CREATE TRIGGER comment_no_update BEFORE UPDATE ON comment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comment_no_delete BEFORE DELETE ON comment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comment_no_truncate BEFORE TRUNCATE ON comment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comment_mark_no_update BEFORE UPDATE ON comment_mark FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comment_mark_no_delete BEFORE DELETE ON comment_mark FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comment_mark_no_truncate BEFORE TRUNCATE ON comment_mark FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
