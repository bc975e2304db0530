-- The store's tables. `user_version` is 1.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE agent (name TEXT PRIMARY KEY, password_hash TEXT NOT NULL) STRICT;

-- A session's token is kept as its SHA-256 only.
CREATE TABLE session (
  token BLOB PRIMARY KEY,
  agent TEXT NOT NULL REFERENCES agent (name) ON DELETE CASCADE,
  expires_at INTEGER NOT NULL
) STRICT;

-- A shopper is known by the SHA-256 of the token that the browser made.
CREATE TABLE conversation (
  id TEXT PRIMARY KEY,
  shopper BLOB NOT NULL,
  owner TEXT NOT NULL CHECK (owner IN ('queue', 'agent', 'nobody')),
  -- Who has it, or had it last.
  agent TEXT,
  last_seq INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  queued_at INTEGER NOT NULL,
  touched_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  locale TEXT NOT NULL,
  preview TEXT NOT NULL,
  CHECK (owner <> 'agent' OR agent IS NOT NULL)
) STRICT;

CREATE INDEX conversation_of_shopper ON conversation (shopper, created_at);
CREATE INDEX conversation_open ON conversation (owner, queued_at) WHERE owner <> 'nobody';
-- A shopper has at most one open conversation.
CREATE UNIQUE INDEX conversation_open_of_shopper ON conversation (shopper) WHERE owner <> 'nobody';

CREATE TABLE event (
  conversation TEXT NOT NULL REFERENCES conversation (id),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  -- Who sent it, and under which id: what was stored once is recognised when it is sent again.
  sender TEXT,
  client_id TEXT,
  body TEXT NOT NULL,
  PRIMARY KEY (conversation, seq)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX event_sent ON event (sender, client_id) WHERE client_id IS NOT NULL;
