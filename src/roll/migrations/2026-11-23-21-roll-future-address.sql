-- Regulation 8(3): which of the pupil's contacts the pupil will live with at the future address. Null where none was told.
alter table roll.pupil add column future_contacts uuid[];
-- The clock asks every minute whose day has come.
create index pupil_moving on roll.pupil (future_from) where future_from is not null;
