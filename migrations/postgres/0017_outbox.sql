-- Telling people what waits for them: how they are reached, what happened, what is sent, and by whom.

-- How a person is reached outside the portal; empty where not. Internal, never published.
CREATE TABLE contact (
    account_id TEXT COLLATE "C" PRIMARY KEY NOT NULL REFERENCES account (id),
    email TEXT COLLATE "C" NOT NULL,
    mobile TEXT COLLATE "C" NOT NULL
);

-- What a person does not want to be told of.
CREATE TABLE notice_off (
    account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    kind TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (account_id, kind)
);

-- What happened that somebody should be told of, written with the deed itself. Without a filing it
-- concerns the campaign as a whole.
CREATE TABLE occasion (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    campaign_id TEXT COLLATE "C" NOT NULL REFERENCES campaign (id),
    filing_id TEXT COLLATE "C" REFERENCES filing (id),
    happened_at TEXT COLLATE "C" NOT NULL,
    is_addressed BOOLEAN NOT NULL
);
CREATE INDEX occasion_open ON occasion (is_addressed, id);

-- One message to one person or group by one channel. once_key says what it is that is told only once.
-- next_try_at of a message being sent is when it is given up to have been sent.
CREATE TABLE message (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    once_key TEXT COLLATE "C" NOT NULL UNIQUE,
    kind TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL CHECK (channel IN ('mail', 'text', 'group')),
    hook TEXT COLLATE "C" NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    bureau_id TEXT COLLATE "C" REFERENCES organization (id),
    filing_id TEXT COLLATE "C" REFERENCES filing (id),
    created_at TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    attempts BIGINT NOT NULL,
    next_try_at TEXT COLLATE "C" NOT NULL,
    last_error TEXT COLLATE "C" NOT NULL,
    ended_at TEXT
);
CREATE INDEX message_due ON message (state, next_try_at, id);
CREATE INDEX message_bureau ON message (bureau_id, id);
CREATE INDEX message_bureau_state ON message (bureau_id, state, id);

-- Which node does a work that only one does at a time, and until when it may.
CREATE TABLE lease (
    name TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    holder TEXT COLLATE "C" NOT NULL,
    held_until TEXT COLLATE "C" NOT NULL
);
