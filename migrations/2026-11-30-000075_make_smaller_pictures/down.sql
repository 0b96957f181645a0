DROP TRIGGER product_images_tell ON product_images;
CREATE TRIGGER product_images_tell AFTER INSERT OR UPDATE OR DELETE ON product_images
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_catalog_change('catalogue');
ALTER TABLE product_images DROP COLUMN avif_next_at, DROP COLUMN avif_attempts;
