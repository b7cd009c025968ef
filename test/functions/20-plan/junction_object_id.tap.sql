-- The object that holds a MANY_TO_MANY relation.
select plan(4);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'writers', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_MANY',
   'relationTargetObjectId', pg_temp.id('b2'), 'relationTargetFieldName', 'written', 'junctionObjectName', 'credit'));

create function pg_temp.junction_of(p_name text) returns text language sql as $$
  select o."nameSingular" from core."fieldMetadata" f join core."objectMetadata" o on o.id = compiler.junction_object_id(f.id) where f.name = p_name
$$;
select is(pg_temp.junction_of('writers'), 'credit', 'of the field');
select is(pg_temp.junction_of('written'), 'credit', 'of its inverse');
select is(pg_temp.junction_of('credits'), null, 'not of another relation');
delete from core."fieldMetadata" f using core."objectMetadata" o
where o.id = f."objectMetadataId" and (f.id = pg_temp.id('c1') or o."nameSingular" = 'credit');
select is(compiler.junction_object_id(pg_temp.id('c1')), null, 'once its relations are deleted, of none');
