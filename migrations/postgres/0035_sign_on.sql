-- 单点登录: questions asked of the provider and not answered yet; each is answered once.
CREATE TABLE sign_on_question (
    state_digest TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    nonce        TEXT COLLATE "C" NOT NULL,
    verifier     TEXT COLLATE "C" NOT NULL,
    next         TEXT COLLATE "C" NOT NULL,
    asked_at     TEXT COLLATE "C" NOT NULL
);
CREATE INDEX sign_on_question_asked ON sign_on_question (asked_at);

-- Who the provider named and who is still to confirm with his password that it is he.
CREATE TABLE sign_on_claim (
    token_digest TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account_id   TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    issuer       TEXT COLLATE "C" NOT NULL,
    subject      TEXT COLLATE "C" NOT NULL,
    claimed_at   TEXT COLLATE "C" NOT NULL
);
CREATE INDEX sign_on_claim_claimed ON sign_on_claim (claimed_at);

-- Which account is whose at the provider.
CREATE TABLE sign_on_binding (
    account_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES account (id),
    issuer     TEXT COLLATE "C" NOT NULL,
    subject    TEXT COLLATE "C" NOT NULL,
    bound_at   TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX sign_on_binding_subject ON sign_on_binding (issuer, subject);
