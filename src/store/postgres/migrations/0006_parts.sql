drop index "mention_scorer", "mention_author", "mention_fold_exact", "mention_fold_sketch";
--> statement-breakpoint
alter table "mention"
  alter "fold_exact" type bigint using ('x' || substr("fold_exact", 4))::bit(52)::bigint,
  alter "fold_sketch" type bigint using ('x' || "fold_sketch")::bit(32)::bigint;
--> statement-breakpoint
create index "mention_scorer" on "mention" ("scorer_version_id", "id") where scorer_version_id is not null;
--> statement-breakpoint
create index "mention_author" on "mention" ((id / 32768), "author_pseudonym") where author_pseudonym is not null;
--> statement-breakpoint
create index "mention_fold_exact" on "mention" ((published_at / 1209600000), "fold_exact") where fold_exact is not null and dupe_of is null;
--> statement-breakpoint
create index "mention_fold_sketch" on "mention" ((published_at / 1209600000), "fold_sketch") where fold_sketch is not null and dupe_of is null;
--> statement-breakpoint
alter table "brand" add "since_version" bigint not null default 0;
--> statement-breakpoint
alter table "brand" add "since_from" bigint not null default 0;
