-- Built-in roles keep their permissions, except where what the permission was for goes away.
ALTER TABLE role_permissions DISABLE TRIGGER role_permissions_builtin_kept;
DELETE FROM role_permissions WHERE permission = 'write_security';
ALTER TABLE role_permissions ENABLE TRIGGER role_permissions_builtin_kept;
DROP TABLE security_events;
DROP TABLE security_signals;
ALTER TABLE users DROP COLUMN failed_sign_ins, DROP COLUMN password_disabled_at;
DROP TABLE sign_in_devices;
DROP TABLE sign_in_throttles;
DROP TABLE rate_limits;
