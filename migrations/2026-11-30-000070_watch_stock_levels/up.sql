-- From how few units on a variant is told as low, and from how many on as too many (none: never). `version` counts
-- changes of these two only: counts change with every sale, and are compared by their numbers.
ALTER TABLE stock_levels
  ADD COLUMN low_units integer NOT NULL DEFAULT 5 CHECK (low_units BETWEEN 0 AND 1000000),
  ADD COLUMN over_units integer CHECK (over_units BETWEEN 1 AND 1000000),
  ADD COLUMN version bigint NOT NULL DEFAULT 1,
  ADD CONSTRAINT stock_levels_thresholds_apart CHECK (low_units < over_units);

-- What needs somebody's eye is found without reading the rest.
CREATE INDEX stock_levels_low_idx ON stock_levels (variant_id DESC) WHERE on_hand - reserved <= low_units;
CREATE INDEX stock_levels_over_idx ON stock_levels (variant_id DESC) WHERE on_hand >= over_units;
CREATE INDEX stock_holds_active_idx ON stock_holds (id DESC) WHERE status = 'active';
