DROP INDEX `spike_identity`;--> statement-breakpoint
ALTER TABLE `spike` ADD `precision` text DEFAULT 'hour' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `spike_identity` ON `spike` (`brand_id`,`source`,`onset`,`precision`);--> statement-breakpoint
ALTER TABLE `bucket` ADD `day_precise` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `bucket_day_precise` ON `bucket` (`brand_id`,`start`) WHERE day_precise > 0;--> statement-breakpoint
ALTER TABLE `expired_bucket` ADD `day_precise` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `mention` ADD `precision` text;