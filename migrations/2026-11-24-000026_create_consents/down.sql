DROP TABLE consents;
DROP FUNCTION refuse_forgetting_while_open();
