drop index "spike_identity";
--> statement-breakpoint
alter table "spike" add column "precision" text collate "C" default 'hour' not null;
--> statement-breakpoint
create unique index "spike_identity" on "spike" ("brand_id", "source", "onset", "precision");
--> statement-breakpoint
alter table "bucket" add column "day_precise" integer default 0 not null;
--> statement-breakpoint
create index "bucket_day_precise" on "bucket" ("brand_id", "start") where day_precise > 0;
--> statement-breakpoint
alter table "expired_bucket" add column "day_precise" integer default 0 not null;
--> statement-breakpoint
alter table "mention" add column "precision" text collate "C";
