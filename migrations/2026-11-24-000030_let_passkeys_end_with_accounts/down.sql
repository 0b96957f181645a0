DROP TRIGGER passkey_ceremonies_not_of_erased ON passkey_ceremonies;
DROP TRIGGER passkeys_not_of_erased ON passkeys;
