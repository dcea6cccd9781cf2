DELETE FROM `bucket` WHERE `width_ms` <> 3600000;--> statement-breakpoint
DELETE FROM `bucket_category` WHERE `width_ms` <> 3600000;
