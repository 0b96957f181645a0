DROP TABLE mail_quotas;
DROP TABLE mailed_links;
