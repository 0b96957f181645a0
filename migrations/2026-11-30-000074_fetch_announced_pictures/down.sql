DROP INDEX product_images_announced_idx;
ALTER TABLE product_images
  DROP COLUMN fetch_failed_at,
  DROP COLUMN fetch_failure,
  DROP COLUMN fetch_next_at,
  DROP COLUMN fetch_attempts;
