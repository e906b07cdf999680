-- The first house: organizations, accounts, campaigns, filings, publications, events.
-- Times are UTC text of fixed width (2026-11-22T01:06:56.123Z), ids are text made by the
-- program, decimals are kept as typed. Same tables and columns as migrations/postgres.

CREATE TABLE organization (
    id          TEXT    NOT NULL PRIMARY KEY,
    kind        TEXT    NOT NULL CHECK (kind IN ('bureau', 'department', 'agency')),
    parent_id   TEXT    REFERENCES organization (id),
    region      TEXT    NOT NULL,
    code        TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    short_name  TEXT    NOT NULL,
    created_at  TEXT    NOT NULL,
    CHECK ((kind = 'bureau') = (parent_id IS NULL))
) STRICT;
CREATE INDEX organization_parent ON organization (parent_id, kind, code);

CREATE TABLE account (
    id                   TEXT    NOT NULL PRIMARY KEY,
    login_name           TEXT    NOT NULL UNIQUE,
    display_name         TEXT    NOT NULL,
    role                 TEXT    NOT NULL,
    organization_id      TEXT    REFERENCES organization (id),
    password_hash        TEXT    NOT NULL,
    must_change_password INTEGER NOT NULL CHECK (must_change_password IN (0, 1)),
    is_disabled          INTEGER NOT NULL CHECK (is_disabled IN (0, 1)),
    created_at           TEXT    NOT NULL,
    CHECK ((role = 'administrator') = (organization_id IS NULL))
) STRICT;

-- Failed log-ins by digest of the name typed, so that a name without an account is
-- counted and locked exactly like one with an account.
CREATE TABLE log_in_failure (
    name_digest     TEXT    NOT NULL PRIMARY KEY,
    failed_attempts INTEGER NOT NULL,
    last_failed_at  TEXT    NOT NULL,
    locked_until    TEXT
) STRICT;
CREATE INDEX log_in_failure_last ON log_in_failure (last_failed_at);

CREATE TABLE session (
    token_digest TEXT NOT NULL PRIMARY KEY,
    account_id   TEXT NOT NULL REFERENCES account (id),
    csrf_token   TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    last_seen_at TEXT NOT NULL
) STRICT;
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_last_seen ON session (last_seen_at);

CREATE TABLE campaign (
    id             TEXT    NOT NULL PRIMARY KEY,
    bureau_id      TEXT    NOT NULL REFERENCES organization (id),
    year           INTEGER NOT NULL,
    title          TEXT    NOT NULL,
    due_on         TEXT    NOT NULL,
    scheme_id      TEXT    NOT NULL,
    scheme_version INTEGER NOT NULL,
    opened_by      TEXT    NOT NULL REFERENCES account (id),
    opened_at      TEXT    NOT NULL,
    UNIQUE (bureau_id, year)
) STRICT;

-- department_id, bureau_id and the scheme are fixed when the campaign opens: a later change
-- of the organizations never sends a running filing another way.
CREATE TABLE filing (
    id                  TEXT    NOT NULL PRIMARY KEY,
    campaign_id         TEXT    NOT NULL REFERENCES campaign (id),
    agency_id           TEXT    NOT NULL REFERENCES organization (id),
    department_id       TEXT    REFERENCES organization (id),
    bureau_id           TEXT    NOT NULL REFERENCES organization (id),
    scheme_id           TEXT    NOT NULL,
    scheme_version      INTEGER NOT NULL,
    state               TEXT    NOT NULL,
    version             INTEGER NOT NULL,
    submitted_by        TEXT    REFERENCES account (id),
    submitted_at        TEXT,
    finance_approved_by TEXT    REFERENCES account (id),
    updated_at          TEXT    NOT NULL,
    UNIQUE (campaign_id, agency_id)
) STRICT;
CREATE INDEX filing_agency ON filing (agency_id, state, updated_at, id);
CREATE INDEX filing_department ON filing (department_id, state, updated_at, id);
CREATE INDEX filing_bureau ON filing (bureau_id, state, updated_at, id);

