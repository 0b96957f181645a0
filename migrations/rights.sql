-- What the role that the shop runs as may do with the tables, which belong to another role. Run after every migration,
-- in one transaction, with the role's name for :program.

GRANT USAGE ON SCHEMA public TO :program;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :program;
GRANT SELECT, USAGE ON ALL SEQUENCES IN SCHEMA public TO :program;

-- What was written into the audit log stays as it was.
REVOKE UPDATE, DELETE ON audit_events, audit_cuts FROM :program;
REVOKE DELETE ON audit_head FROM :program;
GRANT EXECUTE ON FUNCTION delete_cut_audit_events() TO :program;

REVOKE INSERT, UPDATE, DELETE ON __diesel_schema_migrations FROM :program;
