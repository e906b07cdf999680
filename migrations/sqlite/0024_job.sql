-- Work that takes longer than a request: asked for, done by one node at a time, its result a blob.

-- holder and leased_until say who works on it and until when that holds; empty while nobody does.
-- digest is that of the result in the store of files, empty where there is none.
CREATE TABLE job (
    id           TEXT    PRIMARY KEY NOT NULL,
    kind         TEXT    NOT NULL CHECK (kind IN ('closing-pack', 'publish-all')),
    campaign_id  TEXT    NOT NULL REFERENCES campaign (id),
    bureau_id    TEXT    NOT NULL REFERENCES organization (id),
    asked_by     TEXT    NOT NULL REFERENCES account (id),
    asked_role   TEXT    NOT NULL,
    asked_at     TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    done         INTEGER NOT NULL,
    total        INTEGER NOT NULL,
    holder       TEXT    NOT NULL,
    leased_until TEXT    NOT NULL,
    digest       TEXT    NOT NULL,
    bytes        INTEGER NOT NULL,
    outcome      TEXT    NOT NULL,
    ended_at     TEXT
) STRICT;
CREATE INDEX job_campaign ON job (campaign_id, id);
CREATE INDEX job_state ON job (state, leased_until, id);
