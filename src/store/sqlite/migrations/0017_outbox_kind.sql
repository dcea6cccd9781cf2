CREATE TABLE `__new_outbox` (
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
INSERT INTO `__new_outbox`("id", "kind", "incident_id", "outage_id", "stage", "channel", "recipient", "digest", "message_id", "state", "attempts", "next_at", "created_at", "sent_at", "last_error", "file") SELECT "id", CASE WHEN "incident_id" < 0 THEN 'source-outage' ELSE 'incident' END, CASE WHEN "incident_id" >= 0 THEN "incident_id" END, CASE WHEN "incident_id" < 0 THEN -"incident_id" END, CASE "stage" WHEN 'source-silent' THEN 'source-outage' WHEN 'source-back' THEN 'source-recovered' ELSE "stage" END, "channel", "recipient", "digest", "message_id", "state", "attempts", "next_at", "created_at", "sent_at", "last_error", "file" FROM `outbox`;--> statement-breakpoint
DROP TABLE `outbox`;--> statement-breakpoint
ALTER TABLE `__new_outbox` RENAME TO `outbox`;--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_message_id_unique` ON `outbox` (`message_id`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`next_at`);--> statement-breakpoint
CREATE INDEX `outbox_recipient` ON `outbox` (`recipient`,`sent_at`);