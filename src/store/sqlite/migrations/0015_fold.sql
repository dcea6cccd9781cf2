DROP INDEX `mention_fold_exact`;
--> statement-breakpoint
DROP INDEX `mention_scorer`;
--> statement-breakpoint
DROP INDEX `mention_author`;
--> statement-breakpoint
DROP INDEX `mention_fold_sketch`;
--> statement-breakpoint
CREATE INDEX `mention_fold_words` ON `mention` ((published_at / 1209600000 * 1099511627776 + fold_exact % 1099511627776)) WHERE fold_exact is not null and dupe_of is null;
--> statement-breakpoint
CREATE INDEX `mention_scorer` ON `mention` (`scorer_version_id`) WHERE scorer_version_id is not null;
--> statement-breakpoint
CREATE INDEX `mention_author` ON `mention` ((cast(id / 32768 as integer)),`author_pseudonym`) WHERE author_pseudonym is not null;
--> statement-breakpoint
CREATE INDEX `mention_fold_sketch` ON `mention` ((published_at / 1209600000 * 4294967296 + fold_sketch),`id`) WHERE fold_sketch is not null and dupe_of is null;