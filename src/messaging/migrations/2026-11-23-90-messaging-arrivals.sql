-- Which numbers and addresses work is asked at every message: found from what failed and what arrived, not from all that was ever sent.

create index event_of_failure on messaging.event (school_id, message_id) where kind = 'failed';
create index event_of_arrival on messaging.event (school_id, message_id, number) where kind in ('failed', 'delivered');
