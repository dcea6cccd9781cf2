ALTER TABLE `api_token` ADD `owner` text;--> statement-breakpoint
ALTER TABLE `api_token` ADD `user_id` integer;--> statement-breakpoint
update "api_token" set "owner" = 'person', "user_id" = (select "id" from "user" where "email" = "created_by")
  where "created_by" in (select "email" from "user");
