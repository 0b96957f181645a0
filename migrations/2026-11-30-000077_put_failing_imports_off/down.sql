ALTER TABLE catalog_imports DROP COLUMN failures;
