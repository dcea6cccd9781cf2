CREATE TABLE `correction` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`mention_id` integer NOT NULL,
	`field` text NOT NULL,
	`value` text NOT NULL,
	`who` text NOT NULL,
	`at` integer NOT NULL,
	`undone_at` integer,
	`undone_by` text
);
--> statement-breakpoint
CREATE INDEX `correction_mention` ON `correction` (`mention_id`);--> statement-breakpoint
CREATE TABLE `scorer_score` (
	`mention_id` integer PRIMARY KEY NOT NULL,
	`score` text NOT NULL
);
