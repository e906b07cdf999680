-- 方案草稿: a scheme under way, its file as typed, whether it compiles or not.
CREATE TABLE scheme_draft (
    id           TEXT PRIMARY KEY NOT NULL,
    bureau_id    TEXT NOT NULL REFERENCES organization (id),
    base_id      TEXT NOT NULL,
    base_version INTEGER NOT NULL,
    title        TEXT NOT NULL,
    text         TEXT NOT NULL,
    version      INTEGER NOT NULL,
    changed_by   TEXT NOT NULL REFERENCES account (id),
    changed_at   TEXT NOT NULL
) STRICT;
CREATE INDEX scheme_draft_bureau ON scheme_draft (bureau_id, id);

-- 方案发布: a version as it was released. Filings stay with theirs, so none is ever changed.
CREATE TABLE scheme_release (
    id             TEXT PRIMARY KEY NOT NULL,
    number         INTEGER NOT NULL UNIQUE,
    scheme_id      TEXT NOT NULL,
    scheme_version INTEGER NOT NULL,
    text           TEXT NOT NULL,
    digest         TEXT NOT NULL,
    bureau_id      TEXT NOT NULL REFERENCES organization (id),
    released_by    TEXT NOT NULL REFERENCES account (id),
    released_at    TEXT NOT NULL,
    UNIQUE (scheme_id, scheme_version)
) STRICT;

CREATE TRIGGER scheme_release_no_update BEFORE UPDATE ON scheme_release
BEGIN SELECT RAISE(ABORT, 'a scheme that was released is never changed'); END;
CREATE TRIGGER scheme_release_no_delete BEFORE DELETE ON scheme_release
BEGIN SELECT RAISE(ABORT, 'a scheme that was released is never deleted'); END;

-- 复算: what a draft would have made of the filings of a campaign, for the very text with this digest.
CREATE TABLE scheme_replay (
    draft_id    TEXT PRIMARY KEY NOT NULL REFERENCES scheme_draft (id),
    digest      TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    result      TEXT NOT NULL,
    run_by      TEXT NOT NULL REFERENCES account (id),
    run_at      TEXT NOT NULL
) STRICT;
