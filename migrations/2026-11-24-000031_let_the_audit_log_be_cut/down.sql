DROP FUNCTION delete_cut_audit_events();
DROP TRIGGER audit_events_kept ON audit_events;
DROP TRIGGER audit_events_append_only ON audit_events;
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP FUNCTION refuse_deletion_within_thirteen_months();
DROP TABLE audit_cuts;
