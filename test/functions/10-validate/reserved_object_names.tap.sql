select plan(30);

select ok(name = any (compiler.reserved_object_names()), format('%s is reserved', name))
from unnest('{user,users,workspace,role,userWorkspace,object,field,relation,index,search,event,currency,
  query,mutation,subscription,node,edge,pageInfo,filterIs,orderByDirection,recordPosition,id,string,int,float,boolean}'::text[]) name;

select is_empty(
  $$ select name from unnest('{order,orders,company,companies,person,people,opportunity,task,note,workspaceMember,
       product,orderItem,project,select,table,group,from}'::text[]) name
     where name = any (compiler.reserved_object_names()) $$,
  'standard objects, the guide''s examples and SQL''s keywords are free');
select is_empty(
  $$ select name from unnest(compiler.reserved_object_names()) name where compiler.validate_name('object', name) <> '{}' $$,
  'each could be a name');
select is_empty(
  $$ select name from unnest(compiler.reserved_object_names()) name group by name having count(*) > 1 $$,
  'none is listed twice');
select is_empty(
  $$ select o ->> key from jsonb_array_elements(compiler.standard_blueprint() -> 'objects') o,
       unnest('{nameSingular,namePlural}'::text[]) key
     where o ->> key = any (compiler.reserved_object_names()) $$,
  'no standard object has one');
