-- A decision may set no marks of its own: one that follows upon five days of E begins on the sixth consecutive day, and in a session whose register
-- was taken the mark made there stays.
alter table leave.kept_away alter column entry drop not null;
