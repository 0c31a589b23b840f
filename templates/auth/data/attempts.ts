/** How often a password may be tried: ten times in a quarter of an hour for one address, whoever tries. */
import 'server-only'
import { database } from './database'

const MOST = 10
const WINDOW = 15 * 60_000

/**
 * Counts an attempt, before the password is looked at: a hundred at the same moment are a hundred. The answer says
 * whether it may go on.
 */
export function admitAttempt(email: string): boolean {
  const now = Date.now()
  const db = database()
  db.prepare('delete from attempts where at < ?').run(now - WINDOW)
  const { made } = db.prepare('select count(*) as made from attempts where email = ?').get(email) as { made: number }
  if (made >= MOST) return false
  db.prepare('insert into attempts (email, at) values (?, ?)').run(email, now)
  return true
}

/** The password was right. */
export function forgetAttempts(email: string): void {
  database().prepare('delete from attempts where email = ?').run(email)
}
