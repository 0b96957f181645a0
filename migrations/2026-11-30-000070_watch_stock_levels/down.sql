DROP INDEX stock_holds_active_idx;
DROP INDEX stock_levels_over_idx;
DROP INDEX stock_levels_low_idx;
ALTER TABLE stock_levels
  DROP CONSTRAINT stock_levels_thresholds_apart,
  DROP COLUMN version,
  DROP COLUMN over_units,
  DROP COLUMN low_units;
