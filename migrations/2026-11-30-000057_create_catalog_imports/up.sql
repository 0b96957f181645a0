-- Imports of product files: checked without changing anything, applied, and undone.

CREATE TABLE catalog_imports (
  id uuid PRIMARY KEY,
  status text NOT NULL
    CHECK (status IN ('checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'failed')),
  format text NOT NULL CHECK (format IN ('securecart', 'shopify')),
  mode text NOT NULL CHECK (mode IN ('add_and_change', 'add')),
  file_name text NOT NULL CHECK (char_length(file_name) <= 200),
  -- Until the file has been applied or turned out to be none.
  file bytea,
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  -- Who began it, and who let it be applied or undone. No reference: like the audit log it outlives accounts.
  actor_user_id uuid,
  -- Rows and products of the file; none as long as nobody has looked.
  row_count integer CHECK (row_count >= 0),
  product_count integer CHECK (product_count >= 0),
  -- Products that are done in the step that runs: where the next worker goes on.
  done integer NOT NULL DEFAULT 0 CHECK (done >= 0),
  -- Whether it brings units of new variants into the stock.
  moves_stock boolean NOT NULL DEFAULT false,
  -- Why there is nothing to be applied.
  failure text CHECK (char_length(failure) <= 500),
  -- Who works on it, and until when nobody else does.
  worker uuid,
  locked_until timestamptz,
  created_at timestamptz NOT NULL,
  checked_at timestamptz,
  applied_at timestamptz,
  undone_at timestamptz,
  CONSTRAINT catalog_imports_fail_for_a_reason CHECK ((status = 'failed') = (failure IS NOT NULL)),
  CONSTRAINT catalog_imports_need_their_file CHECK (status NOT IN ('checking', 'checked', 'applying') OR file IS NOT NULL)
);
CREATE INDEX catalog_imports_waiting_idx ON catalog_imports (created_at)
  WHERE status IN ('checking', 'applying', 'undoing');

CREATE TABLE catalog_import_products (
  import_id uuid NOT NULL REFERENCES catalog_imports (id) ON DELETE CASCADE,
  -- Its place in the file, from 0 on.
  place integer NOT NULL CHECK (place >= 0),
  line bigint NOT NULL CHECK (line >= 0),
  -- What its rows are grouped by, and its name, as they stand in the file.
  key text NOT NULL CHECK (char_length(key) <= 300),
  name text NOT NULL CHECK (char_length(name) <= 300),
  -- What the check found that applying would do.
  kind text NOT NULL CHECK (kind IN ('added', 'changed', 'unchanged', 'refused')),
  differences jsonb NOT NULL,
  errors jsonb NOT NULL,
  -- The version that the check saw; none for a product that was not there.
  version_seen bigint,
  -- What applying did.
  outcome text CHECK (outcome IN ('added', 'changed', 'unchanged', 'refused')),
  product_id uuid REFERENCES products (id) ON DELETE SET NULL,
  -- The product before, as an export writes it, and the version that applying gave it.
  before_image text,
  version_after bigint,
  -- What undoing did.
  undo text CHECK (undo IN ('restored', 'removed', 'hidden', 'discontinued', 'kept')),
  PRIMARY KEY (import_id, place),
  CONSTRAINT catalog_import_products_can_be_undone CHECK (outcome IS DISTINCT FROM 'changed' OR before_image IS NOT NULL)
);
CREATE INDEX catalog_import_products_kind_idx ON catalog_import_products (import_id, kind, place);
CREATE INDEX catalog_import_products_product_id_idx ON catalog_import_products (product_id);
