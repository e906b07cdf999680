-- Documents that somebody brought and has not taken over yet, and what an agency knows of last year.

-- The document as it was read, so that what is taken over never depends on what a browser sends.
-- Rows older than a day are swept.
CREATE TABLE import_draft (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    filing_id TEXT COLLATE "C" NOT NULL REFERENCES filing (id),
    account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    file_name TEXT COLLATE "C" NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    made_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX import_draft_filing ON import_draft (filing_id, account_id, made_at);
CREATE INDEX import_draft_made ON import_draft (made_at);

-- 上年资料: the forms of the year before as an agency brought them, never checked by anybody.
CREATE TABLE last_year_record (
    filing_id TEXT COLLATE "C" PRIMARY KEY NOT NULL REFERENCES filing (id),
    entries_json TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    imported_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    imported_at TEXT COLLATE "C" NOT NULL
);
