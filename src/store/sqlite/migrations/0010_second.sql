CREATE TABLE `open_reading` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`mention_id` integer NOT NULL,
	`late` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `open_reading_mention` ON `open_reading` (`mention_id`);--> statement-breakpoint
CREATE INDEX `open_reading_late` ON `open_reading` (`late`,`id`);