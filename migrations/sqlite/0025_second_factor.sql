-- 第二因素: what an account's telephone shares with the portal, sealed with the portal's key;
-- last_step is the step of the last code taken, so that none is taken twice.
CREATE TABLE second_factor (
    account_id    TEXT    NOT NULL PRIMARY KEY REFERENCES account (id),
    sealed_secret TEXT    NOT NULL,
    made_at       TEXT    NOT NULL,
    confirmed_at  TEXT,
    last_step     INTEGER NOT NULL
) STRICT;

-- Each stands once for a code; only digests are kept.
CREATE TABLE recovery_code (
    code_digest TEXT NOT NULL PRIMARY KEY,
    account_id  TEXT NOT NULL REFERENCES account (id),
    made_at     TEXT NOT NULL,
    used_at     TEXT
) STRICT;
CREATE INDEX recovery_code_account ON recovery_code (account_id);

-- Who gave the right password and is still to give a code.
CREATE TABLE pending_log_in (
    token_digest TEXT NOT NULL PRIMARY KEY,
    account_id   TEXT NOT NULL REFERENCES account (id),
    begun_at     TEXT NOT NULL
) STRICT;
CREATE INDEX pending_log_in_begun ON pending_log_in (begun_at);

-- Whose second factor was taken off, by whom and why.
CREATE TABLE second_factor_removal (
    id         TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    removed_by TEXT NOT NULL,
    removed_at TEXT NOT NULL,
    reason     TEXT NOT NULL
) STRICT;
CREATE INDEX second_factor_removal_account ON second_factor_removal (account_id, removed_at);

CREATE TRIGGER second_factor_removal_no_update BEFORE UPDATE ON second_factor_removal
BEGIN SELECT RAISE(ABORT, 'rows of second_factor_removal are never changed'); END;
CREATE TRIGGER second_factor_removal_no_delete BEFORE DELETE ON second_factor_removal
BEGIN SELECT RAISE(ABORT, 'rows of second_factor_removal are never deleted'); END;
