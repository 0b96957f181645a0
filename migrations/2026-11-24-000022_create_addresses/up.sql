-- Where customers want things sent. What an address says is one sealed value of its customer's data key; the rest tells
-- rows apart.

CREATE TABLE addresses (
  id uuid PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- Name, company, lines, city, region, postcode, country and phone in one envelope.
  details_sealed bytea NOT NULL CHECK (octet_length(details_sealed) <= 4096),
  default_shipping boolean NOT NULL DEFAULT false,
  default_billing boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX addresses_customer_id_idx ON addresses (customer_id, id);
CREATE UNIQUE INDEX addresses_one_default_shipping ON addresses (customer_id) WHERE default_shipping;
CREATE UNIQUE INDEX addresses_one_default_billing ON addresses (customer_id) WHERE default_billing;
