drop index "mention_fold_exact";
--> statement-breakpoint
drop index "mention_fold_sketch";
--> statement-breakpoint
create index "mention_fold_exact" on "mention" ("fold_exact") where fold_exact is not null and dupe_of is null;
--> statement-breakpoint
create index "mention_fold_sketch" on "mention" ("fold_sketch") where fold_sketch is not null and dupe_of is null;
