-- When a member joined is often not stated: the day for which it is said to be there is, and the member counts from that day.
alter table register_entry add column known_from text;
