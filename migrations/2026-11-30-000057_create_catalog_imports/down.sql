DROP TABLE catalog_import_products;
DROP TABLE catalog_imports;
