-- 单点登录: questions asked of the provider and not answered yet; each is answered once.
CREATE TABLE sign_on_question (
    state_digest TEXT NOT NULL PRIMARY KEY,
    nonce        TEXT NOT NULL,
    verifier     TEXT NOT NULL,
    next         TEXT NOT NULL,
    asked_at     TEXT NOT NULL
) STRICT;
CREATE INDEX sign_on_question_asked ON sign_on_question (asked_at);

-- Who the provider named and who is still to confirm with his password that it is he.
CREATE TABLE sign_on_claim (
    token_digest TEXT NOT NULL PRIMARY KEY,
    account_id   TEXT NOT NULL REFERENCES account (id),
    issuer       TEXT NOT NULL,
    subject      TEXT NOT NULL,
    claimed_at   TEXT NOT NULL
) STRICT;
CREATE INDEX sign_on_claim_claimed ON sign_on_claim (claimed_at);

-- Which account is whose at the provider.
CREATE TABLE sign_on_binding (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
    issuer     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    bound_at   TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX sign_on_binding_subject ON sign_on_binding (issuer, subject);
