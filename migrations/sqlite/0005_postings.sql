-- One person, several agencies: what somebody is, and for whom, moves from the account into
-- postings. Sessions name the posting they work in; who was logged in logs in again.

-- since: when it was granted, NULL while it is only asked for. A posting counts from since to
-- ended_at, except while it is handed to a substitute (away_until).
CREATE TABLE posting (
    id              TEXT NOT NULL PRIMARY KEY,
    account_id      TEXT NOT NULL REFERENCES account (id),
    role            TEXT NOT NULL,
    organization_id TEXT REFERENCES organization (id),
    asked_at        TEXT NOT NULL,
    since           TEXT,
    away_until      TEXT,
    ended_at        TEXT,
    CHECK ((role IN ('system-administrator', 'security-administrator', 'auditor'))
        = (organization_id IS NULL))
) STRICT;
CREATE INDEX posting_account ON posting (account_id, asked_at);
CREATE INDEX posting_organization ON posting (organization_id, role);

INSERT INTO posting (id, account_id, role, organization_id, asked_at, since)
SELECT id, id,
    CASE role WHEN 'administrator' THEN 'system-administrator' ELSE role END,
    organization_id, created_at, created_at
FROM account;

-- 转办: the duties of one posting done by another's holder, for good or until a day.
CREATE TABLE hand_over (
    id                 TEXT NOT NULL PRIMARY KEY,
    posting_id         TEXT NOT NULL REFERENCES posting (id),
    substitute_id      TEXT NOT NULL REFERENCES posting (id),
    until              TEXT,
    handed_by          TEXT NOT NULL REFERENCES account (id),
    handed_at          TEXT NOT NULL,
    undone_by          TEXT REFERENCES account (id),
    undone_at          TEXT
) STRICT;
CREATE INDEX hand_over_posting ON hand_over (posting_id, handed_at);
CREATE INDEX hand_over_substitute ON hand_over (substitute_id, handed_at);

-- Migrations run without foreign keys, so a table can be made anew under its old name.
CREATE TABLE account_new (
    id                   TEXT    NOT NULL PRIMARY KEY,
    login_name           TEXT    NOT NULL UNIQUE,
    display_name         TEXT    NOT NULL,
    password_hash        TEXT    NOT NULL,
    must_change_password INTEGER NOT NULL CHECK (must_change_password IN (0, 1)),
    is_disabled          INTEGER NOT NULL CHECK (is_disabled IN (0, 1)),
    created_at           TEXT    NOT NULL
) STRICT;
INSERT INTO account_new
SELECT id, login_name, display_name, password_hash, must_change_password, is_disabled, created_at
FROM account;
DROP TABLE account;
ALTER TABLE account_new RENAME TO account;

DROP TABLE session;
CREATE TABLE session (
    token_digest TEXT NOT NULL PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    account_id   TEXT NOT NULL REFERENCES account (id),
    posting_id   TEXT NOT NULL REFERENCES posting (id),
    csrf_token   TEXT NOT NULL,
    from_address TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    last_seen_at TEXT NOT NULL
) STRICT;
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_last_seen ON session (last_seen_at);
