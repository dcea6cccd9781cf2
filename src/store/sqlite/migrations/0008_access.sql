CREATE TABLE `alert_link_open` (
	`outbox_id` integer PRIMARY KEY NOT NULL,
	`incident_id` integer NOT NULL,
	`recipient` text NOT NULL,
	`opens` integer NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `alert_link_open_incident` ON `alert_link_open` (`incident_id`);--> statement-breakpoint
CREATE TABLE `alert_link_revoked` (
	`incident_id` integer NOT NULL,
	`recipient` text NOT NULL,
	`at` integer NOT NULL,
	`who` text NOT NULL,
	PRIMARY KEY(`incident_id`, `recipient`)
);
--> statement-breakpoint
ALTER TABLE `import` ADD `report` text;