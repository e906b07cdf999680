-- One person, several agencies: what somebody is, and for whom, moves from the account into
-- postings. Sessions name the posting they work in; who was logged in logs in again.

-- since: when it was granted, NULL while it is only asked for. A posting counts from since to
-- ended_at, except while it is handed to a substitute (away_until).
CREATE TABLE posting (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    role TEXT COLLATE "C" NOT NULL,
    organization_id TEXT COLLATE "C" REFERENCES organization (id),
    asked_at TEXT COLLATE "C" NOT NULL,
    since TEXT COLLATE "C",
    away_until TEXT COLLATE "C",
    ended_at TEXT COLLATE "C",
    CHECK ((role IN ('system-administrator', 'security-administrator', 'auditor'))
        = (organization_id IS NULL))
);
CREATE INDEX posting_account ON posting (account_id, asked_at);
CREATE INDEX posting_organization ON posting (organization_id, role);

INSERT INTO posting (id, account_id, role, organization_id, asked_at, since)
SELECT id, id,
    CASE role WHEN 'administrator' THEN 'system-administrator' ELSE role END,
    organization_id, created_at, created_at
FROM account;

-- 转办: the duties of one posting done by another's holder, for good or until a day.
CREATE TABLE hand_over (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    posting_id TEXT COLLATE "C" NOT NULL REFERENCES posting (id),
    substitute_id TEXT COLLATE "C" NOT NULL REFERENCES posting (id),
    until TEXT COLLATE "C",
    handed_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    handed_at TEXT COLLATE "C" NOT NULL,
    undone_by TEXT COLLATE "C" REFERENCES account (id),
    undone_at TEXT COLLATE "C"
);
CREATE INDEX hand_over_posting ON hand_over (posting_id, handed_at);
CREATE INDEX hand_over_substitute ON hand_over (substitute_id, handed_at);

-- The check that tied the role to the organization goes with the columns.
ALTER TABLE account DROP COLUMN role, DROP COLUMN organization_id;

DROP TABLE session;
CREATE TABLE session (
    token_digest TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    posting_id TEXT COLLATE "C" NOT NULL REFERENCES posting (id),
    csrf_token TEXT COLLATE "C" NOT NULL,
    from_address TEXT COLLATE "C" NOT NULL,
    created_at TEXT COLLATE "C" NOT NULL,
    last_seen_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_last_seen ON session (last_seen_at);
