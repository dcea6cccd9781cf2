CREATE TABLE `answer` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`brand` text NOT NULL,
	`incident` text,
	`template` text,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`state` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	`changed_by` text NOT NULL,
	`approved_by` text,
	`answered_at` integer,
	`url` text
);
--> statement-breakpoint
CREATE INDEX `answer_brand` ON `answer` (`brand`,`changed_at`);