DROP TABLE tax_rates;
DROP TABLE shipping_methods;
