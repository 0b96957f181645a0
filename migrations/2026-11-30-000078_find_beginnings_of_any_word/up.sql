-- Who is on the way from "can" to "canvas" has typed a word that English search leaves out. So the beginning of a word is
-- looked for as it stands too, besides its stem.

CREATE OR REPLACE FUNCTION product_search_query(words text, head text, prefix text)
RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN prefix = '' THEN websearch_to_tsquery('english', words)
    WHEN head = '' THEN websearch_to_tsquery('english', words)
      || to_tsquery('english', prefix) || to_tsquery('simple', prefix)
    ELSE websearch_to_tsquery('english', words)
      || (websearch_to_tsquery('english', head) && (to_tsquery('english', prefix) || to_tsquery('simple', prefix)))
  END
$$;
