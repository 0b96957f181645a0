CREATE OR REPLACE FUNCTION product_search_query(words text, head text, prefix text)
RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN prefix = '' THEN websearch_to_tsquery('english', words)
    WHEN head = '' THEN websearch_to_tsquery('english', words) || to_tsquery('english', prefix)
    ELSE websearch_to_tsquery('english', words)
      || (websearch_to_tsquery('english', head) && to_tsquery('english', prefix))
  END
$$;
