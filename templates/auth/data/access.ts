/**
 * Who may do what. Every page and every server function that is not for everybody begins with one of these: a server
 * function is an endpoint, whatever page it is on.
 */
import 'server-only'
import { forbidden, unauthorized } from 'ferry/navigation'
import { cache } from 'react'
import { findSessionUser } from './sessions'
import type { Role, User } from './users'

/** Asked for once, however many components of a page want to know. */
export const currentUser = cache(findSessionUser)

/** Whoever is not signed in gets 401, and app/unauthorized.tsx. */
export async function requireUser(): Promise<User> {
  return (await currentUser()) ?? unauthorized()
}

/** Whoever has another role gets 403, and app/forbidden.tsx. */
export async function requireRole(role: Role): Promise<User> {
  const user = await requireUser()
  return user.role === role ? user : forbidden()
}
