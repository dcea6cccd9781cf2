alter table "outbox" add column "kind" text collate "C", add column "outage_id" bigint, alter column "incident_id" drop not null;
--> statement-breakpoint
update "outbox" set "kind" = case when "incident_id" < 0 then 'source-outage' else 'incident' end,
  "outage_id" = case when "incident_id" < 0 then -"incident_id" end,
  "incident_id" = case when "incident_id" >= 0 then "incident_id" end,
  "stage" = case "stage" when 'source-silent' then 'source-outage' when 'source-back' then 'source-recovered' else "stage" end;
--> statement-breakpoint
alter table "outbox" alter column "kind" set not null;