-- Every text ever typed; cell holds the last one of each code.
CREATE TABLE cell_change (
    id             TEXT    NOT NULL PRIMARY KEY,
    filing_id      TEXT    NOT NULL REFERENCES filing (id),
    filing_version INTEGER NOT NULL,
    code           TEXT    NOT NULL,
    typed          TEXT    NOT NULL,
    base_change_id TEXT    REFERENCES cell_change (id),
    changed_by     TEXT    NOT NULL REFERENCES account (id),
    changed_at     TEXT    NOT NULL,
    UNIQUE (filing_id, code, filing_version)
) STRICT;

CREATE TABLE cell (
    filing_id TEXT NOT NULL REFERENCES filing (id),
    code      TEXT NOT NULL,
    typed     TEXT NOT NULL,
    change_id TEXT NOT NULL REFERENCES cell_change (id),
    PRIMARY KEY (filing_id, code)
) STRICT;

CREATE TABLE decision (
    id             TEXT    NOT NULL PRIMARY KEY,
    filing_id      TEXT    NOT NULL REFERENCES filing (id),
    filing_version INTEGER NOT NULL,
    step           TEXT    NOT NULL,
    verb           TEXT    NOT NULL,
    reason         TEXT    NOT NULL,
    decided_by     TEXT    NOT NULL REFERENCES account (id),
    decided_at     TEXT    NOT NULL,
    UNIQUE (filing_id, filing_version)
) STRICT;

CREATE TABLE publication (
    id              TEXT    NOT NULL PRIMARY KEY,
    filing_id       TEXT    NOT NULL REFERENCES filing (id),
    bureau_id       TEXT    NOT NULL REFERENCES organization (id),
    region          TEXT    NOT NULL,
    year            INTEGER NOT NULL,
    agency_code     TEXT    NOT NULL,
    agency_name     TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    title           TEXT    NOT NULL,
    source          TEXT    NOT NULL,
    published_by    TEXT    NOT NULL REFERENCES account (id),
    published_at    TEXT    NOT NULL,
    scheme_id       TEXT    NOT NULL,
    scheme_version  INTEGER NOT NULL,
    entries_json    TEXT    NOT NULL,
    evaluation_json TEXT    NOT NULL,
    body_html       TEXT    NOT NULL,
    digest          TEXT    NOT NULL,
    UNIQUE (agency_code, year, version)
) STRICT;
CREATE INDEX publication_newest ON publication (published_at, id);
CREATE INDEX publication_year ON publication (year, published_at, id);
CREATE INDEX publication_region ON publication (region, year, published_at, id);

CREATE TABLE publication_view (
    publication_id TEXT    NOT NULL PRIMARY KEY REFERENCES publication (id),
    views          INTEGER NOT NULL
) STRICT;

-- Who did what, when, from where, with which result. Refers to nothing, so that it
-- outlives everything.
CREATE TABLE event (
    id           TEXT NOT NULL PRIMARY KEY,
    at           TEXT NOT NULL,
    account_id   TEXT,
    login_name   TEXT NOT NULL,
    action       TEXT NOT NULL,
    filing_id    TEXT,
    result       TEXT NOT NULL CHECK (result IN ('done', 'refused', 'failed')),
    from_address TEXT NOT NULL,
    request_id   TEXT NOT NULL,
    detail       TEXT NOT NULL
) STRICT;
CREATE INDEX event_at ON event (at, id);
CREATE INDEX event_filing ON event (filing_id, at, id);

-- What is written for good: no change, no deletion.
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'rows of event are never changed'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'rows of event are never deleted'); END;
CREATE TRIGGER cell_change_no_update BEFORE UPDATE ON cell_change
BEGIN SELECT RAISE(ABORT, 'rows of cell_change are never changed'); END;
CREATE TRIGGER cell_change_no_delete BEFORE DELETE ON cell_change
BEGIN SELECT RAISE(ABORT, 'rows of cell_change are never deleted'); END;
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'rows of decision are never changed'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'rows of decision are never deleted'); END;
CREATE TRIGGER publication_no_update BEFORE UPDATE ON publication
BEGIN SELECT RAISE(ABORT, 'rows of publication are never changed'); END;
CREATE TRIGGER publication_no_delete BEFORE DELETE ON publication
BEGIN SELECT RAISE(ABORT, 'rows of publication are never deleted'); END;
