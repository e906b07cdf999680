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

-- 申诉: what an agency says to corrections after a decision, once; and what the bureau says to that.
CREATE TABLE appeal_point (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    filing_id TEXT COLLATE "C" NOT NULL REFERENCES filing (id),
    decided_version BIGINT NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    filed_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    filed_at TEXT COLLATE "C" NOT NULL,
    UNIQUE (filing_id, decided_version, code)
);
CREATE TABLE appeal_answer (
    point_id TEXT COLLATE "C" PRIMARY KEY NOT NULL REFERENCES appeal_point (id),
    is_accepted BOOLEAN NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    answered_by TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    answered_at TEXT COLLATE "C" NOT NULL
);

CREATE TRIGGER appeal_point_no_update BEFORE UPDATE ON appeal_point FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER appeal_point_no_delete BEFORE DELETE ON appeal_point FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER appeal_point_no_truncate BEFORE TRUNCATE ON appeal_point FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER appeal_answer_no_update BEFORE UPDATE ON appeal_answer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER appeal_answer_no_delete BEFORE DELETE ON appeal_answer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER appeal_answer_no_truncate BEFORE TRUNCATE ON appeal_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
