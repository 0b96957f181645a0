-- Entries of the audit log are kept for thirteen months. Then the log may be cut from its beginning, and nowhere else:
-- see docs/adr/0022-tables-of-another-role.md.

-- Where it was cut; the last row counts. Written by the program, which has the key.
CREATE TABLE audit_cuts (
  -- The first entry that stayed.
  first_seq bigint PRIMARY KEY CHECK (first_seq > 0),
  -- The mac of the entry before it.
  prev bytea NOT NULL CHECK (octet_length(prev) = 32),
  -- HMAC-SHA256 over this row: who has no key can not pretend that the log was cut.
  seal bytea NOT NULL CHECK (octet_length(seal) = 32),
  cut_at timestamptz NOT NULL
);
CREATE TRIGGER audit_cuts_append_only BEFORE UPDATE OR DELETE ON audit_cuts
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_cuts_no_truncate BEFORE TRUNCATE ON audit_cuts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_deletion_within_thirteen_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.at >= now() - interval '13 months' THEN
    RAISE EXCEPTION '% is append-only for thirteen months', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END
$$;
DROP TRIGGER audit_events_append_only ON audit_events;
CREATE TRIGGER audit_events_append_only BEFORE UPDATE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_events_kept BEFORE DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_deletion_within_thirteen_months();

-- The program's role may delete no entry. This it may call, and it deletes with the rights of the owner what lies before
-- the last cut, as far as the trigger lets it.
CREATE FUNCTION delete_cut_audit_events() RETURNS bigint LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (
    DELETE FROM public.audit_events WHERE seq < (SELECT max(first_seq) FROM public.audit_cuts) RETURNING 1)
  SELECT count(*) FROM gone
$$;
REVOKE EXECUTE ON FUNCTION delete_cut_audit_events() FROM PUBLIC;
