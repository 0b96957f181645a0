-- How orders reach their buyers, and what taxes are due where.

CREATE TABLE shipping_methods (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
  description text NOT NULL DEFAULT '' CHECK (char_length(description) <= 200),
  kind text NOT NULL CHECK (kind IN ('pickup', 'ship')),
  -- Codes of the countries that it serves; none given is the whole world.
  countries text[] CHECK (cardinality(countries) BETWEEN 1 AND 249),
  price_minor bigint NOT NULL CHECK (price_minor BETWEEN 0 AND 1000000000),
  -- From what the goods cost after their discount on, it costs nothing.
  free_from_minor bigint CHECK (free_from_minor BETWEEN 1 AND 1000000000000),
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- Working days.
  days_from smallint,
  days_to smallint,
  -- Where it stands among the others; the lowest comes first.
  position integer NOT NULL DEFAULT 0 CHECK (position BETWEEN 0 AND 1000),
  active boolean NOT NULL DEFAULT true,
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT shipping_methods_pickup_costs_nothing CHECK (
    kind = 'ship' OR (countries IS NULL AND price_minor = 0 AND free_from_minor IS NULL)),
  CONSTRAINT shipping_methods_days_in_order CHECK (
    (days_from IS NULL) = (days_to IS NULL) AND (days_from IS NULL OR (days_from >= 0 AND days_from <= days_to AND days_to <= 90)))
);

CREATE TABLE tax_rates (
  id uuid PRIMARY KEY,
  -- What it is called on orders.
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 40),
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  -- The code of a part of the country; empty is the rest of it.
  region text NOT NULL DEFAULT '' CHECK (region ~ '^[A-Z]{0,3}$'),
  rate_millionths integer NOT NULL CHECK (rate_millionths BETWEEN 0 AND 1000000),
  -- Whether prices contain it, instead of it coming on top.
  included boolean NOT NULL,
  on_shipping boolean NOT NULL,
  active boolean NOT NULL DEFAULT true,
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT tax_rates_one_a_place UNIQUE (country, region)
);
