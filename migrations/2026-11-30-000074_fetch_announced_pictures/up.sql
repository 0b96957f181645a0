-- Pictures that an import announced are fetched by a job. They carry their own place in its queue: a picture has no life
-- beside its product, and the job of one that was taken away is gone with it.
ALTER TABLE product_images
  ADD COLUMN fetch_attempts integer NOT NULL DEFAULT 0 CHECK (fetch_attempts >= 0),
  -- When it is fetched next; while somebody is at it, when others may take it up.
  ADD COLUMN fetch_next_at timestamptz NOT NULL DEFAULT now(),
  -- What went wrong last, in the shop's word; null if nothing did.
  ADD COLUMN fetch_failure text,
  -- When it was given up.
  ADD COLUMN fetch_failed_at timestamptz,
  ADD CONSTRAINT product_images_fail_for_a_reason CHECK (fetch_failed_at IS NULL OR fetch_failure IS NOT NULL),
  ADD CONSTRAINT product_images_that_are_there_have_not_failed CHECK (url IS NULL OR fetch_failed_at IS NULL),
  ADD CONSTRAINT product_images_fetch_failure_check CHECK (fetch_failure IN ('bad_address', 'private_address',
    'unknown_host', 'unreachable', 'too_slow', 'not_found', 'refused', 'server_error', 'too_many_redirects', 'too_large',
    'not_a_picture', 'too_many_pixels', 'damaged', 'not_kept'));
CREATE INDEX product_images_announced_idx ON product_images (fetch_next_at) WHERE url IS NULL AND fetch_failed_at IS NULL;
