-- Subscriptions, and what is still to be told of them. A schema of its own beside the journal's, in the same database.

-- How far the twin's events have been looked through: moved on in the transaction that has the notifications of that stretch.
CREATE TABLE progress (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    position bigint NOT NULL CHECK (position >= 0)
);
INSERT INTO progress (position) VALUES (0);

CREATE TABLE subscription (
    -- Given once and never again: what is left of a deleted subscription belongs to nobody.
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text NOT NULL UNIQUE,
    version bigint NOT NULL,
    body text NOT NULL,
    -- Events after this position are looked at as they come.
    since bigint NOT NULL,
    -- A stretch of the journal that is looked through again: what is done of it, and where it ends. 0, 0 for none.
    replay_at bigint NOT NULL DEFAULT 0,
    replay_to bigint NOT NULL DEFAULT 0,
    times_sent bigint NOT NULL DEFAULT 0,
    times_failed bigint NOT NULL DEFAULT 0,
    -- Notifications that a newer one of the same entity replaced, where throttling was asked for.
    coalesced bigint NOT NULL DEFAULT 0,
    -- Dead letters that were dropped because there were too many.
    forgotten bigint NOT NULL DEFAULT 0,
    last_notification_micros bigint,
    last_success_micros bigint,
    last_failure_micros bigint,
    last_problem text
);

CREATE TABLE notification (
    subscription bigint NOT NULL,
    -- Of the event, and the entity's place among those that the event changed.
    position bigint NOT NULL,
    ordinal integer NOT NULL,
    entity text NOT NULL,
    recorded_micros bigint NOT NULL,
    data bytea NOT NULL,
    PRIMARY KEY (subscription, position, ordinal)
);

CREATE TABLE dead_letter (
    subscription bigint NOT NULL,
    position bigint NOT NULL,
    ordinal integer NOT NULL,
    entity text NOT NULL,
    recorded_micros bigint NOT NULL,
    data bytea NOT NULL,
    died_micros bigint NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (subscription, position, ordinal)
);
