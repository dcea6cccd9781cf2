ALTER TABLE `user` ADD `zone` text;--> statement-breakpoint
ALTER TABLE `user` ADD `visited_at` integer;--> statement-breakpoint
ALTER TABLE `user` ADD `visited_before` integer;