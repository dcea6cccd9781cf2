delete from "bucket" where "width_ms" <> 3600000;
--> statement-breakpoint
delete from "bucket_category" where "width_ms" <> 3600000;
