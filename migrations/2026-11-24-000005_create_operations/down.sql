DROP TABLE counters;
DROP TRIGGER stock_movements_append_only ON stock_movements;
DROP TABLE audit_events;
DROP FUNCTION refuse_change();
DROP TABLE outbox;
DROP TABLE webhook_events;
