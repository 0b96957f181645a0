-- Roles whose work is closed to whoever has not signed in with a second factor.

ALTER TABLE roles ADD COLUMN requires_second_factor boolean NOT NULL DEFAULT false;
