-- What customers agreed to, and took back. Every answer is a row that stays as it is: what holds is the newest of each
-- purpose, and the shop can show when which wording was agreed to (GDPR Art. 7(1)).

CREATE TABLE consents (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  purpose text NOT NULL CHECK (purpose IN ('marketing_email')),
  -- Which wording of the question was read.
  text_version smallint NOT NULL CHECK (text_version > 0),
  given boolean NOT NULL,
  source text NOT NULL CHECK (source IN ('registration', 'profile')),
  answered_at timestamptz NOT NULL
);
CREATE INDEX consents_user_id_idx ON consents (user_id, purpose, id DESC);

CREATE TRIGGER consents_append_only BEFORE UPDATE ON consents
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A record goes with its account and not before.
CREATE FUNCTION refuse_forgetting_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM users WHERE id = OLD.user_id AND erased_at IS NULL) THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER consents_kept_while_open BEFORE DELETE ON consents
  FOR EACH ROW EXECUTE FUNCTION refuse_forgetting_while_open();
