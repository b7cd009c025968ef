-- Which types can label and picture records; and that a field which does may become each of them, and no other.
select plan(3 + 2 * 13);

select is(array(select t from unnest(array['TEXT', 'NUMBER', 'BOOLEAN', 'DATE', 'DATE_TIME', 'SELECT', 'MULTI_SELECT', 'RELATION', 'EMAIL', 'PHONE', 'URL', 'RATING', 'CURRENCY']) t
  where compiler.can_identify(t, false)), '{TEXT,NUMBER,DATE,DATE_TIME,SELECT,EMAIL,PHONE,URL,RATING}', 'a label');
select is(array(select t from unnest(array['TEXT', 'NUMBER', 'EMAIL', 'URL', 'SELECT', 'RELATION']) t where compiler.can_identify(t, true)), '{TEXT,URL}', 'a picture');

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT'), (pg_temp.id('c2'), pg_temp.id('b1'), 'cover', 'TEXT');
update core."objectMetadata" set "labelIdentifierFieldMetadataId" = pg_temp.id('c1'), "imageIdentifierFieldMetadataId" = pg_temp.id('c2') where id = pg_temp.id('b1');
set constraints all immediate;

-- What becomes of a field of an empty object that is given another type: always undone.
create function pg_temp.becomes(p_end text, p_type text) returns text language plpgsql as $$
declare v_result text;
begin
  update core."fieldMetadata" set type = p_type, settings = case p_type
    when 'CURRENCY' then '{"currencyCode": "EUR"}'::jsonb
    when 'SELECT' then '{"options": [{"value": "a", "label": "A"}]}' when 'MULTI_SELECT' then '{"options": [{"value": "a", "label": "A"}]}' end
  where id = pg_temp.id(p_end);
  raise exception 'undo' using errcode = 'UNDO1';
exception
  when sqlstate 'UNDO1' then return 'changed';
  when others then return sqlstate;
end $$;
-- A change to RELATION is refused whatever depends on the field.
select is(pg_temp.becomes(field, type), case
  when type = 'RELATION' then 'MC210'
  when type = 'TEXT' or compiler.can_identify(type, field = 'c2') then 'changed'
  else 'MC503' end, format('%s as %s', case field when 'c1' then 'the label' else 'the picture' end, type))
from unnest(array['c1', 'c2']) field, unnest(array['TEXT', 'NUMBER', 'BOOLEAN', 'DATE', 'DATE_TIME', 'SELECT', 'MULTI_SELECT', 'RELATION', 'EMAIL', 'PHONE', 'URL', 'RATING', 'CURRENCY']) type;
update core."fieldMetadata" set type = 'NUMBER' where id = pg_temp.id('c1');
select lives_ok($$ update core."objectMetadata" set "labelIdentifierFieldMetadataId" = pg_temp.id('c1') where id = pg_temp.id('b1') $$, 'and it labels still');
