CREATE TABLE `reading_check` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`brand_id` integer NOT NULL,
	`at` integer NOT NULL,
	`who` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer NOT NULL,
	`sizes` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `reading_check_brand` ON `reading_check` (`brand_id`);--> statement-breakpoint
CREATE TABLE `reading_label` (
	`check_id` integer NOT NULL,
	`mention_id` integer NOT NULL,
	`stratum` integer NOT NULL,
	`position` integer,
	`betrayal` integer,
	`sentiment` text,
	`at` integer,
	`who` text,
	PRIMARY KEY(`check_id`, `mention_id`)
);
--> statement-breakpoint
CREATE INDEX `reading_label_mention` ON `reading_label` (`mention_id`);