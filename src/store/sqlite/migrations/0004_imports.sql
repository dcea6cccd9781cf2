CREATE TABLE `mention_import` (
	`mention_id` integer NOT NULL,
	`brand_id` integer NOT NULL,
	`import_id` integer NOT NULL,
	PRIMARY KEY(`mention_id`, `brand_id`, `import_id`)
);
--> statement-breakpoint
CREATE INDEX `mention_import_import` ON `mention_import` (`import_id`) WHERE import_id > 0;--> statement-breakpoint
CREATE TABLE `import` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`file` text NOT NULL,
	`hash` text,
	`brand` text NOT NULL,
	`created` text NOT NULL,
	`sources` text NOT NULL,
	`who` text NOT NULL,
	`settings` text NOT NULL,
	`state` text NOT NULL,
	`read` integer DEFAULT 0 NOT NULL,
	`accepted` integer DEFAULT 0 NOT NULL,
	`duplicates` integer DEFAULT 0 NOT NULL,
	`conflicts` integer DEFAULT 0 NOT NULL,
	`replaced` integer DEFAULT 0 NOT NULL,
	`left_out` integer DEFAULT 0 NOT NULL,
	`rejected` integer DEFAULT 0 NOT NULL,
	`error` text,
	`started_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`finished_at` integer,
	`undone_at` integer,
	`undone_by` text
);
--> statement-breakpoint
CREATE TABLE `mention_replaced` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`import_id` integer NOT NULL,
	`mention_id` integer NOT NULL,
	`before` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `mention_replaced_mention` ON `mention_replaced` (`mention_id`);--> statement-breakpoint
CREATE INDEX `mention_replaced_import` ON `mention_replaced` (`import_id`);--> statement-breakpoint
ALTER TABLE `mention` ADD `import_id` integer;--> statement-breakpoint
ALTER TABLE `mention` ADD `words_hash` integer;--> statement-breakpoint
CREATE INDEX `mention_brought` ON `mention` (`import_id`) WHERE import_id is not null;--> statement-breakpoint
CREATE INDEX `mention_words` ON `mention` (`words_hash`) WHERE substr(external_id, 1, 2) = 'w:';