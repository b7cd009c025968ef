/*
 * Deals with a unique code, of which a seller sees only those whose title is not "secret".
 */
import { done } from '../scripts/graphql/changing.ts';
import { createRole, upsert } from '../scripts/graphql/permissions.ts';
import { type Api, type Caller, createObject, startApi } from '../scripts/graphql/support.ts';

export interface HiddenDeals {
  /** Its log has the statements. */
  readonly api: Api;
  readonly admin: Caller;
  readonly seller: Caller;
  /** The id of the object. */
  readonly objectId: string;
  /** Of two that are hidden and one that is not, by their codes. */
  readonly ids: Readonly<Record<'hidden-1' | 'hidden-2' | 'seen', string>>;
}

/** Starts a server with them. */
export async function startHiddenDeals(workspace: string): Promise<HiddenDeals> {
  const api = await startApi({ LOG_LEVEL: 'debug' });
  const admin = await api.caller(await api.createWorkspace(workspace));
  const objectId = await createObject(admin, 'deal', 'deals', [
    { name: 'title', type: 'TEXT' },
    { name: 'code', type: 'TEXT', isUnique: true },
  ]);
  const role = await createRole(admin, { name: 'Seller', canDestroyAllObjectRecords: true });
  const readFilter = { title: { neq: 'secret' } };
  await done(upsert(admin, 'Row', role, [{ objectMetadataId: objectId, readFilter }]));
  const create = async (title: string, code: string): Promise<string> => {
    const { createDeal } = await admin.data(
      'mutation ($data: DealCreateInput!) { createDeal(data: $data) { id } }',
      { data: { title, code } },
    );
    return createDeal.id;
  };
  const ids = {
    'hidden-1': await create('secret', 'hidden-1'),
    'hidden-2': await create('secret', 'hidden-2'),
    seen: await create('public', 'seen'),
  };
  return { api, admin, seller: await api.caller(admin.workspaceId, 'Seller'), objectId, ids };
}
