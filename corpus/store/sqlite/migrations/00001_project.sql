-- +goose Up
-- "Muqb" marks the file as a project; user_version is the number of the last migration.
PRAGMA application_id = 0x4D757162;
PRAGMA user_version = 1;

-- A text as it was read, once however many documents have it.
CREATE TABLE source (
	sha256 TEXT PRIMARY KEY, -- of the text, in hexadecimal
	text   BLOB NOT NULL
) STRICT;

CREATE TABLE document (
	id        INTEGER PRIMARY KEY,
	source    TEXT NOT NULL REFERENCES source,
	body      TEXT NOT NULL, -- the document as JSON, without its source
	lang      TEXT NOT NULL,
	bytes     INTEGER NOT NULL,
	blocks    INTEGER NOT NULL,
	file      TEXT NOT NULL, -- what it was read from
	file_hash TEXT NOT NULL  -- SHA-256 of the file; may be empty
) STRICT;

-- Times are RFC 3339 in UTC.
CREATE TABLE bitext (
	id          INTEGER PRIMARY KEY AUTOINCREMENT,
	title       TEXT NOT NULL,
	created     TEXT NOT NULL,
	removed     TEXT, -- null where it is at hand
	original    INTEGER NOT NULL REFERENCES document,
	translation INTEGER NOT NULL REFERENCES document,
	version     INTEGER NOT NULL, -- entries of the log
	seal        TEXT NOT NULL     -- of the last entry, or of the documents where there is none
) STRICT;

-- The log. Nothing is ever changed or deleted here.
CREATE TABLE edit (
	bitext INTEGER NOT NULL REFERENCES bitext,
	id     INTEGER NOT NULL, -- 1-based place in the log
	body   TEXT NOT NULL,    -- the edit as JSON
	seal   TEXT NOT NULL,    -- SHA-256 of the seal before it and the body, in hexadecimal
	PRIMARY KEY (bitext, id)
) STRICT;

-- What can be worked out again.
CREATE TABLE derived (
	bitext  INTEGER NOT NULL REFERENCES bitext,
	name    TEXT NOT NULL,
	version INTEGER NOT NULL, -- of the bitext
	data    BLOB NOT NULL,
	PRIMARY KEY (bitext, name)
) STRICT;

CREATE TABLE setting (
	owner TEXT NOT NULL,
	key   TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID;

-- The last change of each bitext, and how far each follower has come.
CREATE TABLE change (
	bitext INTEGER PRIMARY KEY REFERENCES bitext,
	seq    INTEGER NOT NULL UNIQUE
) STRICT;

CREATE TABLE follower (
	name TEXT PRIMARY KEY,
	seq  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
