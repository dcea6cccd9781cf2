create table "webhook_delivery" (
  "hash" text collate "C" primary key,
  "source" text collate "C" not null,
  "at" bigint not null
);
--> statement-breakpoint
create index "webhook_delivery_at" on "webhook_delivery" ("at");
