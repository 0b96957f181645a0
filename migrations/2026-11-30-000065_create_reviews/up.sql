-- What customers think of products. A review is seen by nobody but its author and staff until staff have approved it; see
-- docs/adr/0032-reviews-name-nobody.md.
CREATE TABLE product_reviews (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  stars smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
  title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 120),
  body text NOT NULL CHECK (char_length(body) <= 4000),
  status text NOT NULL CHECK (status IN ('pending', 'approved', 'rejected')),
  -- Goes up when its author changes it, so that staff approve what they have read.
  version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  -- When staff approved or rejected it as it is now.
  decided_at timestamptz,
  CONSTRAINT product_reviews_one_each UNIQUE (user_id, product_id),
  CONSTRAINT product_reviews_are_decided CHECK ((status = 'pending') = (decided_at IS NULL))
);
CREATE INDEX product_reviews_product_id_idx ON product_reviews (product_id);
CREATE INDEX product_reviews_shown_idx ON product_reviews (product_id, id DESC) INCLUDE (stars)
  WHERE status = 'approved';
CREATE INDEX product_reviews_queue_idx ON product_reviews (status, id);
CREATE TRIGGER product_reviews_not_of_erased BEFORE INSERT OR UPDATE OF user_id ON product_reviews
  FOR EACH ROW EXECUTE FUNCTION refuse_for_erased_account('user_id');

-- What all approved reviews of a product come to, for its card.
ALTER TABLE product_shelf
  ADD COLUMN review_count integer NOT NULL DEFAULT 0 CHECK (review_count >= 0),
  ADD COLUMN stars_total bigint NOT NULL DEFAULT 0;
ALTER TABLE product_shelf ADD CONSTRAINT product_shelf_stars_fit
  CHECK (stars_total BETWEEN review_count AND 5 * review_count::bigint);

-- Reviews that nobody sees change nothing here, so that writing them throws nothing away that is kept in memory.
CREATE FUNCTION rate_reviewed_products() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rated uuid[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    rated := ARRAY(SELECT DISTINCT product_id FROM now_there WHERE status = 'approved');
  ELSIF TG_OP = 'DELETE' THEN
    rated := ARRAY(SELECT DISTINCT product_id FROM was_there WHERE status = 'approved');
  ELSE
    rated := ARRAY(SELECT product_id FROM now_there WHERE status = 'approved'
                   UNION SELECT product_id FROM was_there WHERE status = 'approved');
  END IF;
  IF cardinality(rated) = 0 THEN
    RETURN NULL;
  END IF;
  -- Who rates the same products at the same time waits here; the next statement sees what they committed.
  PERFORM FROM product_shelf WHERE product_id = ANY (rated) ORDER BY product_id FOR UPDATE;
  UPDATE product_shelf s SET (review_count, stars_total) = (
    SELECT count(*), coalesce(sum(r.stars), 0) FROM product_reviews r
    WHERE r.product_id = s.product_id AND r.status = 'approved')
  WHERE s.product_id = ANY (rated);
  RETURN NULL;
END
$$;
CREATE TRIGGER product_reviews_rate_new AFTER INSERT ON product_reviews
  REFERENCING NEW TABLE AS now_there FOR EACH STATEMENT EXECUTE FUNCTION rate_reviewed_products();
CREATE TRIGGER product_reviews_rate_changed AFTER UPDATE ON product_reviews
  REFERENCING OLD TABLE AS was_there NEW TABLE AS now_there
  FOR EACH STATEMENT EXECUTE FUNCTION rate_reviewed_products();
CREATE TRIGGER product_reviews_rate_gone AFTER DELETE ON product_reviews
  REFERENCING OLD TABLE AS was_there FOR EACH STATEMENT EXECUTE FUNCTION rate_reviewed_products();
CREATE TRIGGER product_shelf_tell_reviews AFTER UPDATE OF review_count, stars_total ON product_shelf
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_catalog_change('catalogue');
