-- Every event has its place in one chain. What was written before has a place by its time; the
-- program gives it its digests when it first opens the database.

ALTER TABLE event ADD COLUMN position BIGINT, ADD COLUMN digest TEXT COLLATE "C";

DROP TRIGGER event_no_update ON event;
DROP TRIGGER event_no_delete ON event;

UPDATE event SET position = numbered.place
FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY at, id) AS place FROM event) AS numbered
WHERE numbered.id = event.id;
CREATE UNIQUE INDEX event_position ON event (position);

-- The head of the chain, and behind which record it begins: what came before was closed by an
-- event of the chain and is no longer kept.
CREATE TABLE event_chain (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (id = 'event'),
    head_position BIGINT NOT NULL,
    head_digest TEXT COLLATE "C" NOT NULL,
    closed_position BIGINT NOT NULL,
    closed_digest TEXT COLLATE "C" NOT NULL
);

CREATE FUNCTION refuse_open_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.position IS NULL OR NOT EXISTS
        (SELECT 1 FROM event_chain WHERE closed_position >= OLD.position) THEN
        RAISE EXCEPTION 'rows of event are never deleted before they are closed';
    END IF;
    RETURN OLD;
END;
$$;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event FOR EACH ROW
    WHEN (OLD.digest IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_no_delete BEFORE DELETE ON event FOR EACH ROW
    EXECUTE FUNCTION refuse_open_event();

-- When a password was made (NULL: with the account), and those that are not taken again.
ALTER TABLE account ADD COLUMN password_changed_at TEXT COLLATE "C";
CREATE TABLE former_password (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    password_hash TEXT COLLATE "C" NOT NULL,
    left_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX former_password_account ON former_password (account_id, left_at, id);
