/*
 * reserved_object_names: VALIDATE -> plan -> emit -> apply -> log
 *
 * Names an object may not have: those of the control plane (the list of Twenty,
 * whose clients speak our dialect) and those of GraphQL's own types and roots.
 * SQL's keywords are not reserved: every identifier is quoted, and the guide has
 * an object "order".
 *
 * Returns: the names, singular and plural.
 * Test:    test/functions/10-validate/reserved_object_names.tap.sql
 */
create or replace function compiler.reserved_object_names()
returns text[]
language sql
immutable parallel safe
security invoker
return '{
  approvedAccessDomain,approvedAccessDomains,appToken,appTokens,
  billingCustomer,billingCustomers,billingEntitlement,billingEntitlements,billingMeter,billingMeters,
  billingProduct,billingProducts,billingSubscription,billingSubscriptions,
  billingSubscriptionItem,billingSubscriptionItems,featureFlag,featureFlags,keyValuePair,keyValuePairs,
  postgresCredential,postgresCredentials,twoFactorMethod,twoFactorMethods,
  user,users,userWorkspace,userWorkspaces,workspace,workspaces,role,roles,userWorkspaceRole,userWorkspaceRoles,
  event,events,field,fields,link,links,currency,currencies,fullName,fullNames,address,addresses,
  type,types,object,objects,index,indexes,indices,relation,relations,search,searches,aggregate,aggregates,
  job,jobs,plan,plans,
  query,queries,mutation,mutations,subscription,subscriptions,node,nodes,edge,edges,cursor,cursors,
  pageInfo,pageInfos,filterIs,orderByDirection,orderByDirections,recordPosition,recordPositions,
  id,ids,int,float,string,boolean,date,datetime,dateTime,time,interval,json,uuid,bigInt,bigFloat,number
}'::text[];

comment on function compiler.reserved_object_names is 'Validate pass: names an object may not have.';

revoke all on function compiler.reserved_object_names from public;
