-- An import whose work fails waits longer each time, so that others have their turn.

-- Failures in a row.
ALTER TABLE catalog_imports ADD COLUMN failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0);
