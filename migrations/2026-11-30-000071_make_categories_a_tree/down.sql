DROP TRIGGER categories_stay_a_tree ON categories;
DROP FUNCTION keep_categories_a_tree();
DROP FUNCTION lock_category_tree();
DROP FUNCTION category_ways();
DROP FUNCTION category_branch(text);
ALTER TABLE categories DROP COLUMN version;
