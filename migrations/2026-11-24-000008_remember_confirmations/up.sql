-- When somebody last proved to be the owner of the account, for operations that ask for it anew.

ALTER TABLE sessions
  -- The password was right.
  ADD COLUMN authenticated_at timestamptz,
  -- The second factor was right; never without the sign-in that it belongs to.
  ADD COLUMN second_factor_at timestamptz,
  -- Tries to confirm since the last one that worked: a stolen session is no place to guess passwords.
  ADD COLUMN confirmation_attempts smallint NOT NULL DEFAULT 0 CHECK (confirmation_attempts BETWEEN 0 AND 5),
  ADD CONSTRAINT sessions_confirmed_by_an_account_check
    CHECK (user_id IS NOT NULL OR (authenticated_at IS NULL AND second_factor_at IS NULL));
