-- The other field of a relation.
select plan(3);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
create function pg_temp.id(p_object text, p_field text) returns uuid language sql as $$
  select f.id from core."fieldMetadata" f join core."objectMetadata" o on o.id = f."objectMetadataId"
  where o."nameSingular" = p_object and f.name = p_field
$$;

select is(compiler.other_field_id(pg_temp.id('person', 'company')), pg_temp.id('company', 'people'), 'of the many side');
select is(compiler.other_field_id(pg_temp.id('company', 'people')), pg_temp.id('person', 'company'), 'of the list');
select is(compiler.other_field_id(pg_temp.id('company', 'name')), null, 'of another field: none');
