alter table "api_token" add column "owner" text collate "C", add column "user_id" bigint;
--> statement-breakpoint
update "api_token" set "owner" = 'person', "user_id" = (select "id" from "user" where "email" = "created_by")
  where "created_by" in (select "email" from "user");
