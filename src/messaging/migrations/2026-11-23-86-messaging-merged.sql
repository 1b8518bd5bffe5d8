-- Which message another was joined with, or which about fewer children took its place: asked for each message about to go.
create index event_merged on messaging.event (school_id, (facts ->> 'into')) where kind = 'merged';
