-- How far apart the feed's entries usually are, by their own dates.
alter table feed add column usual_gap_seconds integer;
