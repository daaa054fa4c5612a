-- The journal: one row that says how far it is, streams, and the segments in which their events lie. A segment is a table of
-- its own (segment_ID, made when its first event comes) with one stream's events of an hour or a day: forgetting is DROP TABLE.

CREATE TABLE journal_head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    position bigint NOT NULL CHECK (position >= 0),
    -- Microseconds since 1970 of the newest event; recorded times never go back.
    recorded_micros bigint NOT NULL
);
INSERT INTO journal_head (position, recorded_micros) VALUES (0, 0);

CREATE TABLE stream (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    class text NOT NULL CHECK (class IN ('TELEMETRY', 'EVENT')),
    retention_seconds bigint NOT NULL CHECK (retention_seconds > 0)
);

-- A number is never given twice: the retention's record names what it dropped by it.
CREATE SEQUENCE segment_id;

CREATE TABLE segment (
    id bigint PRIMARY KEY,
    stream integer NOT NULL REFERENCES stream,
    starts_micros bigint NOT NULL,
    ends_micros bigint NOT NULL CHECK (ends_micros > starts_micros),
    -- Of its first event; those of the stream's next segment are all greater than those of this one.
    first_position bigint NOT NULL
);
CREATE INDEX ON segment (stream, first_position);

-- How far each reader is, by name.
CREATE TABLE reader_cursor (
    name text PRIMARY KEY,
    position bigint NOT NULL CHECK (position >= 0)
);

-- Keys, subscriptions, settings: what is changed, not appended.
CREATE TABLE document (
    kind text NOT NULL,
    id text NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    body json NOT NULL,
    PRIMARY KEY (kind, id)
);
