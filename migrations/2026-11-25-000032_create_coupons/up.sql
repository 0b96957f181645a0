-- Codes that take something off, and orders that say what each of their amounts is made of.

CREATE TABLE coupons (
  id uuid PRIMARY KEY,
  -- In capitals, so that one code has one spelling.
  code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9][A-Z0-9-]{2,31}$'),
  -- What it is for, in words of the staff.
  description text NOT NULL DEFAULT '' CHECK (char_length(description) <= 200),
  kind text NOT NULL CHECK (kind IN ('percent', 'amount', 'free_shipping')),
  -- Hundredths of a percent.
  percent_hundredths integer CHECK (percent_hundredths BETWEEN 1 AND 10000),
  amount_minor bigint CHECK (amount_minor BETWEEN 1 AND 1000000000),
  -- What the covered goods have to cost.
  minimum_minor bigint CHECK (minimum_minor BETWEEN 1 AND 1000000000000),
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- Everything, or the products and categories that are listed for it.
  covers_all boolean NOT NULL DEFAULT true,
  active boolean NOT NULL DEFAULT true,
  starts_at timestamptz,
  ends_at timestamptz,
  max_uses integer CHECK (max_uses >= 1),
  max_uses_per_customer integer CHECK (max_uses_per_customer BETWEEN 1 AND 1000),
  -- Redemptions that are not released; the last word on whether there is one left.
  used integer NOT NULL DEFAULT 0,
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT coupons_never_overused CHECK (used >= 0 AND (max_uses IS NULL OR used <= max_uses)),
  CONSTRAINT coupons_end_after_they_start CHECK (ends_at > starts_at),
  CONSTRAINT coupons_say_how_much CHECK (
    (kind = 'percent') = (percent_hundredths IS NOT NULL) AND (kind = 'amount') = (amount_minor IS NOT NULL))
);

CREATE TABLE coupon_products (
  coupon_id uuid NOT NULL REFERENCES coupons (id) ON DELETE CASCADE,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  PRIMARY KEY (coupon_id, product_id)
);
CREATE INDEX coupon_products_product_id_idx ON coupon_products (product_id);

-- A category stands for those below it too.
CREATE TABLE coupon_categories (
  coupon_id uuid NOT NULL REFERENCES coupons (id) ON DELETE CASCADE,
  category_id uuid NOT NULL REFERENCES categories (id) ON DELETE CASCADE,
  PRIMARY KEY (coupon_id, category_id)
);
CREATE INDEX coupon_categories_category_id_idx ON coupon_categories (category_id);

CREATE TABLE coupon_redemptions (
  id uuid PRIMARY KEY,
  coupon_id uuid NOT NULL REFERENCES coupons (id) ON DELETE RESTRICT,
  checkout_id uuid NOT NULL UNIQUE REFERENCES checkouts (id) ON DELETE RESTRICT,
  customer_id uuid REFERENCES users (id) ON DELETE SET NULL,
  -- Which of the customer's allowed uses this is, where they are limited.
  place integer CHECK (place >= 1),
  -- Reserved as long as its checkout can be paid, redeemed once it is, released if it ends without money.
  status text NOT NULL CHECK (status IN ('reserved', 'redeemed', 'released')),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX coupon_redemptions_coupon_id_idx ON coupon_redemptions (coupon_id, customer_id);
CREATE INDEX coupon_redemptions_customer_id_idx ON coupon_redemptions (customer_id);
CREATE UNIQUE INDEX coupon_redemptions_one_a_place ON coupon_redemptions (coupon_id, customer_id, place)
  WHERE status <> 'released';

ALTER TABLE carts ADD COLUMN coupon_id uuid REFERENCES coupons (id) ON DELETE SET NULL;
CREATE INDEX carts_coupon_id_idx ON carts (coupon_id);

ALTER TABLE orders
  ADD COLUMN discount_minor bigint NOT NULL DEFAULT 0 CHECK (discount_minor BETWEEN 0 AND subtotal_minor),
  ADD COLUMN shipping_minor bigint NOT NULL DEFAULT 0 CHECK (shipping_minor >= 0),
  ADD COLUMN tax_minor bigint NOT NULL DEFAULT 0 CHECK (tax_minor >= 0),
  -- Whether the tax is contained in the other amounts instead of coming on top.
  ADD COLUMN tax_included boolean NOT NULL DEFAULT false,
  -- A copy from the moment of purchase.
  ADD COLUMN coupon_code text;
ALTER TABLE orders ADD CONSTRAINT orders_add_up CHECK (
  total_minor = subtotal_minor - discount_minor + shipping_minor + CASE WHEN tax_included THEN 0 ELSE tax_minor END);

ALTER TABLE order_lines
  ADD COLUMN discount_minor bigint NOT NULL DEFAULT 0 CHECK (discount_minor BETWEEN 0 AND total_minor),
  ADD COLUMN tax_minor bigint NOT NULL DEFAULT 0 CHECK (tax_minor >= 0);
