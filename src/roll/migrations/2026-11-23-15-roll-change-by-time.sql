-- Who was entered on the roll, or moved, in the last days: asked every minute by the register's closing clock.
create index change_by_time on roll.change (school_id, at);
