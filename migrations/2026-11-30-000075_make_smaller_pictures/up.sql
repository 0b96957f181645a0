-- Each picture gets brothers in AVIF, made by a job. As with fetching, a picture carries its own place in the queue: see
-- docs/adr/0036-smaller-pictures-are-made-behind-the-scenes.md.
ALTER TABLE product_images
  ADD COLUMN avif_attempts integer NOT NULL DEFAULT 0 CHECK (avif_attempts >= 0),
  -- When they are made next; while somebody is at it, when others may take it up. Null once they are there, or given up.
  ADD COLUMN avif_next_at timestamptz DEFAULT now();
-- Pictures whose name tells no width came before there were widths, or are the drawings of the demo: they stay as they are.
CREATE INDEX product_images_without_avif_idx ON product_images (avif_next_at)
  WHERE avif_next_at IS NOT NULL AND url LIKE '/media/%-%';

-- A picture's place in a queue is nothing that shoppers see: what is kept in memory of the catalogue stays good.
DROP TRIGGER product_images_tell ON product_images;
CREATE TRIGGER product_images_tell AFTER INSERT OR DELETE
  OR UPDATE OF id, product_id, position, url, alt ON product_images
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_catalog_change('catalogue');
