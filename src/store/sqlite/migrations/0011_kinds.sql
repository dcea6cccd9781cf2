-- Scores of older versions counted a failing service only in posts of broken trust. What they kept of it elsewhere goes, so
-- that taking such a score out of the counts takes out what it had put in. Those posts are scored again at start.
ALTER TABLE `spike` ADD `kind_probability` real;--> statement-breakpoint
ALTER TABLE `spike` ADD `themes` text;--> statement-breakpoint
ALTER TABLE `spike` ADD `polarised` integer;--> statement-breakpoint
ALTER TABLE `spike` ADD `alarm_at` integer;--> statement-breakpoint
ALTER TABLE `spike` ADD `provisional` integer DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE `mention` SET `categories` = null WHERE `categories` LIKE '%"service_failure"%' AND (coalesce(`corrected`, '') LIKE '%"betrayal":false%' OR (`betrayal_label` = 0 AND coalesce(`corrected`, '') NOT LIKE '%"betrayal":true%' AND coalesce(`corrected`, '') NOT LIKE '%"add":%'));--> statement-breakpoint
UPDATE `mention_score` SET `categories` = null WHERE `betrayal_label` = 0 AND `categories` LIKE '%"service_failure"%';
