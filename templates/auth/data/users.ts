/** Who has an account. What leaves this file has no password in it. */
import 'server-only'
import { database } from './database'

export type Role = 'member' | 'admin'

export interface User {
  readonly id: number
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly createdAt: Date
}

/** Null when the address is taken. The first one who signs up is an admin. */
export function createUser(user: { email: string; name: string; password: string }): number | null {
  const { changes, lastInsertRowid } = database()
    .prepare(
      `insert into users (email, name, password, role, created_at)
       values (?, ?, ?, case when exists (select 1 from users) then 'member' else 'admin' end, ?)
       on conflict (email) do nothing`,
    )
    .run(user.email, user.name, user.password, Date.now())
  return changes === 1 ? Number(lastInsertRowid) : null
}

export function findCredentials(email: string): { readonly id: number; readonly password: string } | null {
  const row = database().prepare('select id, password from users where email = ?').get(email)
  return (row as { id: number; password: string } | undefined) ?? null
}

export function listUsers(): readonly User[] {
  return (database().prepare(`select ${COLUMNS} from users order by id`).all() as UserRow[]).map(userFrom)
}

export function rename(id: number, name: string): void {
  database().prepare('update users set name = ? where id = ?').run(name, id)
}

export function setPassword(id: number, password: string): void {
  database().prepare('update users set password = ? where id = ?').run(password, id)
}

/** False when nobody would be left who is an admin. */
export function setRole(id: number, role: Role): boolean {
  const { changes } = database()
    .prepare(`update users set role = ? where id = ? and (role <> 'admin' or ? = 'admin' or ${ANOTHER_ADMIN})`)
    .run(role, id, role)
  return changes === 1 || !isThere(id)
}

/** With all sessions. False when nobody would be left who is an admin. */
export function removeUser(id: number): boolean {
  const { changes } = database()
    .prepare(`delete from users where id = ? and (role <> 'admin' or ${ANOTHER_ADMIN})`)
    .run(id)
  return changes === 1 || !isThere(id)
}

function isThere(id: number): boolean {
  return database().prepare('select 1 from users where id = ?').get(id) !== undefined
}

const ANOTHER_ADMIN = `(select count(*) from users where role = 'admin') > 1`

export const COLUMNS = 'users.id, users.email, users.name, users.role, users.created_at'

export interface UserRow {
  readonly id: number
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly created_at: number
}

export function userFrom({ id, email, name, role, created_at }: UserRow): User {
  return { id, email, name, role, createdAt: new Date(created_at) }
}
