-- What has been sealed can not be read here: addresses become ones that reach nobody.

ALTER TABLE orders
  DROP CONSTRAINT orders_readable_nowhere,
  DROP COLUMN email_sealed,
  DROP COLUMN email_index,
  DROP COLUMN data_key_id;
UPDATE orders SET email = '' WHERE email IS NULL;
ALTER TABLE orders ALTER COLUMN email SET DEFAULT '', ALTER COLUMN email SET NOT NULL;

ALTER TABLE users
  DROP CONSTRAINT users_readable_nowhere,
  DROP COLUMN email_sealed,
  DROP COLUMN email_index,
  DROP COLUMN full_name_sealed,
  DROP COLUMN erased_at;
UPDATE users SET email = id || '@sealed.invalid', email_key = id || '@sealed.invalid' WHERE email IS NULL;
UPDATE users SET full_name = '' WHERE full_name IS NULL;
ALTER TABLE users
  ALTER COLUMN email SET NOT NULL,
  ALTER COLUMN email_key SET NOT NULL,
  ALTER COLUMN full_name SET DEFAULT '',
  ALTER COLUMN full_name SET NOT NULL;
