DROP TABLE pending_sign_ins;
DROP TABLE recovery_codes;
DROP TABLE pending_totp_secrets;
DROP TABLE totp_secrets;
