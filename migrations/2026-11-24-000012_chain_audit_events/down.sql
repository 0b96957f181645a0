DROP INDEX audit_events_object_key_idx;
DROP INDEX audit_events_at_idx;
DROP INDEX audit_events_address_idx;
DROP INDEX audit_events_event_idx;
DROP TABLE audit_head;
ALTER TABLE audit_events
  DROP CONSTRAINT audit_events_linked,
  DROP COLUMN mac,
  DROP COLUMN prev,
  DROP COLUMN permission;
ALTER TABLE audit_events ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY;
SELECT setval(pg_get_serial_sequence('audit_events', 'seq'), (SELECT max(seq) FROM audit_events));
