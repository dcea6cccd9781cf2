DROP INDEX `mention_fold_exact`;--> statement-breakpoint
DROP INDEX `mention_fold_sketch`;--> statement-breakpoint
CREATE INDEX `mention_fold_exact` ON `mention` (`fold_exact`) WHERE fold_exact is not null and dupe_of is null;--> statement-breakpoint
CREATE INDEX `mention_fold_sketch` ON `mention` (`fold_sketch`) WHERE fold_sketch is not null and dupe_of is null;