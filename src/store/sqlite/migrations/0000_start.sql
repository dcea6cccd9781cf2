CREATE TABLE `alert` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`incident_id` integer NOT NULL,
	`stage` text NOT NULL,
	`send` integer NOT NULL,
	`reason` text NOT NULL,
	`decided_at` integer NOT NULL,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alert_stage` ON `alert` (`incident_id`,`stage`);--> statement-breakpoint
CREATE TABLE `api_token` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_token_hash_unique` ON `api_token` (`hash`);--> statement-breakpoint
CREATE TABLE `brand` (
	`id` integer PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`origin` text NOT NULL,
	`dirty_version` integer DEFAULT 0 NOT NULL,
	`detected_version` integer DEFAULT 0 NOT NULL,
	`has_real` integer DEFAULT false NOT NULL,
	`has_simulated` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `brand_slug_unique` ON `brand` (`slug`);--> statement-breakpoint
CREATE TABLE `bucket` (
	`brand_id` integer NOT NULL,
	`width_ms` integer NOT NULL,
	`start` integer NOT NULL,
	`source` text NOT NULL,
	`all_count` integer NOT NULL,
	`negative` integer NOT NULL,
	`neutral` integer NOT NULL,
	`positive` integer NOT NULL,
	`not_scored` integer NOT NULL,
	`betrayal` integer NOT NULL,
	`sentiment_milli` integer NOT NULL,
	PRIMARY KEY(`brand_id`, `width_ms`, `start`, `source`)
);
--> statement-breakpoint
CREATE TABLE `bucket_category` (
	`brand_id` integer NOT NULL,
	`width_ms` integer NOT NULL,
	`start` integer NOT NULL,
	`source` text NOT NULL,
	`code` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`brand_id`, `width_ms`, `start`, `source`, `code`)
);
--> statement-breakpoint
CREATE TABLE `dead_letter` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`stage` text NOT NULL,
	`source` text NOT NULL,
	`ref` text NOT NULL,
	`reason` text NOT NULL,
	`payload` text NOT NULL,
	`created_at` integer NOT NULL,
	`replayed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dead_letter_identity` ON `dead_letter` (`stage`,`source`,`ref`);--> statement-breakpoint
CREATE TABLE `incident` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slug` text NOT NULL,
	`brand_id` integer NOT NULL,
	`title` text NOT NULL,
	`state` text NOT NULL,
	`onset` integer NOT NULL,
	`end` integer,
	`severity` integer NOT NULL,
	`simulated` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incident_slug_unique` ON `incident` (`slug`);--> statement-breakpoint
CREATE INDEX `incident_brand` ON `incident` (`brand_id`);--> statement-breakpoint
CREATE TABLE `login_token` (
	`hash` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `mention` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source` text NOT NULL,
	`external_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`title` text,
	`url` text,
	`lang` text,
	`author_pseudonym` text,
	`followers` integer,
	`reach` integer NOT NULL,
	`rating` real,
	`parent_external_id` text,
	`published_at` integer NOT NULL,
	`collected_at` integer NOT NULL,
	`simulated` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`sentiment_label` text,
	`sentiment_score` real,
	`betrayal_label` integer,
	`betrayal_p` real,
	`categories` text,
	`context` text,
	`scorer_version` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mention_source_external` ON `mention` (`source`,`external_id`);--> statement-breakpoint
CREATE INDEX `mention_state` ON `mention` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `mention_brand` (
	`brand_id` integer NOT NULL,
	`published_at` integer NOT NULL,
	`mention_id` integer NOT NULL,
	PRIMARY KEY(`brand_id`, `published_at`, `mention_id`)
);
--> statement-breakpoint
CREATE INDEX `mention_brand_mention` ON `mention_brand` (`mention_id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`incident_id` integer NOT NULL,
	`stage` text NOT NULL,
	`channel` text NOT NULL,
	`recipient` text NOT NULL,
	`message_id` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`last_error` text,
	`file` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_message_id_unique` ON `outbox` (`message_id`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`next_at`);--> statement-breakpoint
CREATE INDEX `outbox_recipient` ON `outbox` (`recipient`,`sent_at`);--> statement-breakpoint
CREATE TABLE `session` (
	`hash` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `source_state` (
	`source` text PRIMARY KEY NOT NULL,
	`cursor` text,
	`last_read_at` integer,
	`last_new_at` integer,
	`last_error` text,
	`failures` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `spike` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`brand_id` integer NOT NULL,
	`incident_id` integer NOT NULL,
	`series` text NOT NULL,
	`source` text NOT NULL,
	`kind` text NOT NULL,
	`onset` integer NOT NULL,
	`peak_at` integer NOT NULL,
	`end` integer,
	`observed` real NOT NULL,
	`expected` real NOT NULL,
	`score` real NOT NULL,
	`severity` integer NOT NULL,
	`betrayal_share` real NOT NULL,
	`negative_share` real NOT NULL,
	`categories` text NOT NULL,
	`attribution` text NOT NULL,
	`phrases` text NOT NULL,
	`simulated` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `spike_identity` ON `spike` (`brand_id`,`source`,`onset`);--> statement-breakpoint
CREATE TABLE `timeline_entry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`incident_id` integer NOT NULL,
	`at` integer NOT NULL,
	`who` text NOT NULL,
	`what` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `timeline_incident` ON `timeline_entry` (`incident_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);