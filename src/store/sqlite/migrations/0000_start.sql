-- `WITHOUT ROWID` is written by hand, Drizzle has no word for it: these tables are read by their primary keys alone, and
-- take half the space without a second key (sqlite.org/withoutrowid.html).
CREATE TABLE `alert` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`incident_id` integer NOT NULL,
	`stage` text NOT NULL,
	`send` integer NOT NULL,
	`reason` text NOT NULL,
	`decided_at` integer NOT NULL,
	`revision` integer NOT NULL,
	`step` integer DEFAULT 0 NOT NULL,
	`route` text DEFAULT '' NOT NULL,
	`severity` integer DEFAULT 10 NOT NULL,
	`over` integer DEFAULT false NOT NULL,
	`recipients` text,
	`until` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alert_decision` ON `alert` (`incident_id`,`stage`,`step`,`route`);--> statement-breakpoint
CREATE INDEX `alert_decided` ON `alert` (`decided_at`);--> statement-breakpoint
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
CREATE TABLE `brand` (
	`id` integer PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`origin` text NOT NULL,
	`dirty_version` integer DEFAULT 0 NOT NULL,
	`detected_version` integer DEFAULT 0 NOT NULL,
	`has_real` integer DEFAULT false NOT NULL,
	`has_simulated` integer DEFAULT false NOT NULL,
	`changed_from` integer DEFAULT 0 NOT NULL,
	`since_version` integer DEFAULT 0 NOT NULL,
	`since_from` integer DEFAULT 0 NOT NULL,
	`rescored_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `brand_slug_unique` ON `brand` (`slug`);--> statement-breakpoint
