-- Documents that somebody brought and has not taken over yet, and what an agency knows of last year.

-- The document as it was read, so that what is taken over never depends on what a browser sends.
-- Rows older than a day are swept.
CREATE TABLE import_draft (
    id         TEXT PRIMARY KEY NOT NULL,
    filing_id  TEXT NOT NULL REFERENCES filing (id),
    account_id TEXT NOT NULL REFERENCES account (id),
    file_name  TEXT NOT NULL,
    document   TEXT NOT NULL,
    made_at    TEXT NOT NULL
) STRICT;
CREATE INDEX import_draft_filing ON import_draft (filing_id, account_id, made_at);
CREATE INDEX import_draft_made ON import_draft (made_at);

-- 上年资料: the forms of the year before as an agency brought them, never checked by anybody.
CREATE TABLE last_year_record (
    filing_id    TEXT PRIMARY KEY NOT NULL REFERENCES filing (id),
    entries_json TEXT NOT NULL,
    source       TEXT NOT NULL,
    imported_by  TEXT NOT NULL REFERENCES account (id),
    imported_at  TEXT NOT NULL
) STRICT;
