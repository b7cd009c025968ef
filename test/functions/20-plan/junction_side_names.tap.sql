-- Which fields of a blueprint's object are the two that its MANY_TO_MANY relation is held by.
select plan(9);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'writers', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_MANY',
   'relationTargetObjectId', pg_temp.id('b2'), 'relationTargetFieldName', 'written', 'junctionObjectName', 'credit')),
  (pg_temp.id('c2'), pg_temp.id('b1'), 'sequels', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_MANY',
   'relationTargetObjectId', pg_temp.id('b1'), 'relationTargetFieldName', 'prequels', 'junctionObjectName', 'succession'));
create function pg_temp.object(p_name text) returns uuid language sql as
  $$ select o.id from core."objectMetadata" o where o."nameSingular" = p_name $$;
insert into core."fieldMetadata" ("objectMetadataId", name, type, settings) values
  (pg_temp.object('credit'), 'checkedBy', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2'),
   'relationTargetFieldName', 'checked'));

-- The names given to an object's fields, by the names that they have; fields of the blueprint as "name target".
create function pg_temp.names(p_object text, variadic p_listed text[]) returns text language sql as $$
  select string_agg(f.name || ' is ' || n.value, ', ' order by f.ordinal)
  from jsonb_each_text(compiler.junction_side_names(pg_temp.object(p_object), jsonb_build_object('fields', (
    select jsonb_agg(jsonb_build_object('name', split_part(l, ' ', 1), 'settings',
      jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObject', split_part(l, ' ', 2))) order by place)
    from unnest(p_listed) with ordinality l (l, place))))) n
  join core."fieldMetadata" f on f.id::text = n.key
$$;
select is(pg_temp.names('credit', 'book book', 'author author'), null, 'the names that they have');
select is(pg_temp.names('credit', 'book book', 'who author'), 'author is who', 'another name');
select is(pg_temp.names('credit', 'who author', 'what book', 'whoElse author'), 'book is what, author is who', 'the first that leads there');
select is(pg_temp.names('credit', 'book book', 'checkedBy author'), null, 'not one that is another field already');
select is(pg_temp.names('credit', 'book author', 'author book'), 'book is author, author is book', 'names alone say nothing');
select is(pg_temp.names('credit', 'book book', 'who company'), null, 'nor what leads elsewhere');
select is(pg_temp.names('succession', 'earlier book', 'later book'), 'book is earlier, otherBook is later', 'of an object with itself in their order');
select is(pg_temp.names('succession', 'book book', 'later book'), 'otherBook is later', 'or the one that is left');
select is(compiler.junction_side_names(pg_temp.id('b1'), '{"fields": [{"name": "x", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "author"}}]}'),
  '{}', 'of an object that is no junction none');
