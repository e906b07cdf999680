-- Every event has its place in one chain. What was written before has a place by its time; the
-- program gives it its digests when it first opens the database.

ALTER TABLE event ADD COLUMN position INTEGER;
ALTER TABLE event ADD COLUMN digest TEXT;

DROP TRIGGER event_no_update;
DROP TRIGGER event_no_delete;

UPDATE event SET position = numbered.place
FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY at, id) AS place FROM event) AS numbered
WHERE numbered.id = event.id;
CREATE UNIQUE INDEX event_position ON event (position);

-- The head of the chain, and behind which record it begins: what came before was closed by an
-- event of the chain and is no longer kept.
CREATE TABLE event_chain (
    id              TEXT    NOT NULL PRIMARY KEY CHECK (id = 'event'),
    head_position   INTEGER NOT NULL,
    head_digest     TEXT    NOT NULL,
    closed_position INTEGER NOT NULL,
    closed_digest   TEXT    NOT NULL
) STRICT;

CREATE TRIGGER event_no_update BEFORE UPDATE ON event WHEN OLD.digest IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'rows of event are never changed'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
WHEN OLD.position IS NULL OR NOT EXISTS
    (SELECT 1 FROM event_chain WHERE closed_position >= OLD.position)
BEGIN SELECT RAISE(ABORT, 'rows of event are never deleted before they are closed'); END;

-- When a password was made (NULL: with the account), and those that are not taken again.
ALTER TABLE account ADD COLUMN password_changed_at TEXT;
CREATE TABLE former_password (
    id            TEXT NOT NULL PRIMARY KEY,
    account_id    TEXT NOT NULL REFERENCES account (id),
    password_hash TEXT NOT NULL,
    left_at       TEXT NOT NULL
) STRICT;
CREATE INDEX former_password_account ON former_password (account_id, left_at, id);
