alter table "user" add column "zone" text collate "C";
--> statement-breakpoint
alter table "user" add column "visited_at" bigint;
--> statement-breakpoint
alter table "user" add column "visited_before" bigint;
