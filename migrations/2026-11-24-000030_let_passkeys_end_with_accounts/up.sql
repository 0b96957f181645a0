-- No passkey comes to an account that was erased, see migration 27.

CREATE TRIGGER passkeys_not_of_erased BEFORE INSERT OR UPDATE OF user_id ON passkeys
  FOR EACH ROW EXECUTE FUNCTION refuse_for_erased_account('user_id');
CREATE TRIGGER passkey_ceremonies_not_of_erased BEFORE INSERT OR UPDATE OF user_id ON passkey_ceremonies
  FOR EACH ROW EXECUTE FUNCTION refuse_for_erased_account('user_id');
