-- The tables whose records a change asks.
select plan(12);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null),
  (pg_temp.id('c2'), pg_temp.id('b1'), 'sequels', 'RELATION', jsonb_build_object('relationType', 'ONE_TO_MANY', 'relationTargetObjectId', pg_temp.id('b1')));
create function pg_temp.change(p_end text, p_next jsonb) returns compiler.field_change language sql as $$
  select row(f, case when p_next is not null then jsonb_populate_record(f, p_next) end)::compiler.field_change
  from core."fieldMetadata" f where f.id = pg_temp.id(p_end)
$$;
create function pg_temp.tables(p_end text, p_next jsonb) returns text[] language sql as
  $$ select compiler.counted_tables(row('{}', array[pg_temp.change(p_end, p_next)])::compiler.changes) $$;

select is(pg_temp.tables('c1', next::jsonb), '{book}', 'asked: ' || next)
from (values ('{"type": "NUMBER"}'), ('{"settings": {"maxLength": 5}}'), ('{"isNullable": false}'), ('{"isUnique": true}'), ('{"isActive": false}')) t (next);
select is(pg_temp.tables('c1', next::jsonb), '{}', 'not asked: ' || coalesce(next, 'deleted'))
from (values ('{"name": "x", "label": "y"}'), ('{"description": "x", "icon": "y"}'), ('{"defaultValue": "x"}'), (null)) t (next);
select is(pg_temp.tables('c2', '{"settings": {}}'), '{}', 'a list has no column');
select is(compiler.counted_tables(row('{}', '{}')), '{}', 'no field');
update core."objectMetadata" set "nameSingular" = 'tome' where id = pg_temp.id('b1');
select is(pg_temp.tables('c1', '{"isUnique": true}'), '{tome}', 'by the name that the table has');
