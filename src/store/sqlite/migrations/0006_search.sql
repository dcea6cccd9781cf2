CREATE TABLE `search_page` (
	`part` integer NOT NULL,
	`first` text NOT NULL,
	`data` blob NOT NULL,
	PRIMARY KEY(`part`, `first`)
);
--> statement-breakpoint
CREATE TABLE `search_part` (
	`part` integer PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`ready` integer DEFAULT false NOT NULL,
	`from_at` integer,
	`to_at` integer
);
--> statement-breakpoint
CREATE TABLE `chart_note` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`brand` text NOT NULL,
	`at` integer NOT NULL,
	`until` integer,
	`text` text NOT NULL,
	`who` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`deleted_at` integer,
	`deleted_by` text
);
--> statement-breakpoint
CREATE INDEX `chart_note_brand` ON `chart_note` (`brand`,`at`);--> statement-breakpoint
CREATE TABLE `saved_view` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`who` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`brands` text NOT NULL,
	`shared` integer NOT NULL,
	`pinned` integer NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `saved_view_who` ON `saved_view` (`who`);