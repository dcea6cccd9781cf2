-- Scores of older versions counted a failing service only in posts of broken trust. What they kept of it elsewhere goes, so
-- that taking such a score out of the counts takes out what it had put in. Those posts are scored again at start.
alter table "spike" add column "kind_probability" double precision;
--> statement-breakpoint
alter table "spike" add column "themes" json;
--> statement-breakpoint
alter table "spike" add column "polarised" boolean;
--> statement-breakpoint
alter table "spike" add column "alarm_at" bigint;
--> statement-breakpoint
alter table "spike" add column "provisional" boolean default false not null;
--> statement-breakpoint
update "mention" set "categories" = null where "categories"::text like '%"service_failure"%' and (coalesce("corrected"::text, '') like '%"betrayal":false%' or (not "betrayal_label" and coalesce("corrected"::text, '') not like '%"betrayal":true%' and coalesce("corrected"::text, '') not like '%"add":%'));
--> statement-breakpoint
update "mention_score" set "categories" = null where not "betrayal_label" and "categories"::text like '%"service_failure"%';
