-- 审核意见: what reviewers say at a cell, what is answered, and what became of it. Only ever added to.

-- subject is the code of a cell, 'form:' and a form, or empty for the filing as a whole; place is
-- the cell in the words of the form when it was written, for rows that are gone since.
CREATE TABLE comment (
    id             TEXT    PRIMARY KEY NOT NULL,
    filing_id      TEXT    NOT NULL REFERENCES filing (id),
    filing_version INTEGER NOT NULL,
    subject        TEXT    NOT NULL,
    place          TEXT    NOT NULL,
    text           TEXT    NOT NULL,
    answer_to      TEXT    REFERENCES comment (id),
    by_agency      INTEGER NOT NULL CHECK (by_agency IN (0, 1)),
    written_by     TEXT    NOT NULL REFERENCES account (id),
    written_at     TEXT    NOT NULL
) STRICT;
CREATE INDEX comment_filing ON comment (filing_id, id);

-- 'sent': it went to the agency with a 退回修改, filing_version being that of the return;
-- 'handled': 已处理.
CREATE TABLE comment_mark (
    id             TEXT    PRIMARY KEY NOT NULL,
    comment_id     TEXT    NOT NULL REFERENCES comment (id),
    filing_id      TEXT    NOT NULL REFERENCES filing (id),
    filing_version INTEGER NOT NULL,
    kind           TEXT    NOT NULL CHECK (kind IN ('sent', 'handled')),
    marked_by      TEXT    NOT NULL REFERENCES account (id),
    marked_at      TEXT    NOT NULL
) STRICT;
CREATE INDEX comment_mark_filing ON comment_mark (filing_id, id);

CREATE TRIGGER comment_no_update BEFORE UPDATE ON comment
BEGIN SELECT RAISE(ABORT, 'rows of comment are never changed'); END;
CREATE TRIGGER comment_no_delete BEFORE DELETE ON comment
BEGIN SELECT RAISE(ABORT, 'rows of comment are never deleted'); END;
CREATE TRIGGER comment_mark_no_update BEFORE UPDATE ON comment_mark
BEGIN SELECT RAISE(ABORT, 'rows of comment_mark are never changed'); END;
CREATE TRIGGER comment_mark_no_delete BEFORE DELETE ON comment_mark
BEGIN SELECT RAISE(ABORT, 'rows of comment_mark are never deleted'); END;
