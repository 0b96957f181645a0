DELETE FROM role_permissions WHERE permission = 'write_security';
DROP TABLE security_events;
DROP TABLE security_signals;
ALTER TABLE users DROP COLUMN failed_sign_ins, DROP COLUMN password_disabled_at;
DROP TABLE sign_in_devices;
DROP TABLE sign_in_throttles;
DROP TABLE rate_limits;
