drop index "mention_scorer", "mention_author", "mention_fold_exact", "mention_fold_sketch";
--> statement-breakpoint
create index "mention_scorer" on "mention" ("scorer_version_id") where scorer_version_id is not null;
--> statement-breakpoint
create index "mention_fold_words" on "mention" ((published_at / 1209600000 * 1099511627776 + fold_exact % 1099511627776)) where fold_exact is not null and dupe_of is null;
--> statement-breakpoint
create index "mention_fold_sketch" on "mention" ((published_at / 1209600000 * 4294967296 + fold_sketch), "id") where fold_sketch is not null and dupe_of is null;
--> statement-breakpoint
create index "mention_author" on "mention" ((cast(id / 32768 as integer)), "author_pseudonym") where author_pseudonym is not null;
--> statement-breakpoint
alter table "bucket"
  alter "all_count" type integer, alter "negative" type integer, alter "neutral" type integer,
  alter "positive" type integer, alter "not_scored" type integer, alter "betrayal" type integer;
--> statement-breakpoint
alter table "bucket_category" alter "count" type integer;
--> statement-breakpoint
alter table "aged_bucket"
  alter "backfilled" type integer, alter "all_count" type integer, alter "negative" type integer,
  alter "neutral" type integer, alter "positive" type integer, alter "not_scored" type integer,
  alter "betrayal" type integer;
--> statement-breakpoint
alter table "aged_category" alter "count" type integer;
