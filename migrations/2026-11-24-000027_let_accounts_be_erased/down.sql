DROP FUNCTION refuse_for_erased_account() CASCADE;
DROP TABLE retired_usernames;
