CREATE TABLE `audit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`who` text NOT NULL,
	`what` text NOT NULL,
	`subject` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `api_token` ADD `brands` text;--> statement-breakpoint
ALTER TABLE `api_token` ADD `created_by` text;--> statement-breakpoint
ALTER TABLE `api_token` ADD `expires_at` integer;--> statement-breakpoint
ALTER TABLE `api_token` ADD `last_used_at` integer;--> statement-breakpoint
ALTER TABLE `user` ADD `brands` text;--> statement-breakpoint
ALTER TABLE `user` ADD `password_hash` text;--> statement-breakpoint
ALTER TABLE `user` ADD `revision` integer DEFAULT 1 NOT NULL;