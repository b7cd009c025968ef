/*
 * Tokens for operators and tests: signed with the server's own secret for a workspace and one of its
 * roles, without a user behind them, or for a member.
 */
import { SignJWT } from 'jose';
import type pg from 'pg';
import { type Config, jwtSecret } from './config.ts';
import { userError } from './errors.ts';

/** A workspace as a token needs it. */
export interface TokenWorkspace {
  readonly id: string;
  readonly subdomain: string;
  readonly displayName: string;
  readonly schemaName: string;
  readonly roles: readonly string[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Finds a workspace by subdomain or id; `undefined` when there is none (a deleted one is asked for). */
export async function findWorkspace(
  client: pg.ClientBase,
  subdomainOrId: string,
  { deleted = false } = {},
): Promise<TokenWorkspace | undefined> {
  const column = UUID.test(subdomainOrId) ? 'id' : 'subdomain';
  const { rows } = await client.query<TokenWorkspace>(
    `select w.id, w.subdomain, w."displayName", w."schemaName",
            array(select r.name::text from core.role r where r."workspaceId" = w.id order by r.name) as roles
       from core.workspace w
      where w.${column} = $1 and ($2 or w."deletedAt" is null)`,
    [subdomainOrId, deleted],
  );
  return rows[0];
}

/** A member of a workspace as a token needs them. */
interface TokenMember {
  readonly userId: string;
  readonly role: string;
}

/** The member by e-mail address or user id. */
export async function findMember(
  client: pg.ClientBase,
  workspace: TokenWorkspace,
  user: string,
): Promise<TokenMember> {
  const { rows } = await client.query<TokenMember>(
    `select u.id as "userId", r.name as role
       from core."userWorkspace" m
       join core."user" u on u.id = m."userId" and u."deletedAt" is null
       join core.role r on r.id = m."roleId"
      where m."workspaceId" = $1 and m."deletedAt" is null and $2 in (lower(u.email), u.id::text)`,
    [workspace.id, user.toLowerCase()],
  );
  const [member] = rows;
  if (member !== undefined) return member;
  throw userError(
    `Workspace "${workspace.subdomain}" has no member "${user}": give the e-mail address or the id of a user who is one.`,
  );
}

/** Signs a token for a role of a workspace, and for a user; `expiresIn` is a span such as `12h` or `7d`. */
export async function mintToken(
  config: Config,
  workspace: TokenWorkspace,
  role: string,
  expiresIn: string,
  userId?: string,
): Promise<string> {
  if (!workspace.roles.includes(role)) {
    throw userError(
      `Workspace "${workspace.subdomain}" has no role "${role}": it has ${workspace.roles.join(', ')}.`,
    );
  }
  const token = new SignJWT({ workspaceId: workspace.id, role })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setAudience(config.jwt.audience)
    .setIssuedAt()
    .setExpirationTime(expiresIn);
  if (userId !== undefined) token.setSubject(userId);
  if (config.jwt.issuer !== undefined) token.setIssuer(config.jwt.issuer);
  return token.sign(new TextEncoder().encode(jwtSecret(config)));
}
