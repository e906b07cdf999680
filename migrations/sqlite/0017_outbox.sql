-- Telling people what waits for them: how they are reached, what happened, what is sent, and by whom.

-- How a person is reached outside the portal; empty where not. Internal, never published.
CREATE TABLE contact (
    account_id TEXT PRIMARY KEY NOT NULL REFERENCES account (id),
    email      TEXT NOT NULL,
    mobile     TEXT NOT NULL
) STRICT;

-- What a person does not want to be told of.
CREATE TABLE notice_off (
    account_id TEXT NOT NULL REFERENCES account (id),
    kind       TEXT NOT NULL,
    PRIMARY KEY (account_id, kind)
) STRICT;

-- What happened that somebody should be told of, written with the deed itself. Without a filing it
-- concerns the campaign as a whole.
CREATE TABLE occasion (
    id           TEXT    PRIMARY KEY NOT NULL,
    kind         TEXT    NOT NULL,
    campaign_id  TEXT    NOT NULL REFERENCES campaign (id),
    filing_id    TEXT    REFERENCES filing (id),
    happened_at  TEXT    NOT NULL,
    is_addressed INTEGER NOT NULL CHECK (is_addressed IN (0, 1))
) STRICT;
CREATE INDEX occasion_open ON occasion (is_addressed, id);

-- One message to one person or group by one channel. once_key says what it is that is told only once.
-- next_try_at of a message being sent is when it is given up to have been sent.
CREATE TABLE message (
    id          TEXT    PRIMARY KEY NOT NULL,
    once_key    TEXT    NOT NULL UNIQUE,
    kind        TEXT    NOT NULL,
    channel     TEXT    NOT NULL CHECK (channel IN ('mail', 'text', 'group')),
    hook        TEXT    NOT NULL,
    recipient   TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    bureau_id   TEXT    REFERENCES organization (id),
    filing_id   TEXT    REFERENCES filing (id),
    created_at  TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    attempts    INTEGER NOT NULL,
    next_try_at TEXT    NOT NULL,
    last_error  TEXT    NOT NULL,
    ended_at    TEXT
) STRICT;
CREATE INDEX message_due ON message (state, next_try_at, id);
CREATE INDEX message_bureau ON message (bureau_id, id);
CREATE INDEX message_bureau_state ON message (bureau_id, state, id);

-- Which node does a work that only one does at a time, and until when it may.
CREATE TABLE lease (
    name       TEXT PRIMARY KEY NOT NULL,
    holder     TEXT NOT NULL,
    held_until TEXT NOT NULL
) STRICT;
