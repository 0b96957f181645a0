ALTER TABLE sessions
  DROP CONSTRAINT sessions_confirmed_by_an_account_check,
  DROP COLUMN authenticated_at,
  DROP COLUMN second_factor_at,
  DROP COLUMN confirmation_attempts;
