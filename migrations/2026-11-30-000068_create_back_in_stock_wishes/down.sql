DROP TABLE back_in_stock_wishes;
