-- A save can be undone for a moment, by an act of its own.
alter table register.entry drop constraint entry_act_check;
alter table register.entry add constraint entry_act_check check (act in ('taken', 'amended', 'signed-in', 'left-site',
  'returned', 'closed', 'reopened', 'planned', 'school-closed', 'withdrawn', 'imported', 'undone'));
