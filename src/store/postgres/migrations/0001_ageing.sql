create index "mention_kept" on "mention" ("collected_at") where deleted_at is null and not simulated;
