CREATE TABLE `opt_out` (
	`recipient` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `outbox` ADD `digest` text;