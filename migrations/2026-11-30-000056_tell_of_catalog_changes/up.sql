-- Tells every instance, when the transaction commits, that what it keeps in memory of the catalogue is old: see
-- docs/adr/0026-answers-kept-in-memory.md. The same word is sent once however often a transaction says it.
--
-- 'stock' is about units alone; 'catalogue' about anything else that shoppers see.
CREATE FUNCTION tell_of_catalog_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('catalog_changed', TG_ARGV[0]);
  RETURN NULL;
END
$$;

CREATE TRIGGER categories_tell AFTER INSERT OR UPDATE OR DELETE ON categories
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_catalog_change('catalogue');
CREATE TRIGGER products_tell AFTER INSERT OR UPDATE OR DELETE ON products
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_catalog_change('catalogue');
CREATE TRIGGER product_variants_tell AFTER INSERT OR UPDATE OR DELETE ON product_variants
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_catalog_change('catalogue');
CREATE TRIGGER product_options_tell AFTER INSERT OR UPDATE OR DELETE ON product_options
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_catalog_change('catalogue');
CREATE TRIGGER variant_option_values_tell AFTER INSERT OR UPDATE OR DELETE ON variant_option_values
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_catalog_change('catalogue');
CREATE TRIGGER product_images_tell AFTER INSERT OR UPDATE OR DELETE ON product_images
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_catalog_change('catalogue');
CREATE TRIGGER product_shelf_tell AFTER INSERT OR DELETE
  OR UPDATE OF category_id, shown, price_minor, in_stock, facet_value_ids ON product_shelf
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_catalog_change('catalogue');
CREATE TRIGGER product_shelf_tell_sold AFTER UPDATE OF sold ON product_shelf
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_catalog_change('stock');
CREATE TRIGGER stock_levels_tell AFTER INSERT OR UPDATE OR DELETE ON stock_levels
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_catalog_change('stock');
