-- From the schema of release 0.1 to 0000_start: names, and the kind of an outbox row. Runs in one transaction.
alter table aged_mention rename to expired_mention;
alter table aged_bucket rename to expired_bucket;
alter table aged_category rename to expired_category;
alter table fact rename to installation_setting;

alter table login_try rename to login_attempt;
alter table login_attempt rename column tries to attempts;

alter table answer rename to response_draft;
drop index answer_brand;
create index response_draft_brand on response_draft (brand, changed_at);

alter table policy_record rename to policy_snapshot;
drop index policy_record_ref;
drop index policy_record_document;
create unique index policy_snapshot_ref on policy_snapshot (source, ref);
create index policy_snapshot_document on policy_snapshot (brand, document, observed_at);

alter table policy_proposal rename to policy_candidate;
drop index policy_proposal_slug_unique;
create unique index policy_candidate_slug_unique on policy_candidate (slug);
update policy_candidate set state = 'candidate' where state = 'proposed';

alter table source_notice rename to source_outage;
drop index source_notice_open;
alter table source_outage rename column back_at to recovered_at;
create unique index source_outage_open on source_outage (source) where recovered_at is null;

drop index incident_look_again;
alter table incident rename column look_again_at to decide_again_at;
create index incident_decide_again on incident (decide_again_at);

update alert set reason = 'already-notified' where reason = 'already-told';
update alert set reason = 'never-notified' where reason = 'never-told';

drop index mention_fold_words;
drop index mention_fold_sketch;
drop index mention_dupe;
drop index mention_kept;
alter table mention rename column fold_exact to fingerprint_exact;
alter table mention rename column fold_sketch to fingerprint_sketch;
alter table mention rename column dupe_of to duplicate_of;
create index mention_fingerprint_words on mention
  ((published_at / 1209600000 * 1099511627776 + fingerprint_exact % 1099511627776))
  where fingerprint_exact is not null and duplicate_of is null;
create index mention_fingerprint_sketch on mention
  ((published_at / 1209600000 * 4294967296 + fingerprint_sketch), id)
  where fingerprint_sketch is not null and duplicate_of is null;
create index mention_duplicate on mention (duplicate_of) where duplicate_of is not null;
create index mention_collected on mention (collected_at) where not simulated;

-- SQLite cannot drop `not null` from a column, so the outbox is copied. Release 0.1 stored source outages as negative
-- incident ids.
create table outbox_upgraded (
  id integer primary key autoincrement not null,
  kind text not null,
  incident_id integer,
  outage_id integer,
  stage text not null,
  channel text not null,
  recipient text not null,
  digest text,
  message_id text not null,
  state text not null,
  attempts integer default 0 not null,
  next_at integer not null,
  created_at integer not null,
  sent_at integer,
  last_error text,
  file text
);
insert into outbox_upgraded
  select id,
    case when incident_id < 0 then 'source-outage' else 'incident' end,
    case when incident_id >= 0 then incident_id end,
    case when incident_id < 0 then -incident_id end,
    case stage when 'source-silent' then 'source-outage' when 'source-back' then 'source-recovered' else stage end,
    channel, recipient, digest, message_id, state, attempts, next_at, created_at, sent_at, last_error, file
  from outbox;
-- Ids go on after the highest that was ever given.
delete from sqlite_sequence where name = 'outbox_upgraded';
insert into sqlite_sequence (name, seq) select 'outbox_upgraded', seq from sqlite_sequence where name = 'outbox';
drop table outbox;
alter table outbox_upgraded rename to outbox;
create unique index outbox_message_id_unique on outbox (message_id);
create index outbox_due on outbox (state, next_at);
create index outbox_recipient on outbox (recipient, sent_at);
