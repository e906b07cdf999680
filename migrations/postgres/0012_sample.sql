-- 抽查: samples as they were drawn, each with all that is needed to draw it again. A second one of the
-- same campaign is a row of its own, with the reason why.
CREATE TABLE sample (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    campaign_id TEXT COLLATE "C" NOT NULL REFERENCES campaign (id),
    bureau_id TEXT COLLATE "C" NOT NULL REFERENCES organization (id),
    number BIGINT NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    population_digest TEXT COLLATE "C" NOT NULL,
    protocol TEXT COLLATE "C" NOT NULL,
    drawn_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    drawn_at TEXT COLLATE "C" NOT NULL,
    UNIQUE (campaign_id, number)
);
CREATE INDEX sample_bureau ON sample (bureau_id, id);

CREATE TRIGGER sample_no_update BEFORE UPDATE ON sample FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sample_no_delete BEFORE DELETE ON sample FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sample_no_truncate BEFORE TRUNCATE ON sample FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
