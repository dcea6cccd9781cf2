CREATE TABLE `scorer_version` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scorer_version_name_unique` ON `scorer_version` (`name`);
--> statement-breakpoint
INSERT INTO `scorer_version` (`name`) SELECT `scorer_version` FROM `mention` WHERE `scorer_version` IS NOT NULL UNION SELECT `version` FROM `mention_score`;
--> statement-breakpoint
CREATE TABLE `aged_bucket` (
	`brand_id` integer NOT NULL,
	`start` integer NOT NULL,
	`source` text NOT NULL,
	`scorer_version_id` integer NOT NULL,
	`counted` integer NOT NULL,
	`backfilled` integer NOT NULL,
	`all_count` integer NOT NULL,
	`negative` integer NOT NULL,
	`neutral` integer NOT NULL,
	`positive` integer NOT NULL,
	`not_scored` integer NOT NULL,
	`betrayal` integer NOT NULL,
	`sentiment_milli` integer NOT NULL,
	PRIMARY KEY(`brand_id`, `start`, `source`, `scorer_version_id`, `counted`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `aged_category` (
	`brand_id` integer NOT NULL,
	`start` integer NOT NULL,
	`source` text NOT NULL,
	`scorer_version_id` integer NOT NULL,
	`counted` integer NOT NULL,
	`code` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`brand_id`, `start`, `source`, `scorer_version_id`, `counted`, `code`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `aged_mention` (
	`day` integer NOT NULL,
	`brand_id` integer NOT NULL,
	`source` text NOT NULL,
	`identities` text NOT NULL,
	PRIMARY KEY(`day`, `brand_id`, `source`)
) WITHOUT ROWID;
--> statement-breakpoint
DROP INDEX `mention_state`;
--> statement-breakpoint
DROP INDEX `mention_scorer`;
--> statement-breakpoint
DROP INDEX `mention_kept`;
--> statement-breakpoint
ALTER TABLE `mention` ADD `scorer_version_id` integer;
--> statement-breakpoint
UPDATE `mention` SET `scorer_version_id` = (SELECT `id` FROM `scorer_version` WHERE `name` = `mention`.`scorer_version`) WHERE `scorer_version` IS NOT NULL;
--> statement-breakpoint
ALTER TABLE `mention` DROP COLUMN `scorer_version`;
--> statement-breakpoint
CREATE INDEX `mention_pending` ON `mention` (`id`) WHERE state = 'pending';
--> statement-breakpoint
CREATE INDEX `mention_dead` ON `mention` (`id`) WHERE state = 'dead';
--> statement-breakpoint
CREATE INDEX `mention_scorer` ON `mention` (`scorer_version_id`,`id`);
--> statement-breakpoint
CREATE INDEX `mention_kept` ON `mention` (`collected_at`) WHERE not simulated;
--> statement-breakpoint
DROP INDEX `mention_score_version`;
--> statement-breakpoint
ALTER TABLE `mention_score` ADD `scorer_version_id` integer NOT NULL DEFAULT 0;
--> statement-breakpoint
UPDATE `mention_score` SET `scorer_version_id` = (SELECT `id` FROM `scorer_version` WHERE `name` = `mention_score`.`version`);
--> statement-breakpoint
ALTER TABLE `mention_score` DROP COLUMN `version`;
--> statement-breakpoint
CREATE INDEX `mention_score_version` ON `mention_score` (`mention_id`,`scorer_version_id`,`id`);
--> statement-breakpoint
CREATE TABLE `bucket_lean` (
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
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `bucket_lean` SELECT `brand_id`, `width_ms`, `start`, `source`, `all_count`, `negative`, `neutral`, `positive`, `not_scored`, `betrayal`, `sentiment_milli` FROM `bucket`;
--> statement-breakpoint
DROP TABLE `bucket`;
--> statement-breakpoint
ALTER TABLE `bucket_lean` RENAME TO `bucket`;
--> statement-breakpoint
CREATE TABLE `bucket_category_lean` (
	`brand_id` integer NOT NULL,
	`width_ms` integer NOT NULL,
	`start` integer NOT NULL,
	`source` text NOT NULL,
	`code` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`brand_id`, `width_ms`, `start`, `source`, `code`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `bucket_category_lean` SELECT `brand_id`, `width_ms`, `start`, `source`, `code`, `count` FROM `bucket_category`;
--> statement-breakpoint
DROP TABLE `bucket_category`;
--> statement-breakpoint
ALTER TABLE `bucket_category_lean` RENAME TO `bucket_category`;
--> statement-breakpoint
CREATE TABLE `mention_brand_lean` (
	`brand_id` integer NOT NULL,
	`published_at` integer NOT NULL,
	`mention_id` integer NOT NULL,
	PRIMARY KEY(`brand_id`, `published_at`, `mention_id`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `mention_brand_lean` SELECT `brand_id`, `published_at`, `mention_id` FROM `mention_brand`;
--> statement-breakpoint
DROP TABLE `mention_brand`;
--> statement-breakpoint
ALTER TABLE `mention_brand_lean` RENAME TO `mention_brand`;
--> statement-breakpoint
CREATE INDEX `mention_brand_mention` ON `mention_brand` (`mention_id`);
--> statement-breakpoint
ALTER TABLE `brand` ADD `changed_from` integer DEFAULT 0 NOT NULL;
