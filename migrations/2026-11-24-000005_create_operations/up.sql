-- What arrives from outside, what is promised to the outside, and what happened.

-- Every event of the payment provider is handled once: the second arrival finds its id here.
CREATE TABLE webhook_events (
  id text PRIMARY KEY CHECK (octet_length(id) BETWEEN 1 AND 255),
  kind text NOT NULL CHECK (octet_length(kind) <= 255),
  -- What the event is about, such as a checkout session of the provider.
  object_key text NOT NULL,
  received_at timestamptz NOT NULL,
  processed_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  last_error text
);
CREATE INDEX webhook_events_unprocessed_idx ON webhook_events (received_at) WHERE processed_at IS NULL;

-- Work promised inside a transaction and done after it, at least once.
CREATE TABLE outbox (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  -- A promise with a key is made once.
  unique_key text UNIQUE,
  payload jsonb NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  -- A worker's lease: nobody else takes the row before this.
  locked_until timestamptz,
  done_at timestamptz,
  last_error text,
  created_at timestamptz NOT NULL
);
CREATE INDEX outbox_due_idx ON outbox (next_attempt_at) WHERE done_at IS NULL;

CREATE TABLE audit_events (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  -- Stays after the account has gone, hence no foreign key.
  actor_user_id uuid,
  event text NOT NULL,
  object_kind text,
  object_key text,
  outcome text NOT NULL CHECK (outcome IN ('success', 'failure', 'denied')),
  address text NOT NULL DEFAULT '',
  user_agent text NOT NULL DEFAULT '',
  request_id text NOT NULL DEFAULT '',
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_events_actor_user_id_idx ON audit_events (actor_user_id, seq DESC);
CREATE INDEX audit_events_object_idx ON audit_events (object_kind, object_key, seq DESC);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stock_movements_append_only BEFORE DELETE ON stock_movements
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Running numbers without gaps: taken inside the transaction that uses them.
CREATE TABLE counters (
  name text PRIMARY KEY,
  value bigint NOT NULL CHECK (value >= 0)
);
INSERT INTO counters (name, value) VALUES ('orders', 0);
