CREATE TABLE `login_try` (
	`key` text PRIMARY KEY NOT NULL,
	`tries` integer NOT NULL,
	`until_at` integer NOT NULL
);
