-- catalog_constraints(): keys, checks and indexes as Postgres deparses them.
select plan(5);

create schema probe;
create table probe.one (id int constraint pk primary key, a varchar constraint options check (a in ('A', 'B')), b text constraint uq unique);
create table probe.many (id int not null, "oneId" int constraint fk references probe.one on delete set null, during int4range,
  constraint ex exclude using gist (during with &&));
create index "IDX_one" on probe.one using btree (a) where b is null;
create unique index u on probe.one (b, a);

select set_eq(
  $$ select kind, subject, table_name, definition from compiler.catalog_constraints('probe') $$,
  $$ values ('PRIMARY_KEY', 'one.pk', 'one', 'PRIMARY KEY (id)'), ('CHECK', 'one.options', 'one', 'CHECK (a in (''A'', ''B''))'),
    ('UNIQUE', 'one.uq', 'one', 'UNIQUE (b)'),
    ('FOREIGN_KEY', 'many.fk', 'many', 'FOREIGN KEY ("oneId") REFERENCES probe.one(id) ON DELETE SET NULL'),
    ('EXCLUSION', 'many.ex', 'many', 'EXCLUDE USING gist (during WITH &&)'),
    ('INDEX', 'one."IDX_one"', 'one', 'CREATE INDEX "IDX_one" ON probe.one USING btree (a) WHERE (b IS NULL)'),
    ('INDEX', 'one.u', 'one', 'CREATE UNIQUE INDEX u ON probe.one USING btree (b, a)') $$,
  'NOT NULL and the indexes of constraints left out');

create temp table before on commit drop as select * from compiler.catalog_constraints('probe');
do $$ declare v text; begin
  for v in select drop_sql from before order by kind loop execute v; execute v; end loop;
end $$;
select is_empty($$ select * from compiler.catalog_constraints('probe') $$, 'drop_sql takes all away, and may run twice');
do $$ declare v text; begin
  for v in select create_sql from before order by kind <> 'PRIMARY_KEY', kind loop execute v; end loop;
end $$;
select set_eq($$ select kind, subject, definition from compiler.catalog_constraints('probe') $$,
  $$ select kind, subject, definition from before $$, 'create_sql brings all back');

alter table probe.one drop constraint options, add constraint options check (a in ('A', 'B')) not valid;
update pg_index set indisvalid = false where indexrelid = 'probe.u'::regclass;
select set_eq($$ select subject, definition from compiler.catalog_constraints('probe') where subject in ('one.options', 'one.u') $$,
  $$ values ('one.options', 'CHECK (a in (''A'', ''B'')) NOT VALID'),
    ('one.u', 'CREATE UNIQUE INDEX u ON probe.one USING btree (b, a) -- invalid') $$, 'what does not hold yet says so');

alter table probe.one disable trigger all;
select matches((select definition from compiler.catalog_constraints('probe') where kind = 'FOREIGN_KEY'), ' -- disabled$',
  'a foreign key that nothing enforces any more');
