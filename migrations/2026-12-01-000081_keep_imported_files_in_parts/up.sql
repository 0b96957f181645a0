-- Files of products may be large, and what goes over a connection in one piece takes its size in memory on both ends, for as
-- long as the connection lives. So they are kept, written and read in parts.

CREATE TABLE catalog_import_parts (
  import_id uuid NOT NULL REFERENCES catalog_imports (id) ON DELETE CASCADE,
  -- Its place in the file, from 0 on.
  part integer NOT NULL CHECK (part >= 0),
  content bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 1048576),
  PRIMARY KEY (import_id, part)
);

INSERT INTO catalog_import_parts (import_id, part, content)
  SELECT i.id, n.part, substring(i.file FROM n.part * 1048576 + 1 FOR 1048576)
  FROM catalog_imports i
  CROSS JOIN LATERAL generate_series(0, (octet_length(i.file) - 1) / 1048576) AS n (part)
  WHERE octet_length(i.file) > 0;

-- The column itself goes when no program runs any more that knows it.
ALTER TABLE catalog_imports DROP CONSTRAINT catalog_imports_need_their_file;
UPDATE catalog_imports SET file = NULL;
