alter table "api_token" add column "owner" text collate "C", add column "user_id" bigint;
--> statement-breakpoint
update "api_token" set "owner" = 'person', "user_id" = (select "id" from "user" where "email" = "created_by")
  where "created_by" in (select "email" from "user");
--> statement-breakpoint
insert into "installation_setting" ("name", "value")
  select 'first sign-in', 'before this was noted' where exists (select 1 from "session")
    or exists (select 1 from "audit" where "what" like 'signed in %' or "what" like 'signed out%')
    or exists (select 1 from "user" where "password_hash" is not null);
