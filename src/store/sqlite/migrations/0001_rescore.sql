CREATE TABLE `mention_score` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`mention_id` integer NOT NULL,
	`version` text NOT NULL,
	`state` text NOT NULL,
	`lang` text,
	`sentiment_label` text,
	`sentiment_score` real,
	`betrayal_label` integer,
	`betrayal_p` real,
	`categories` text,
	`context` text
);
--> statement-breakpoint
CREATE INDEX `mention_score_version` ON `mention_score` (`mention_id`,`version`,`id`);--> statement-breakpoint
CREATE TABLE `past_incident` (
	`version` text NOT NULL,
	`incident_id` integer NOT NULL,
	`incident` text NOT NULL,
	`spikes` text NOT NULL,
	PRIMARY KEY(`version`, `incident_id`)
);
--> statement-breakpoint
CREATE TABLE `rescore_job` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` text NOT NULL,
	`state` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`total` integer NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`changed_sentiment` integer DEFAULT 0 NOT NULL,
	`changed_betrayal` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE `brand` ADD `rescored_at` integer;--> statement-breakpoint
ALTER TABLE `incident` ADD `rescored_at` integer;--> statement-breakpoint
CREATE INDEX `mention_scorer` ON `mention` (`scorer_version`,`id`);