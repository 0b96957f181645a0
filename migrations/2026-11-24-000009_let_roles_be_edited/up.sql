-- Roles that people make and edit, within what the database itself holds to be true.

ALTER TABLE roles
  -- Goes up with every change: what an edit was based on.
  ADD COLUMN version bigint NOT NULL DEFAULT 1 CHECK (version >= 1);

-- The staff's search: usernames by their beginning.
CREATE INDEX users_username_key_prefix_idx ON users (username_key text_pattern_ops);

-- A built-in role keeps its name and permissions, and stays. New versions of the program may add permissions.
CREATE FUNCTION refuse_change_of_builtin_role() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'built-in roles stay as they are'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'roles_builtin_stay';
END $$;

CREATE TRIGGER roles_builtin_not_removed BEFORE DELETE ON roles
  FOR EACH ROW WHEN (OLD.builtin) EXECUTE FUNCTION refuse_change_of_builtin_role();
CREATE TRIGGER roles_builtin_not_renamed BEFORE UPDATE ON roles
  FOR EACH ROW WHEN (OLD.builtin AND (NEW.name <> OLD.name OR NEW.id <> OLD.id OR NOT NEW.builtin))
  EXECUTE FUNCTION refuse_change_of_builtin_role();

CREATE FUNCTION refuse_stripping_of_builtin_role() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM roles WHERE id = OLD.role_id AND builtin) THEN
    RAISE EXCEPTION 'built-in roles keep their permissions'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'roles_builtin_stay';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER role_permissions_builtin_kept BEFORE DELETE OR UPDATE ON role_permissions
  FOR EACH ROW EXECUTE FUNCTION refuse_stripping_of_builtin_role();

-- Somebody can always get in: the last open account with the role admin keeps it, and is neither locked nor removed.
-- The row of the role is locked first, so that of two who leave at once the second sees that the first is gone.
CREATE FUNCTION keep_an_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  leaving uuid;
  admin uuid;
BEGIN
  SELECT id INTO admin FROM roles WHERE name = 'admin' FOR NO KEY UPDATE;
  -- One IF in the other: a row of users has no role_id to look at.
  IF TG_TABLE_NAME = 'users' THEN
    leaving := OLD.id;
  ELSE
    IF OLD.role_id <> admin THEN RETURN OLD; END IF;
    leaving := OLD.user_id;
  END IF;
  IF EXISTS (SELECT FROM user_roles ur JOIN users u ON u.id = ur.user_id
             WHERE ur.role_id = admin AND ur.user_id = leaving AND u.disabled_at IS NULL)
     AND NOT EXISTS (SELECT FROM user_roles ur JOIN users u ON u.id = ur.user_id
                     WHERE ur.role_id = admin AND ur.user_id <> leaving AND u.disabled_at IS NULL) THEN
    RAISE EXCEPTION 'the last administrator stays'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'users_keep_an_administrator';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER users_keep_an_administrator BEFORE UPDATE OF disabled_at ON users
  FOR EACH ROW WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL)
  EXECUTE FUNCTION keep_an_administrator();
CREATE TRIGGER users_keep_an_administrator_when_removed BEFORE DELETE ON users
  FOR EACH ROW WHEN (OLD.disabled_at IS NULL) EXECUTE FUNCTION keep_an_administrator();
CREATE TRIGGER user_roles_keep_an_administrator BEFORE DELETE ON user_roles
  FOR EACH ROW EXECUTE FUNCTION keep_an_administrator();
