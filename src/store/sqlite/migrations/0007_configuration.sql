CREATE TABLE `config_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`slug` text NOT NULL,
	`at` integer NOT NULL,
	`who` text NOT NULL,
	`before` text,
	`after` text
);
--> statement-breakpoint
CREATE INDEX `config_change_entry` ON `config_change` (`kind`,`slug`,`id`);--> statement-breakpoint
CREATE TABLE `config_entry` (
	`kind` text NOT NULL,
	`slug` text NOT NULL,
	`document` text NOT NULL,
	`revision` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`changed_by` text NOT NULL,
	PRIMARY KEY(`kind`, `slug`)
);
--> statement-breakpoint
CREATE TABLE `source_key` (
	`name` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`at` integer NOT NULL,
	`who` text NOT NULL
);
