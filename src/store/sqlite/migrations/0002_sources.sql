CREATE TABLE `policy_proposal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slug` text NOT NULL,
	`brand` text NOT NULL,
	`document` text NOT NULL,
	`text_hash` text NOT NULL,
	`title` text NOT NULL,
	`state` text NOT NULL,
	`announced` integer,
	`observed_after` integer,
	`observed_by` integer,
	`effective` integer,
	`touches` text NOT NULL,
	`words` text NOT NULL,
	`summary` text NOT NULL,
	`evidence` text NOT NULL,
	`minor` integer NOT NULL,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	`decided_by` text,
	`revision` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `policy_proposal_slug_unique` ON `policy_proposal` (`slug`);--> statement-breakpoint
CREATE TABLE `policy_record` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source` text NOT NULL,
	`brand` text NOT NULL,
	`document` text NOT NULL,
	`collection` text NOT NULL,
	`observed_at` integer NOT NULL,
	`kind` text NOT NULL,
	`text_hash` text NOT NULL,
	`additions` integer,
	`deletions` integer,
	`ref` text NOT NULL,
	`url` text,
	`text` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `policy_record_ref` ON `policy_record` (`source`,`ref`);--> statement-breakpoint
CREATE INDEX `policy_record_document` ON `policy_record` (`brand`,`document`,`observed_at`);--> statement-breakpoint
CREATE TABLE `backfill` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source` text NOT NULL,
	`brand` text,
	`from_at` integer NOT NULL,
	`to_at` integer NOT NULL,
	`cursor` text,
	`reached` integer NOT NULL,
	`state` text NOT NULL,
	`read` integer DEFAULT 0 NOT NULL,
	`accepted` integer DEFAULT 0 NOT NULL,
	`duplicates` integer DEFAULT 0 NOT NULL,
	`rejected` integer DEFAULT 0 NOT NULL,
	`error` text,
	`gap_id` integer,
	`started_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `backfill_source` ON `backfill` (`source`,`state`);--> statement-breakpoint
CREATE TABLE `control_count` (
	`source` text NOT NULL,
	`brand_id` integer NOT NULL,
	`width_ms` integer NOT NULL,
	`start` integer NOT NULL,
	`value` real NOT NULL,
	PRIMARY KEY(`brand_id`, `source`, `width_ms`, `start`)
);
--> statement-breakpoint
CREATE TABLE `mention_revision` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`mention_id` integer NOT NULL,
	`at` integer NOT NULL,
	`text` text NOT NULL,
	`title` text
);
--> statement-breakpoint
CREATE INDEX `mention_revision_mention` ON `mention_revision` (`mention_id`);--> statement-breakpoint
CREATE TABLE `source_gap` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source` text NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer NOT NULL,
	`reason` text NOT NULL,
	`state` text NOT NULL,
	`found_at` integer NOT NULL,
	`closed_at` integer
);
--> statement-breakpoint
CREATE INDEX `source_gap_source` ON `source_gap` (`source`,`from_at`);--> statement-breakpoint
CREATE INDEX `source_gap_state` ON `source_gap` (`state`);--> statement-breakpoint
ALTER TABLE `mention` ADD `published_claimed` integer;--> statement-breakpoint
ALTER TABLE `mention` ADD `edited_at` integer;--> statement-breakpoint
ALTER TABLE `mention` ADD `deleted_at` integer;--> statement-breakpoint
ALTER TABLE `mention` ADD `backfilled` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `mention` ADD `fold_exact` text;--> statement-breakpoint
ALTER TABLE `mention` ADD `fold_sketch` text;--> statement-breakpoint
ALTER TABLE `mention` ADD `dupe_of` integer;--> statement-breakpoint
CREATE INDEX `mention_author` ON `mention` (`source`,`author_pseudonym`);--> statement-breakpoint
CREATE INDEX `mention_fold_exact` ON `mention` (`fold_exact`) WHERE fold_exact is not null;--> statement-breakpoint
CREATE INDEX `mention_fold_sketch` ON `mention` (`fold_sketch`) WHERE fold_sketch is not null;--> statement-breakpoint
CREATE INDEX `mention_dupe` ON `mention` (`dupe_of`) WHERE dupe_of is not null;--> statement-breakpoint
ALTER TABLE `source_state` ADD `next_at` integer;--> statement-breakpoint
ALTER TABLE `source_state` ADD `complete_until` integer;--> statement-breakpoint
ALTER TABLE `source_state` ADD `newest_at` integer;--> statement-breakpoint
ALTER TABLE `source_state` ADD `quota_remaining` integer;--> statement-breakpoint
ALTER TABLE `source_state` ADD `quota_limit` integer;--> statement-breakpoint
ALTER TABLE `source_state` ADD `quota_resets_at` integer;--> statement-breakpoint
ALTER TABLE `source_state` ADD `lease_owner` text;--> statement-breakpoint
ALTER TABLE `source_state` ADD `lease_until` integer;