ALTER TABLE order_lines DROP COLUMN tax_minor, DROP COLUMN discount_minor;
ALTER TABLE orders DROP CONSTRAINT orders_add_up;
ALTER TABLE orders
  DROP COLUMN coupon_code, DROP COLUMN tax_included, DROP COLUMN tax_minor, DROP COLUMN shipping_minor,
  DROP COLUMN discount_minor;
ALTER TABLE carts DROP COLUMN coupon_id;
DROP TABLE coupon_redemptions;
DROP TABLE coupon_categories;
DROP TABLE coupon_products;
DROP TABLE coupons;
