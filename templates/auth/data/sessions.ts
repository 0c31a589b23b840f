/** Sessions: a random token in a cookie, and its hash in the database, so that a stolen database opens no account. */
import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { cookies, headers } from 'ferry/headers'
import { database } from './database'
import { deviceOf } from './device'
import { COOKIE_OPTIONS, SESSION_COOKIE } from './session-cookie'
import { COLUMNS, type User, type UserRow, userFrom } from './users'

export interface Session {
  readonly id: number
  readonly device: string
  readonly startedAt: Date
  /** The one that asks. */
  readonly current: boolean
}

const LIFETIME = 30 * 24 * 3_600_000

/** Always a new token: one that somebody knew, or planted, before signing in is worth nothing after it. */
export async function startSession(userId: number): Promise<void> {
  await endSession()
  const token = randomBytes(32).toString('base64url')
  const now = Date.now()
  const device = deviceOf((await headers()).get('user-agent') ?? '')
  database().prepare('delete from sessions where expires_at < ?').run(now)
  database()
    .prepare('insert into sessions (token_hash, user_id, device, created_at, expires_at) values (?, ?, ?, ?, ?)')
    .run(hashOf(token), userId, device, now, now + LIFETIME)
  ;(await cookies()).set(SESSION_COOKIE, token, { ...COOKIE_OPTIONS, expires: now + LIFETIME })
}

/** The one of this browser. */
export async function endSession(): Promise<void> {
  const token = await currentToken()
  if (token === null) return
  database().prepare('delete from sessions where token_hash = ?').run(hashOf(token))
  ;(await cookies()).set(SESSION_COOKIE, '', { ...COOKIE_OPTIONS, maxAge: 0 })
}

export async function findSessionUser(): Promise<User | null> {
  const token = await currentToken()
  if (token === null) return null
  const row = database()
    .prepare(
      `select ${COLUMNS} from sessions join users on users.id = sessions.user_id where token_hash = ? and expires_at > ?`,
    )
    .get(hashOf(token), Date.now())
  return row ? userFrom(row as UserRow) : null
}

/** The latest first. */
export async function listSessions(userId: number): Promise<readonly Session[]> {
  const token = await currentToken()
  const rows = database()
    .prepare(
      'select id, device, created_at, token_hash from sessions where user_id = ? and expires_at > ? order by id desc',
    )
    .all(userId, Date.now()) as { id: number; device: string; created_at: number; token_hash: string }[]
  return rows.map(({ id, device, created_at, token_hash }) => ({
    id,
    device,
    startedAt: new Date(created_at),
    current: token !== null && token_hash === hashOf(token),
  }))
}

/** One of the user's own. */
export function endSessionOf(userId: number, id: number): void {
  database().prepare('delete from sessions where id = ? and user_id = ?').run(id, userId)
}

export function endAllSessions(userId: number): void {
  database().prepare('delete from sessions where user_id = ?').run(userId)
}

async function currentToken(): Promise<string | null> {
  const token = (await cookies()).get(SESSION_COOKIE)?.value ?? ''
  return /^[\w-]{43}$/.test(token) ? token : null
}

/** Plain SHA-256 will do: unlike a password, a token cannot be guessed. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
