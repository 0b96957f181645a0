-- What customers want to remember. Nobody else sees it, and it goes with the account.
CREATE TABLE wishlist_items (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, product_id)
);
CREATE INDEX wishlist_items_newest_idx ON wishlist_items (user_id, added_at DESC, product_id DESC);
CREATE INDEX wishlist_items_product_id_idx ON wishlist_items (product_id);
CREATE TRIGGER wishlist_items_not_of_erased BEFORE INSERT OR UPDATE OF user_id ON wishlist_items
  FOR EACH ROW EXECUTE FUNCTION refuse_for_erased_account('user_id');
