-- 方案草稿: a scheme under way, its file as typed, whether it compiles or not.
CREATE TABLE scheme_draft (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    bureau_id TEXT COLLATE "C" NOT NULL REFERENCES organization (id),
    base_id TEXT COLLATE "C" NOT NULL,
    base_version BIGINT NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    changed_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    changed_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX scheme_draft_bureau ON scheme_draft (bureau_id, id);

-- 方案发布: a version as it was released. Filings stay with theirs, so none is ever changed.
CREATE TABLE scheme_release (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    number BIGINT NOT NULL UNIQUE,
    scheme_id TEXT COLLATE "C" NOT NULL,
    scheme_version BIGINT NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    bureau_id TEXT COLLATE "C" NOT NULL REFERENCES organization (id),
    released_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    released_at TEXT COLLATE "C" NOT NULL,
    UNIQUE (scheme_id, scheme_version)
);

CREATE TRIGGER scheme_release_no_update BEFORE UPDATE ON scheme_release FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER scheme_release_no_delete BEFORE DELETE ON scheme_release FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER scheme_release_no_truncate BEFORE TRUNCATE ON scheme_release FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- 复算: what a draft would have made of the filings of a campaign, for the very text with this digest.
CREATE TABLE scheme_replay (
    draft_id TEXT COLLATE "C" PRIMARY KEY NOT NULL REFERENCES scheme_draft (id),
    digest TEXT COLLATE "C" NOT NULL,
    campaign_id TEXT COLLATE "C" NOT NULL,
    result TEXT COLLATE "C" NOT NULL,
    run_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    run_at TEXT COLLATE "C" NOT NULL
);
