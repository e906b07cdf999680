-- Work that takes longer than a request: asked for, done by one node at a time, its result a blob.

-- holder and leased_until say who works on it and until when that holds; empty while nobody does.
-- digest is that of the result in the store of files, empty where there is none.
CREATE TABLE job (
    id           TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    kind         TEXT COLLATE "C" NOT NULL CHECK (kind IN ('closing-pack', 'publish-all')),
    campaign_id  TEXT COLLATE "C" NOT NULL REFERENCES campaign (id),
    bureau_id    TEXT COLLATE "C" NOT NULL REFERENCES organization (id),
    asked_by     TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    asked_role   TEXT COLLATE "C" NOT NULL,
    asked_at     TEXT COLLATE "C" NOT NULL,
    state        TEXT COLLATE "C" NOT NULL,
    done         BIGINT NOT NULL,
    total        BIGINT NOT NULL,
    holder       TEXT COLLATE "C" NOT NULL,
    leased_until TEXT COLLATE "C" NOT NULL,
    digest       TEXT COLLATE "C" NOT NULL,
    bytes        BIGINT NOT NULL,
    outcome      TEXT COLLATE "C" NOT NULL,
    ended_at     TEXT COLLATE "C"
);
CREATE INDEX job_campaign ON job (campaign_id, id);
CREATE INDEX job_state ON job (state, leased_until, id);
