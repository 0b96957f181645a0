DROP TABLE payments;
DROP TABLE order_lines;
DROP TABLE orders;
DROP TABLE stock_holds;
DROP TABLE checkouts;
