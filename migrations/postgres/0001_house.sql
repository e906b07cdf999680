-- The first house: organizations, accounts, campaigns, filings, publications, events.
-- Times are UTC text of fixed width (2026-11-22T01:06:56.123Z), ids are text made by the
-- program, decimals are kept as typed. Same tables and columns as migrations/sqlite.
-- COLLATE "C" everywhere, so that lists are sorted as SQLite sorts them.

CREATE TABLE organization (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('bureau', 'department', 'agency')),
    parent_id TEXT COLLATE "C" REFERENCES organization (id),
    region TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    short_name TEXT COLLATE "C" NOT NULL,
    created_at TEXT COLLATE "C" NOT NULL,
    CHECK ((kind = 'bureau') = (parent_id IS NULL))
);
CREATE INDEX organization_parent ON organization (parent_id, kind, code);

CREATE TABLE account (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    login_name TEXT COLLATE "C" NOT NULL UNIQUE,
    display_name TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    organization_id TEXT COLLATE "C" REFERENCES organization (id),
    password_hash TEXT COLLATE "C" NOT NULL,
    must_change_password BOOLEAN NOT NULL,
    is_disabled BOOLEAN NOT NULL,
    created_at TEXT COLLATE "C" NOT NULL,
    CHECK ((role = 'administrator') = (organization_id IS NULL))
);

-- Failed log-ins by digest of the name typed, so that a name without an account is
-- counted and locked exactly like one with an account.
CREATE TABLE log_in_failure (
    name_digest TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    failed_attempts BIGINT NOT NULL,
    last_failed_at TEXT COLLATE "C" NOT NULL,
    locked_until TEXT COLLATE "C"
);
CREATE INDEX log_in_failure_last ON log_in_failure (last_failed_at);

CREATE TABLE session (
    token_digest TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    csrf_token TEXT COLLATE "C" NOT NULL,
    created_at TEXT COLLATE "C" NOT NULL,
    last_seen_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_last_seen ON session (last_seen_at);

CREATE TABLE campaign (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    bureau_id TEXT COLLATE "C" NOT NULL REFERENCES organization (id),
    year BIGINT NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C" NOT NULL,
    scheme_id TEXT COLLATE "C" NOT NULL,
    scheme_version BIGINT NOT NULL,
    opened_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    opened_at TEXT COLLATE "C" NOT NULL,
    UNIQUE (bureau_id, year)
);

-- department_id, bureau_id and the scheme are fixed when the campaign opens: a later change
-- of the organizations never sends a running filing another way.
CREATE TABLE filing (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    campaign_id TEXT COLLATE "C" NOT NULL REFERENCES campaign (id),
    agency_id TEXT COLLATE "C" NOT NULL REFERENCES organization (id),
    department_id TEXT COLLATE "C" REFERENCES organization (id),
    bureau_id TEXT COLLATE "C" NOT NULL REFERENCES organization (id),
    scheme_id TEXT COLLATE "C" NOT NULL,
    scheme_version BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    submitted_by TEXT COLLATE "C" REFERENCES account (id),
    submitted_at TEXT COLLATE "C",
    finance_approved_by TEXT COLLATE "C" REFERENCES account (id),
    updated_at TEXT COLLATE "C" NOT NULL,
    UNIQUE (campaign_id, agency_id)
);
CREATE INDEX filing_agency ON filing (agency_id, state, updated_at, id);
CREATE INDEX filing_department ON filing (department_id, state, updated_at, id);
CREATE INDEX filing_bureau ON filing (bureau_id, state, updated_at, id);

-- Every text ever typed; cell holds the last one of each code.
CREATE TABLE cell_change (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    filing_id TEXT COLLATE "C" NOT NULL REFERENCES filing (id),
    filing_version BIGINT NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    typed TEXT COLLATE "C" NOT NULL,
    base_change_id TEXT COLLATE "C" REFERENCES cell_change (id),
    changed_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    changed_at TEXT COLLATE "C" NOT NULL,
    UNIQUE (filing_id, code, filing_version)
);

CREATE TABLE cell (
    filing_id TEXT COLLATE "C" NOT NULL REFERENCES filing (id),
    code TEXT COLLATE "C" NOT NULL,
    typed TEXT COLLATE "C" NOT NULL,
    change_id TEXT COLLATE "C" NOT NULL REFERENCES cell_change (id),
    PRIMARY KEY (filing_id, code)
);

CREATE TABLE decision (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    filing_id TEXT COLLATE "C" NOT NULL REFERENCES filing (id),
    filing_version BIGINT NOT NULL,
    step TEXT COLLATE "C" NOT NULL,
    verb TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    decided_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    decided_at TEXT COLLATE "C" NOT NULL,
    UNIQUE (filing_id, filing_version)
);

CREATE TABLE publication (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    filing_id TEXT COLLATE "C" NOT NULL REFERENCES filing (id),
    bureau_id TEXT COLLATE "C" NOT NULL REFERENCES organization (id),
    region TEXT COLLATE "C" NOT NULL,
    year BIGINT NOT NULL,
    agency_code TEXT COLLATE "C" NOT NULL,
    agency_name TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    published_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    published_at TEXT COLLATE "C" NOT NULL,
    scheme_id TEXT COLLATE "C" NOT NULL,
    scheme_version BIGINT NOT NULL,
    entries_json TEXT COLLATE "C" NOT NULL,
    evaluation_json TEXT COLLATE "C" NOT NULL,
    body_html TEXT COLLATE "C" NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    UNIQUE (agency_code, year, version)
);
CREATE INDEX publication_newest ON publication (published_at, id);
CREATE INDEX publication_year ON publication (year, published_at, id);
CREATE INDEX publication_region ON publication (region, year, published_at, id);

CREATE TABLE publication_view (
    publication_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES publication (id),
    views BIGINT NOT NULL
);

-- Who did what, when, from where, with which result. Refers to nothing, so that it
-- outlives everything.
CREATE TABLE event (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    at TEXT COLLATE "C" NOT NULL,
    account_id TEXT COLLATE "C",
    login_name TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    filing_id TEXT COLLATE "C",
    result TEXT COLLATE "C" NOT NULL CHECK (result IN ('done', 'refused', 'failed')),
    from_address TEXT COLLATE "C" NOT NULL,
    request_id TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL
);
CREATE INDEX event_at ON event (at, id);
CREATE INDEX event_filing ON event (filing_id, at, id);

-- What is written for good: no change, no deletion, no truncation.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME;
END;
$$;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_no_delete BEFORE DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cell_change_no_update BEFORE UPDATE ON cell_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cell_change_no_delete BEFORE DELETE ON cell_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cell_change_no_truncate BEFORE TRUNCATE ON cell_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_no_truncate BEFORE TRUNCATE ON decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_no_update BEFORE UPDATE ON publication FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_no_delete BEFORE DELETE ON publication FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_no_truncate BEFORE TRUNCATE ON publication FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
