-- Accounts that were erased: their row stays, since orders tell its purchases apart from others', and nothing else does.

-- Names of erased accounts are nobody's for a while, so that nobody passes for who had one. HMAC-SHA256 of the compared
-- form: whether a name is among them can be asked, which names are cannot.
CREATE TABLE retired_usernames (
  name_index bytea PRIMARY KEY CHECK (octet_length(name_index) = 32),
  retired_at timestamptz NOT NULL
);
CREATE INDEX retired_usernames_retired_at_idx ON retired_usernames (retired_at);

-- Nothing comes to an account that was erased: whatever was under way waits for the lock on its row, and then finds it
-- gone. The argument is the column that names the account.
CREATE FUNCTION refuse_for_erased_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  owner uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
BEGIN
  IF owner IS NULL THEN
    RETURN NEW;
  END IF;
  PERFORM FROM users WHERE id = owner FOR KEY SHARE;
  IF EXISTS (SELECT FROM users WHERE id = owner AND erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the account was erased'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'erased_accounts_stay_empty', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END
$$;

DO $$
DECLARE
  owned record;
BEGIN
  FOR owned IN SELECT * FROM (VALUES
    ('address_changes', 'user_id'), ('addresses', 'customer_id'), ('carts', 'customer_id'),
    ('checkouts', 'customer_id'), ('consents', 'user_id'), ('data_keys', 'user_id'), ('mailed_links', 'user_id'),
    ('orders', 'customer_id'), ('pending_sign_ins', 'user_id'), ('pending_totp_secrets', 'user_id'),
    ('recovery_codes', 'user_id'), ('sessions', 'user_id'), ('sign_in_devices', 'user_id'),
    ('totp_secrets', 'user_id'), ('user_roles', 'user_id')) AS owned (name, owner)
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT OR UPDATE OF %I ON %I FOR EACH ROW '
      'EXECUTE FUNCTION refuse_for_erased_account(%L)',
      owned.name || '_not_of_erased', owned.owner, owned.name, owned.owner);
  END LOOP;
END
$$;
