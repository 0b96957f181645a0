UPDATE catalog_imports i SET file = whole.content FROM (
  SELECT import_id, string_agg(content, '' ORDER BY part) AS content FROM catalog_import_parts GROUP BY import_id
) whole WHERE whole.import_id = i.id;
ALTER TABLE catalog_imports ADD CONSTRAINT catalog_imports_need_their_file
  CHECK (status NOT IN ('checking', 'checked', 'applying') OR file IS NOT NULL);
DROP TABLE catalog_import_parts;