CREATE TABLE `control_count` (
	`source` text NOT NULL,
	`brand_id` integer NOT NULL,
	`width_ms` integer NOT NULL,
	`start` integer NOT NULL,
	`value` real NOT NULL,
	PRIMARY KEY(`brand_id`, `source`, `width_ms`, `start`)
);
--> statement-breakpoint
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
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `bucket_category` (
	`brand_id` integer NOT NULL,
	`width_ms` integer NOT NULL,
	`start` integer NOT NULL,
	`source` text NOT NULL,
	`code` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`brand_id`, `width_ms`, `start`, `source`, `code`)
) WITHOUT ROWID;
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
CREATE TABLE `response_draft` (
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
CREATE INDEX `response_draft_brand` ON `response_draft` (`brand`,`changed_at`);--> statement-breakpoint
CREATE TABLE `expired_bucket` (
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
CREATE TABLE `expired_category` (
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
CREATE TABLE `expired_mention` (
	`day` integer NOT NULL,
	`brand_id` integer NOT NULL,
	`source` text NOT NULL,
	`identities` text NOT NULL,
	PRIMARY KEY(`day`, `brand_id`, `source`)
) WITHOUT ROWID;
--> statement-breakpoint
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
	`revision` integer DEFAULT 1 NOT NULL,
	`rescored_at` integer,
	`decided_revision` integer,
	`decide_again_at` integer,
	`snoozed_until` integer,
	`assignee` text,
	`verdict` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incident_slug_unique` ON `incident` (`slug`);--> statement-breakpoint
CREATE INDEX `incident_brand` ON `incident` (`brand_id`);--> statement-breakpoint
CREATE INDEX `incident_decide_again` ON `incident` (`decide_again_at`);--> statement-breakpoint
CREATE TABLE `timeline_entry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`incident_id` integer NOT NULL,
	`at` integer NOT NULL,
	`who` text NOT NULL,
	`what` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `timeline_incident` ON `timeline_entry` (`incident_id`);--> statement-breakpoint
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
	`scorer_version_id` integer,
	`published_claimed` integer,
	`edited_at` integer,
	`deleted_at` integer,
	`backfilled` integer DEFAULT false NOT NULL,
	`fingerprint_exact` integer,
	`fingerprint_sketch` integer,
	`duplicate_of` integer,
	`corrected` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mention_source_external` ON `mention` (`source`,`external_id`);--> statement-breakpoint
CREATE INDEX `mention_pending` ON `mention` (`id`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `mention_dead` ON `mention` (`id`) WHERE state = 'dead';--> statement-breakpoint
CREATE INDEX `mention_scorer` ON `mention` (`scorer_version_id`) WHERE scorer_version_id is not null;--> statement-breakpoint
CREATE INDEX `mention_author` ON `mention` ((cast(id / 32768 as integer)),`author_pseudonym`) WHERE author_pseudonym is not null;--> statement-breakpoint
CREATE INDEX `mention_fingerprint_words` ON `mention` ((published_at / 1209600000 * 1099511627776 + fingerprint_exact % 1099511627776)) WHERE fingerprint_exact is not null and duplicate_of is null;--> statement-breakpoint
CREATE INDEX `mention_fingerprint_sketch` ON `mention` ((published_at / 1209600000 * 4294967296 + fingerprint_sketch),`id`) WHERE fingerprint_sketch is not null and duplicate_of is null;--> statement-breakpoint
CREATE INDEX `mention_duplicate` ON `mention` (`duplicate_of`) WHERE duplicate_of is not null;--> statement-breakpoint
CREATE INDEX `mention_collected` ON `mention` (`collected_at`) WHERE not simulated;--> statement-breakpoint
CREATE TABLE `mention_brand` (
	`brand_id` integer NOT NULL,
	`published_at` integer NOT NULL,
	`mention_id` integer NOT NULL,
	PRIMARY KEY(`brand_id`, `published_at`, `mention_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `mention_brand_mention` ON `mention_brand` (`mention_id`);--> statement-breakpoint
CREATE TABLE `mention_revision` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`mention_id` integer NOT NULL,
	`at` integer NOT NULL,
	`text` text NOT NULL,
	`title` text
);
--> statement-breakpoint
CREATE INDEX `mention_revision_mention` ON `mention_revision` (`mention_id`);--> statement-breakpoint
CREATE TABLE `source_outage` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source` text NOT NULL,
	`since` integer,
	`at` integer NOT NULL,
	`recovered_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `source_outage_open` ON `source_outage` (`source`) WHERE recovered_at is null;--> statement-breakpoint
CREATE TABLE `opt_out` (
	`recipient` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`incident_id` integer,
	`outage_id` integer,
	`stage` text NOT NULL,
	`channel` text NOT NULL,
	`recipient` text NOT NULL,
	`digest` text,
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
CREATE TABLE `api_token` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`brands` text,
	`created_at` integer NOT NULL,
	`created_by` text,
	`expires_at` integer,
	`last_used_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_token_hash_unique` ON `api_token` (`hash`);--> statement-breakpoint
CREATE TABLE `audit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`who` text NOT NULL,
	`what` text NOT NULL,
	`subject` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `login_attempt` (
	`key` text PRIMARY KEY NOT NULL,
	`attempts` integer NOT NULL,
	`until_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `login_token` (
	`hash` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `session` (
	`hash` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `user` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`brands` text,
	`password_hash` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `policy_candidate` (
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
CREATE UNIQUE INDEX `policy_candidate_slug_unique` ON `policy_candidate` (`slug`);--> statement-breakpoint
CREATE TABLE `policy_snapshot` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source` text NOT NULL,
	`brand` text NOT NULL,
	`document` text NOT NULL,
	`collection` text NOT NULL,
	`observed_at` integer NOT NULL,
	`seen_until` integer,
	`kind` text NOT NULL,
	`text_hash` text NOT NULL,
	`additions` integer,
	`deletions` integer,
	`ref` text NOT NULL,
	`url` text,
	`text` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `policy_snapshot_ref` ON `policy_snapshot` (`source`,`ref`);--> statement-breakpoint
CREATE INDEX `policy_snapshot_document` ON `policy_snapshot` (`brand`,`document`,`observed_at`);--> statement-breakpoint
CREATE TABLE `mention_score` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`mention_id` integer NOT NULL,
	`scorer_version_id` integer NOT NULL,
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
CREATE INDEX `mention_score_version` ON `mention_score` (`mention_id`,`scorer_version_id`,`id`);--> statement-breakpoint
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
CREATE TABLE `scorer_version` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scorer_version_name_unique` ON `scorer_version` (`name`);--> statement-breakpoint
CREATE TABLE `installation_setting` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `silence` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`brands` text NOT NULL,
	`kinds` text NOT NULL,
	`max_severity` integer NOT NULL,
	`from_at` integer NOT NULL,
	`until_at` integer NOT NULL,
	`author` text NOT NULL,
	`comment` text NOT NULL,
	`created_at` integer NOT NULL,
	`expired_at` integer,
	`expired_by` text
);
--> statement-breakpoint
CREATE INDEX `silence_until` ON `silence` (`until_at`);--> statement-breakpoint
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
CREATE TABLE `source_state` (
	`source` text PRIMARY KEY NOT NULL,
	`cursor` text,
	`last_read_at` integer,
	`last_new_at` integer,
	`last_error` text,
	`failures` integer DEFAULT 0 NOT NULL,
	`next_at` integer,
	`complete_until` integer,
	`newest_at` integer,
	`quota_remaining` integer,
	`quota_limit` integer,
	`quota_resets_at` integer,
	`lease_owner` text,
	`lease_until` integer
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
CREATE INDEX `muted_mention_mute` ON `muted_mention` (`mute_id`);