CREATE TABLE `silence` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`brands` text NOT NULL,
	`kinds` text NOT NULL,
	`max_severity` integer NOT NULL,
	`from_at` integer NOT NULL,
	`until_at` integer NOT NULL,
	`author` text NOT NULL,
	`comment` text NOT NULL,
	`created_at` integer NOT NULL,
	`expired_at` integer,
	`expired_by` text
);
--> statement-breakpoint
CREATE INDEX `silence_until` ON `silence` (`until_at`);--> statement-breakpoint
CREATE TABLE `source_notice` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source` text NOT NULL,
	`since` integer,
	`at` integer NOT NULL,
	`back_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `source_notice_open` ON `source_notice` (`source`) WHERE back_at is null;--> statement-breakpoint
DROP INDEX `alert_stage`;--> statement-breakpoint
ALTER TABLE `alert` ADD `step` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `alert` ADD `route` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `alert` ADD `severity` integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE `alert` ADD `over` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `alert` ADD `recipients` text;--> statement-breakpoint
ALTER TABLE `alert` ADD `until` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `alert_decision` ON `alert` (`incident_id`,`stage`,`step`,`route`);--> statement-breakpoint
CREATE INDEX `alert_decided` ON `alert` (`decided_at`);--> statement-breakpoint
ALTER TABLE `incident` ADD `decided_revision` integer;--> statement-breakpoint
ALTER TABLE `incident` ADD `look_again_at` integer;--> statement-breakpoint
ALTER TABLE `incident` ADD `snoozed_until` integer;--> statement-breakpoint
ALTER TABLE `incident` ADD `assignee` text;--> statement-breakpoint
ALTER TABLE `incident` ADD `verdict` text;--> statement-breakpoint
CREATE INDEX `incident_look_again` ON `incident` (`look_again_at`);