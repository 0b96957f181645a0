DROP TRIGGER product_shelf_tell_reviews ON product_shelf;
DROP TABLE product_reviews;
DROP FUNCTION rate_reviewed_products();
ALTER TABLE product_shelf DROP COLUMN review_count, DROP COLUMN stars_total;
