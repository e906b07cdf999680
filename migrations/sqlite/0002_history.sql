-- How every text came into its cell, the batches that can be undone at once, and who is at a filing.

ALTER TABLE cell_change ADD COLUMN origin TEXT NOT NULL DEFAULT 'typed'
    CHECK (origin IN ('typed', 'paste', 'import', 'carried', 'restore', 'undo'));
-- The cells pasted, imported or carried over in one step share one batch.
ALTER TABLE cell_change ADD COLUMN batch TEXT;

-- What others changed since the version that a page shows, and the last batch of a filing.
CREATE INDEX cell_change_version ON cell_change (filing_id, filing_version);
CREATE INDEX cell_change_batch ON cell_change (filing_id, batch);

-- Who has a form open. Rows older than a minute mean nothing and are swept.
CREATE TABLE presence (
    filing_id  TEXT NOT NULL REFERENCES filing (id),
    account_id TEXT NOT NULL REFERENCES account (id),
    form       TEXT NOT NULL,
    seen_at    TEXT NOT NULL,
    PRIMARY KEY (filing_id, account_id)
) STRICT;
CREATE INDEX presence_seen ON presence (seen_at);
