CREATE TABLE `bookmark` (
	`who` text NOT NULL,
	`mention_id` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`who`, `mention_id`)
);
--> statement-breakpoint
CREATE INDEX `bookmark_mention` ON `bookmark` (`mention_id`);--> statement-breakpoint
CREATE TABLE `correction` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`mention_id` integer NOT NULL,
	`field` text NOT NULL,
	`value` text NOT NULL,
	`who` text NOT NULL,
	`at` integer NOT NULL,
	`revision` integer NOT NULL,
	`undone_at` integer,
	`undone_by` text
);
--> statement-breakpoint
CREATE INDEX `correction_mention` ON `correction` (`mention_id`);--> statement-breakpoint
CREATE TABLE `mention_note` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`mention_id` integer NOT NULL,
	`who` text NOT NULL,
	`at` integer NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `mention_note_mention` ON `mention_note` (`mention_id`);--> statement-breakpoint
CREATE TABLE `mention_tag` (
	`mention_id` integer NOT NULL,
	`tag` text NOT NULL,
	`who` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`mention_id`, `tag`)
);
--> statement-breakpoint
CREATE INDEX `mention_tag_tag` ON `mention_tag` (`tag`);--> statement-breakpoint
CREATE TABLE `mute` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`brand_id` integer NOT NULL,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	`author_pseudonym` text DEFAULT '' NOT NULL,
	`why` text NOT NULL,
	`who` text NOT NULL,
	`at` integer NOT NULL,
	`undone_at` integer,
	`undone_by` text
);
--> statement-breakpoint
CREATE INDEX `mute_brand` ON `mute` (`brand_id`);--> statement-breakpoint
CREATE TABLE `muted_mention` (
	`brand_id` integer NOT NULL,
	`mention_id` integer NOT NULL,
	`mute_id` integer NOT NULL,
	PRIMARY KEY(`brand_id`, `mention_id`, `mute_id`)
);
--> statement-breakpoint
CREATE INDEX `muted_mention_mute` ON `muted_mention` (`mute_id`);--> statement-breakpoint
ALTER TABLE `mention` ADD `corrected` text;