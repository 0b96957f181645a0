-- Categories lie in one another: a list of one shows what lies below it too. See docs/adr/0037-a-list-shows-its-branch.md.
ALTER TABLE categories ADD COLUMN version bigint NOT NULL DEFAULT 1 CHECK (version > 0);

-- A category and all below it, by its slug; empty if there is none. Stable, so that the planner can look up how many they
-- are.
CREATE FUNCTION category_branch(top text) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH RECURSIVE branch (id) AS (
    SELECT c.id FROM categories c WHERE c.slug = top
    -- UNION, not UNION ALL: it ends even if there should be a circle.
    UNION SELECT c.id FROM categories c JOIN branch b ON c.parent_id = b.id)
  SELECT coalesce(array_agg(b.id), '{}') FROM branch b
$$;

-- Each category with itself and with every category that it lies in.
CREATE FUNCTION category_ways() RETURNS TABLE (category_id uuid, above_id uuid) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH RECURSIVE ways (category_id, above_id) AS (
    SELECT c.id, c.id FROM categories c
    UNION SELECT w.category_id, c.parent_id FROM ways w JOIN categories c ON c.id = w.above_id
    WHERE c.parent_id IS NOT NULL)
  SELECT w.category_id, w.above_id FROM ways w
$$;

-- Whoever changes where categories lie waits here for who does so already. The number is "categori" in ASCII.
CREATE FUNCTION lock_category_tree() RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(7161132861371675241)
$$;

CREATE FUNCTION keep_categories_a_tree() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  above uuid[];
  levels integer;
BEGIN
  -- Two moves at the same time could make a circle that neither of them sees.
  PERFORM lock_category_tree();
  WITH RECURSIVE way (id, parent_id) AS (
    SELECT c.id, c.parent_id FROM categories c WHERE c.id = NEW.parent_id
    UNION SELECT c.id, c.parent_id FROM categories c JOIN way w ON c.id = w.parent_id)
  SELECT array_agg(w.id) INTO above FROM way w;
  IF NEW.id = NEW.parent_id OR NEW.id = ANY (above) THEN
    RAISE check_violation USING CONSTRAINT = 'categories_lie_in_no_circle',
      MESSAGE = 'a category can not lie below itself';
  END IF;
  WITH RECURSIVE branch (id, level) AS (
    SELECT NEW.id, 1
    UNION ALL SELECT c.id, b.level + 1 FROM categories c JOIN branch b ON c.parent_id = b.id WHERE b.level < 6)
  SELECT max(b.level) + coalesce(cardinality(above), 0) INTO levels FROM branch b;
  IF levels > 5 THEN
    RAISE check_violation USING CONSTRAINT = 'categories_have_five_levels',
      MESSAGE = 'there are at most five levels of categories';
  END IF;
  RETURN NEW;
END
$$;
-- Before, so that the lock is the first that a move takes: who holds it never waits for one who waits for it.
CREATE TRIGGER categories_stay_a_tree BEFORE INSERT OR UPDATE OF parent_id ON categories
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION keep_categories_a_tree();
